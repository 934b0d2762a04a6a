import type { Day } from '../../../kernel/day.ts'
import { type EscalationPackage, type ItemEventKind, PACKAGE_OPTIONS, type PackageOption } from '../contract.ts'
import { TOP_TIER } from './ladder.ts'

const LONGEST = { passage: 4000, basis: 2000, opinion: 1000 } as const
const MOST_OPINIONS = 20

/** One line of the log as a package quotes it. */
export interface QuotedEvent {
  readonly kind: ItemEventKind
  readonly on: Day
  readonly unitName: string
  readonly text: string
  /** The law a handling unit named when it returned the item. */
  readonly lawBasis: string
}

/** What a package is drawn from: what was reported and agreed, and the log, oldest first. */
export interface PackageFacts {
  readonly text: string
  readonly title: string
  readonly desiredResult: string
  readonly closingStandard: string
  readonly isStatutory: boolean
  readonly hasAssistants: boolean
  /** The tier it moves up to. */
  readonly tier: number
  readonly log: readonly QuotedEvent[]
}

const SAID: ReadonlySet<ItemEventKind> = new Set([
  'returned',
  'started',
  'noted',
  'extension_asked',
  'answered',
  'sent_back',
  'contradicted',
  'decided',
  'escalated',
])
const OPINIONS: ReadonlySet<ItemEventKind> = new Set([
  'returned',
  'noted',
  'extension_asked',
  'answered',
  'sent_back',
  'contradicted',
])

/**
 * The one-page package of an item nobody wrote one for, in the words of those who handled it: the facts are the report and what was done
 * since, day by day; the ask is the result the proposer wants; the basis what was agreed and the law that was named; the opinions the last
 * word of each unit; the options those open to the next tier, as `words` says them. Cut to the page from the front, the newest kept.
 */
export function drawnPackage(facts: PackageFacts, words: (option: PackageOption) => string): EscalationPackage {
  const said = facts.log.filter(({ kind, text }) => SAID.has(kind) && text !== '')
  const lines = said.map(({ on, unitName, text }) => `${on} ${unitName}: ${text}`.replace(/ : /, ': '))
  const lastWord = new Map(
    facts.log
      .filter(({ kind, unitName, text }) => OPINIONS.has(kind) && unitName !== '' && text !== '')
      .map(({ unitName, text }) => [unitName, text]),
  )
  return {
    facts: page([facts.text, ...lines], LONGEST.passage),
    ask: facts.desiredResult.length >= 2 ? facts.desiredResult : facts.title,
    basis: page([facts.closingStandard, ...new Set(facts.log.map(({ lawBasis }) => lawBasis))], LONGEST.basis),
    opinions: [...lastWord]
      .slice(-MOST_OPINIONS)
      .map(([unitName, text]) => ({ unitName: unitName.slice(0, 100), text: text.slice(0, LONGEST.opinion) })),
    options: optionsOf(facts).map(words),
  }
}

/** What the next tier may choose between: a statutory clock is never suspended, the top names a day and may only ask the level above. */
export function optionsOf({ tier, isStatutory, hasAssistants }: PackageFacts): readonly PackageOption[] {
  return PACKAGE_OPTIONS.filter((option) => {
    if (option === 'suspend') return !isStatutory && tier >= 3
    if (option === 'level_above') return tier >= 3
    if (option === 'meet') return tier >= 4 && tier <= TOP_TIER
    if (option === 'add_assistants') return !hasAssistants
    return true
  })
}

/** Lines that fit on the page: the first always, cut if need be; then the newest ones. */
function page([first = '', ...others]: readonly string[], longest: number): string {
  const head = first.slice(0, longest)
  let left = longest - head.length
  const kept: string[] = []
  for (const line of others.filter(Boolean).toReversed()) {
    left -= line.length + 1
    if (left < 0) break
    kept.unshift(line)
  }
  return [head, ...kept].filter(Boolean).join('\n')
}
