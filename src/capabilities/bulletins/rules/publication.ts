import type { Problem } from '../../../kernel/problem.ts'
import { problem } from '../../../kernel/problem.ts'
import type { BoundNumber, BulletinBody, BulletinKind, Change, FreeNumber } from '../contract.ts'
import { unanswered } from './free-numbers.ts'
import { placesOf } from './places.ts'

/** What decides whether a draft may be published. */
export interface Readiness {
  readonly kind: BulletinKind
  readonly body: BulletinBody
  readonly numbers: readonly BoundNumber[]
  readonly changes: readonly Change[]
  readonly free: readonly FreeNumber[]
  readonly characters: number
  readonly limit: number
  readonly longReason: string
}

const MOST_TOLD = 5
/** What a template asks its writer to say stands in these brackets until somebody says it. */
const PROMPT = /【[^】]*】/g

/**
 * Everything between a draft and its publication: numbers nobody answers for, numbers the ledgers do not know, more characters than the rule
 * allows without a reason, a letter to nobody, a correction of nothing. A binding the text does not use stands in nobody's way.
 */
export function obstructions(draft: Readiness): readonly Problem[] {
  const open = unanswered(draft.free)
  const used = new Set(usedPlaces(draft.body))
  const unknown = draft.numbers.filter(({ name, value }) => value === null && used.has(name))
  const prompts = textsOf(draft.body).flatMap((text) => text.match(PROMPT) ?? [])
  const few = (texts: readonly string[]) => texts.slice(0, MOST_TOLD).join('、')
  return [
    ...(open.length > 0
      ? [problem('bulletins.free_numbers', { count: open.length, numbers: few(open.map((each) => each.text)) })]
      : []),
    ...(prompts.length > 0
      ? [problem('bulletins.prompts_left', { count: prompts.length, first: prompts[0] ?? '' })]
      : []),
    ...(unknown.length > 0
      ? [problem('bulletins.number_unknown', { count: unknown.length, names: few(unknown.map((each) => each.name)) })]
      : []),
    ...(draft.characters > draft.limit && draft.longReason === ''
      ? [problem('bulletins.too_long', { characters: draft.characters, limit: draft.limit })]
      : []),
    ...(draft.kind === 'correction' && draft.changes.length === 0 ? [problem('bulletins.nothing_to_correct')] : []),
    ...(draft.kind === 'letter' && draft.body.recipient.trim() === '' ? [problem('bulletins.recipient_missing')] : []),
  ]
}

/** The names in braces a bulletin uses anywhere in its text. */
export function usedPlaces(body: BulletinBody): readonly string[] {
  return textsOf(body).flatMap(placesOf)
}

function textsOf(body: BulletinBody): readonly string[] {
  const { title, masthead, recipient, contact, copiedTo, signer, printedBy } = body
  const blocks = body.blocks.map((block) =>
    block.kind === 'table' || block.kind === 'changes' ? block.caption : block.text,
  )
  return [title, masthead, recipient, ...blocks, signer, contact, copiedTo, printedBy]
}
