import { z } from 'zod'
import { FigureRef } from '../../../kernel/figures.ts'
import { PeriodText } from '../../../kernel/period.ts'

/** Kinds of bulletin: 通报, 周报, 亮灯清单, 红黑榜通报, 观摩评议结果通报, 经济运行分析, 专报, 函, 更正通知. */
export const BULLETIN_KINDS = [
  'notice',
  'weekly_report',
  'light_list',
  'red_black',
  'observation',
  'economic',
  'leader_brief',
  'letter',
  'correction',
] as const
/** One of `BULLETIN_KINDS`. */
export const BulletinKind = z.enum(BULLETIN_KINDS)
export type BulletinKind = z.output<typeof BulletinKind>

/** Kinds that go to those they are written for and to the offices, never to everybody. */
export const RESTRICTED_KINDS: readonly BulletinKind[] = ['leader_brief', 'letter']

/** The id of a list: `<capability>.<what>`. */
export const ListId = z
  .string()
  .max(80)
  .regex(/^[a-z_]+\.[a-z_]+$/)

/** A name in braces: letters, digits and the low line, at most 20 of them. */
export const PlaceName = z
  .string()
  .trim()
  .regex(/^[\p{L}\p{N}_]{1,20}$/u)

/** Of what a bound number or table is asked: the whole region, the unit a letter goes to, or a unit of its own. */
export const BoundOf = z.enum(['region', 'recipient', 'unit'])
export type BoundOf = z.output<typeof BoundOf>
/** Of which period it is asked, seen from that of the bulletin. */
export const BoundWhen = z.enum(['this', 'previous', 'year_earlier'])
export type BoundWhen = z.output<typeof BoundWhen>

/** How a number is written. `auto` follows its unit: money in 亿元 from 1 亿 up and in 万元 below it. `digits` are decimals, null by the unit. */
export const NumberStyle = z.enum(['auto', 'yi', 'wan', 'yuan'])
export type NumberStyle = z.output<typeof NumberStyle>

/** What is said for a number above, at and below zero, with `#` where its size stands: 快#, 持平, 慢#. */
export const SignWords = z.object({
  above: z.string().max(60),
  level: z.string().max(60),
  below: z.string().max(60),
})
export type SignWords = z.output<typeof SignWords>

/** 绑定数: a number of the text by its name in braces, bound to a question, its subject and its period. */
export const Binding = z.object({
  name: PlaceName,
  figure: FigureRef,
  of: BoundOf.default('region'),
  unitId: z.string().max(64).nullable().default(null),
  when: BoundWhen.default('this'),
  style: NumberStyle.default('auto'),
  digits: z.int().min(0).max(6).nullable().default(null),
  words: SignWords.nullable().default(null),
})
export type Binding = z.output<typeof Binding>

const BlockKey = z
  .string()
  .max(20)
  .regex(/^[a-z0-9]+$/)
const Text = z.string().max(5000)

/** One column of a bound table: a column of the list it is asked from, its heading in the paper, its part of the width. */
export const TableColumn = z.object({
  key: z.string().max(60),
  heading: z.string().trim().min(1).max(30),
  share: z.int().min(1).max(40),
  digits: z.int().min(0).max(6).nullable().default(null),
})
export type TableColumn = z.output<typeof TableColumn>

/** A piece of the text, top to bottom; `key` names it inside its bulletin. `changes` is the table of a correction notice. */
export const Block = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('heading'),
    key: BlockKey,
    level: z.union([z.literal(1), z.literal(2), z.literal(3)]),
    text: Text,
  }),
  z.object({ kind: z.literal('paragraph'), key: BlockKey, text: Text }),
  z.object({
    kind: z.literal('table'),
    key: BlockKey,
    caption: z.string().max(100),
    list: ListId,
    of: BoundOf.default('region'),
    unitId: z.string().max(64).nullable().default(null),
    when: BoundWhen.default('this'),
    columns: z.array(TableColumn).min(1).max(12),
    most: z.int().min(1).max(500).nullable().default(null),
    whenEmpty: z.string().max(200),
  }),
  z.object({ kind: z.literal('changes'), key: BlockKey, caption: z.string().max(100) }),
])
export type Block = z.output<typeof Block>
/** A table that is asked from a list. */
export type TableBlock = Extract<Block, { readonly kind: 'table' }>

/** Why a number of the text need not be bound: quoted words, a day or a time limit, the number of a document, part of a name. */
export const FREE_MARKS = ['quotation', 'date', 'document', 'name'] as const
/** One of `FREE_MARKS`. */
export const FreeMark = z.enum(FREE_MARKS)
export type FreeMark = z.output<typeof FreeMark>

/** A number that was typed and is marked as standing on its own; `source` says where a quotation is from. */
export const MarkedNumber = z.object({
  block: BlockKey,
  text: z.string().min(1).max(40),
  mark: FreeMark,
  source: z.string().max(200).default(''),
})
export type MarkedNumber = z.output<typeof MarkedNumber>

/** How a bulletin is numbered when it is published: 第5期, 某办〔2026〕5号, or not at all. */
export const Numbering = z.object({ form: z.enum(['issue', 'document', 'none']), prefix: z.string().max(30) })
export type Numbering = z.output<typeof Numbering>

/** The text of a bulletin with its bindings, as it is written: in a template and in a draft. Texts may hold names in braces. */
export const BulletinBody = z.object({
  masthead: z.string().max(40),
  urgency: z.string().max(10),
  numbering: Numbering,
  title: z.string().trim().min(1).max(100),
  recipient: z.string().max(100),
  blocks: z.array(Block).max(80),
  bindings: z.array(Binding).max(120),
  marks: z.array(MarkedNumber).max(200).default([]),
  attachments: z.array(z.string().trim().min(1).max(80)).max(20).default([]),
  signer: z.string().max(60),
  contact: z.string().max(200),
  copiedTo: z.string().max(200),
  printedBy: z.string().max(60),
})
export type BulletinBody = z.output<typeof BulletinBody>

/** The answer to a bound number as it was asked. `value` is exact text; `shown` is how it stands in the paper, empty where nothing is known. */
export const BoundNumber = z.object({
  name: z.string(),
  figure: z.string(),
  figureName: z.string(),
  unitId: z.string().nullable(),
  unitName: z.string(),
  period: PeriodText,
  value: z.string().nullable(),
  shown: z.string(),
  asOf: z.string().nullable(),
  rows: z.int(),
  path: z.string(),
  askedAt: z.string(),
})
export type BoundNumber = z.output<typeof BoundNumber>

/** The rows of a bound table as they were asked: `values` exact, `shown` as they stand in the paper; `left` rows did not fit. */
export const BoundTable = z.object({
  key: z.string(),
  list: z.string(),
  listName: z.string(),
  unitId: z.string().nullable(),
  period: PeriodText,
  units: z.array(z.string()),
  values: z.array(z.array(z.string().nullable())),
  shown: z.array(z.array(z.string())),
  left: z.int(),
  askedAt: z.string(),
})
export type BoundTable = z.output<typeof BoundTable>

/** A figure that was published and is different now: a bound number by its name, or a cell of a bound table by block, row and column. */
export const Change = z.object({
  of: z.enum(['number', 'cell']),
  key: z.string(),
  name: z.string(),
  question: z.string(),
  period: PeriodText,
  was: z.string().nullable(),
  wasShown: z.string(),
  now: z.string().nullable(),
  nowShown: z.string(),
})
export type Change = z.output<typeof Change>

/** A stretch of a composed text: plain words, or the shown number of a binding. */
export const Piece = z.object({ text: z.string(), number: z.string().nullable() })
export type Piece = z.output<typeof Piece>

const ComposedColumn = z.object({ heading: z.string(), share: z.int(), align: z.enum(['left', 'center', 'right']) })
/** A block as it stands in the paper. */
export const ComposedBlock = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('heading'),
    key: z.string(),
    level: z.union([z.literal(1), z.literal(2), z.literal(3)]),
    pieces: z.array(Piece),
  }),
  z.object({ kind: z.literal('paragraph'), key: z.string(), pieces: z.array(Piece) }),
  z.object({
    kind: z.literal('table'),
    key: z.string(),
    caption: z.string(),
    columns: z.array(ComposedColumn),
    rows: z.array(z.array(z.string())),
    note: z.string(),
  }),
])
export type ComposedBlock = z.output<typeof ComposedBlock>

/** A bulletin as it stands in the paper, every word filled in; what a published one is frozen as. */
export const ComposedPaper = z.object({
  masthead: z.string(),
  urgency: z.string(),
  number: z.string(),
  title: z.string(),
  recipient: z.string(),
  blocks: z.array(ComposedBlock),
  attachments: z.array(z.string()),
  signer: z.string(),
  signedOn: z.string(),
  contact: z.string(),
  copiedTo: z.string(),
  printedBy: z.string(),
})
export type ComposedPaper = z.output<typeof ComposedPaper>
