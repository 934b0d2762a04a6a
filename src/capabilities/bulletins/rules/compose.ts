import { yearOf } from '../../../kernel/day.ts'
import { formatDay, formatPeriod } from '../../../kernel/format.ts'
import type {
  Block,
  BoundNumber,
  BoundTable,
  BulletinBody,
  Change,
  ComposedBlock,
  ComposedPaper,
  Numbering,
} from '../contract.ts'
import { countCharacters } from './length.ts'
import { type About, piecesOf, plainOf, withFixed } from './places.ts'

/** The words of tables that are not asked from a list. `left` tells how many rows did not fit. */
export interface TableWords {
  readonly serial: string
  readonly name: string
  readonly period: string
  readonly was: string
  readonly now: string
  readonly question: string
  readonly left: (count: number) => string
  /** What is written where a ledger knows a number no longer. */
  readonly unknown: string
}

/** All that a paper is composed of. `count` is its number in its series, null in a draft. */
export interface Composition {
  readonly body: BulletinBody
  readonly about: About
  readonly numbers: readonly BoundNumber[]
  readonly tables: readonly BoundTable[]
  readonly changes: readonly Change[]
  readonly count: number | null
  readonly words: TableWords
}

/** The number of a paper as it is written: 第5期 or 某办〔2026〕5号; a draft has a cross in the place of the count. */
export function numberText({ form, prefix }: Numbering, year: number, count: number | null): string {
  if (form === 'none') return ''
  const digits = count === null ? '×' : String(count)
  return form === 'issue' ? `${prefix}第${digits}期` : `${prefix}〔${year}〕${digits}号`
}

/** A bulletin as it stands in the paper: every name in braces filled in, tables as they were asked. */
export function composePaper(composition: Composition): ComposedPaper {
  const { body, about, numbers, count } = composition
  const shown = new Map(numbers.map((each) => [each.name, each.shown]))
  const say = (text: string) => plainOf(piecesOf(text, about, shown)).trim()
  return {
    masthead: say(body.masthead),
    urgency: body.urgency,
    number: numberText({ ...body.numbering, prefix: say(body.numbering.prefix) }, yearOf(about.day), count),
    title: say(body.title),
    recipient: say(body.recipient),
    blocks: body.blocks.map((block) => composeBlock(block, composition, shown)),
    attachments: body.attachments.map(say),
    signer: say(body.signer),
    signedOn: formatDay(about.day, 'zh-CN'),
    contact: say(body.contact),
    copiedTo: say(body.copiedTo),
    printedBy: say(body.printedBy),
  }
}

function composeBlock(block: Block, composition: Composition, shown: ReadonlyMap<string, string>): ComposedBlock {
  const { about, tables, changes, words } = composition
  if (block.kind === 'changes') return changesTable(block.key, withFixed(block.caption, about), changes, words)
  if (block.kind !== 'table') {
    const pieces = [...piecesOf(block.text, about, shown)]
    return block.kind === 'heading'
      ? { kind: 'heading', key: block.key, level: block.level, pieces }
      : { kind: 'paragraph', key: block.key, pieces }
  }
  const asked = tables.find((each) => each.key === block.key)
  if (!asked || asked.shown.length === 0)
    return { kind: 'paragraph', key: block.key, pieces: [{ text: withFixed(block.whenEmpty, about), number: null }] }
  return {
    kind: 'table',
    key: block.key,
    caption: withFixed(block.caption, about),
    columns: block.columns.map(({ heading, share }, at) => ({
      heading,
      share,
      align: alignOf(asked.units[at] ?? 'text'),
    })),
    rows: asked.shown.map((row) => [...row]),
    note: asked.left > 0 ? words.left(asked.left) : '',
  }
}

/** Counts and days stand in the middle of their cell, amounts at the right, words at the left. */
function alignOf(unit: string): 'left' | 'center' | 'right' {
  if (unit === 'text') return 'left'
  return unit === 'count' || unit === 'days' || unit === 'day' ? 'center' : 'right'
}

/** What a correction notice corrects: name, period, what was published, what it is now, and the question it was asked by. */
function changesTable(key: string, caption: string, changes: readonly Change[], words: TableWords): ComposedBlock {
  return {
    kind: 'table',
    key,
    caption,
    columns: [
      { heading: words.serial, share: 3, align: 'center' },
      { heading: words.name, share: 10, align: 'left' },
      { heading: words.period, share: 6, align: 'center' },
      { heading: words.was, share: 6, align: 'right' },
      { heading: words.now, share: 6, align: 'right' },
      { heading: words.question, share: 9, align: 'left' },
    ],
    rows: changes.map((change, index) => [
      String(index + 1),
      change.name,
      formatPeriod(change.period, 'zh-CN'),
      change.wasShown,
      change.nowShown === '' ? words.unknown : change.nowShown,
      change.question,
    ]),
    note: '',
  }
}

/** How long a paper is: the characters of its title and text. Tables are its annex and do not count. */
export function charactersOfPaper(paper: ComposedPaper): number {
  return countCharacters([
    paper.title,
    ...paper.blocks.map((block) => (block.kind === 'table' ? '' : plainOf(block.pieces))),
  ])
}
