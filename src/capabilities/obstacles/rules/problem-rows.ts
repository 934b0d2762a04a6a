import type { Day } from '../../../kernel/day.ts'
import { type Problem, problem } from '../../../kernel/problem.ts'
import {
  ITEM_CLASSES,
  ITEM_ORIGINS,
  ItemBody,
  type ItemClass,
  type ItemOrigin,
  type ProblemField,
  type Severity,
} from '../contract.ts'
import words from '../data/ledger-words.json' with { type: 'json' }

/** How a column of a problem ledger is read, and what else it is called. */
export const PROBLEM_COLUMNS = words.columns as Readonly<
  Record<ProblemField, { readonly kind: 'text' | 'day'; readonly synonyms: readonly string[] }>
>

/** The longest text of a problem. */
export const LONGEST_PROBLEM = 4000
const LONGEST_TITLE = 60
const SHORTEST_TITLE = 4
const CLAUSE_END = /[。；;！？\n]/

/** A row as its cells read. */
export interface ProblemRow {
  readonly row: number
  readonly texts: Readonly<Partial<Record<ProblemField, string>>>
  readonly days: Readonly<Partial<Record<ProblemField, Day>>>
}

/** What is needed beside a row: names of classes and origins in the reader's words, units by name, what the ledger holds already. */
export interface ProblemKnowledge {
  readonly classNames: Readonly<Record<ItemClass, string>>
  readonly originNames: Readonly<Record<ItemOrigin, string>>
  readonly units: ReadonlyMap<string, string>
  /** Numbers of items by number, and by their text without blanks. */
  readonly known: ReadonlyMap<string, string>
}

/** What a row says, or what is wrong with it. `knownAs` is the number of the item it repeats. */
export interface PlannedProblem {
  readonly row: number
  readonly outcome: 'report' | 'known' | 'closed' | 'fault'
  readonly body: ItemBody | null
  readonly title: string
  readonly knownAs: string | null
  readonly problems: readonly Problem[]
}

/** A text as two rows are compared by it: without blanks and punctuation at its ends. */
export function comparableText(text: string): string {
  return text.replace(/\s+/g, '').replace(/[。；;，,]+$/, '')
}

/**
 * What a row of a problem ledger does. Closed rows and rows the ledger holds already stay out; unit and class must be known ones where they
 * are named. The title is the first clause of the problem, led by the project or enterprise it names.
 */
export function planProblem(row: ProblemRow, knowledge: ProblemKnowledge): PlannedProblem {
  const { texts, days } = row
  const text = (texts.text ?? '').trim()
  const title = titleOf(text, (texts.subject ?? '').trim())
  const planned = { row: row.row, title, body: null, knownAs: null, problems: [] }
  if (isClosed(texts.isClosed)) return { ...planned, outcome: 'closed' }
  const knownAs = knowledge.known.get(texts.number ?? '') ?? knowledge.known.get(comparableText(fullText(row))) ?? null
  if (knownAs !== null) return { ...planned, outcome: 'known', knownAs }
  const itemClass = classOf(texts.class, knowledge.classNames)
  const unit = texts.leadUnit === undefined ? null : knowledge.units.get(firstUnit(texts.leadUnit))
  const problems = [
    ...(text.length < 2 ? [problem('obstacles.sheet_text_missing', {}, [row.row, 'text'])] : []),
    ...(text.length > LONGEST_PROBLEM
      ? [problem('obstacles.sheet_text_long', { maximum: LONGEST_PROBLEM }, [row.row, 'text'])]
      : []),
    ...(itemClass === undefined
      ? [
          problem(
            'obstacles.sheet_class_unknown',
            { text: texts.class ?? '', choices: Object.values(knowledge.classNames).join('、') },
            [row.row, 'class'],
          ),
        ]
      : []),
    ...(unit === undefined
      ? [problem('obstacles.sheet_unit_unknown', { text: texts.leadUnit ?? '' }, [row.row, 'leadUnit'])]
      : []),
  ]
  if (problems.length > 0 || itemClass === undefined || unit === undefined)
    return { ...planned, outcome: 'fault', problems }
  const body = ItemBody.safeParse({
    kind: 'obstacle',
    origin: originOf(texts.origin, knowledge.originNames),
    class: itemClass,
    severity: severityOf(texts.severity),
    title,
    text: fullText(row),
    desiredResult: (texts.desiredResult ?? '').slice(0, 1000),
    ownEfforts: [texts.measures, texts.progress].filter(Boolean).join('\n').slice(0, 1000),
    neededOn: days.dueOn ?? null,
    suggestedUnitId: unit,
  })
  return body.success
    ? { ...planned, outcome: 'report', body: body.data }
    : { ...planned, outcome: 'fault', problems: [problem('obstacles.sheet_text_missing', {}, [row.row, 'text'])] }
}

/** The problem with what it is about, as the item keeps it: a ledger names its project in words, and not every one is a record here. */
export function fullText({ texts }: Pick<ProblemRow, 'texts'>): string {
  const [subject, text] = [(texts.subject ?? '').trim(), (texts.text ?? '').trim()]
  return subject === '' || text.includes(subject) ? text : `${subject}：${text}`
}

function titleOf(text: string, subject: string): string {
  const clause = text.split(CLAUSE_END)[0] ?? ''
  const led = subject === '' || clause.includes(subject) ? clause : `${subject}：${clause}`
  const title = led.length < SHORTEST_TITLE ? text.replace(/\s+/g, ' ') : led
  return title.length > LONGEST_TITLE
    ? `${title.slice(0, LONGEST_TITLE - 1)}…`
    : title.padEnd(Math.min(SHORTEST_TITLE, title.length * SHORTEST_TITLE), '…')
}

function isClosed(text: string | undefined): boolean {
  return text !== undefined && words.closed.includes(text.trim().toLowerCase())
}

/** A class by its name or a word of it; `other` where none is said, `undefined` where the word is not known. */
function classOf(text: string | undefined, names: ProblemKnowledge['classNames']): ItemClass | undefined {
  const said = (text ?? '').trim()
  if (said === '') return 'other'
  const byName = ITEM_CLASSES.find((each) => names[each] === said || each === said)
  if (byName) return byName
  const synonyms: Readonly<Record<string, readonly string[]>> = words.classes
  return ITEM_CLASSES.find((each) => synonyms[each]?.some((word) => said.includes(word)))
}

function originOf(text: string | undefined, names: ProblemKnowledge['originNames']): ItemOrigin {
  const said = (text ?? '').trim()
  if (said === '') return 'direct'
  const synonyms: Readonly<Record<string, readonly string[]>> = words.origins
  return (
    ITEM_ORIGINS.find((each) => names[each] === said || each === said) ??
    ITEM_ORIGINS.find((each) => synonyms[each]?.some((word) => said.includes(word))) ??
    'direct'
  )
}

function severityOf(text: string | undefined): Severity {
  const said = (text ?? '').trim().toLowerCase()
  if (/^a|红|重|急/.test(said)) return 'a'
  return /^c|蓝|轻|一般/.test(said) ? 'c' : 'b'
}

/** Where a cell names several units, the first leads. */
function firstUnit(text: string): string {
  return (text.split(/[、,，;；\n]/)[0] ?? '').trim()
}
