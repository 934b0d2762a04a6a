import type { Day } from '../../kernel/day.ts'
import { formatDay } from '../../kernel/format.ts'
import type { PaperBlock, PaperOut } from '../../platform/word/paper.ts'
import type { AgendaLine, IssuedPaper, MeetingBody, MinuteLine } from './contract.ts'
import { obstaclesMessages } from './messages/index.ts'
import { tallyOf } from './rules/meetings.ts'

const zh = obstaclesMessages['zh-CN']
const words = zh.minutesPaper

/** A paper on an item as it was issued, in the order of such papers: matter, its facts as a form, requirements one by one, closing. */
export function itemPaper(issued: IssuedPaper): PaperOut {
  const { sections } = zh.papers
  return {
    ...(issued.masthead === '' ? {} : { masthead: issued.masthead }),
    ...(issued.urgency === '' ? {} : { urgency: issued.urgency }),
    ...(issued.number === '' ? {} : { number: issued.number }),
    title: issued.title,
    recipient: issued.recipient,
    body: [
      { kind: 'paragraph', text: issued.opening },
      { kind: 'heading', level: 1, text: sections.matter },
      { kind: 'form', rows: issued.facts },
      { kind: 'heading', level: 1, text: sections.demands },
      ...numbered(issued.requirements),
      ...(issued.closing === '' ? [] : [{ kind: 'paragraph', text: issued.closing } as const]),
    ],
    signature: { by: issued.signer, on: issued.signedOn },
    ...(issued.contact === '' ? {} : { note: issued.contact }),
    ...(issued.copiedTo === '' ? {} : { copiedTo: issued.copiedTo }),
  }
}

function numbered(texts: readonly string[]): readonly PaperBlock[] {
  return texts.map((text, index) => ({ kind: 'paragraph', text: texts.length > 1 ? `${index + 1}.${text}` : text }))
}

/** What the minutes of a finished meeting are made of; `agenda` without what was left out. */
export interface MinutesData {
  readonly meeting: MeetingBody & { readonly number: number; readonly chairTitle: string }
  readonly previousOn: Day | null
  readonly agenda: readonly AgendaLine[]
  readonly lines: readonly MinuteLine[]
}

/** The minutes of a meeting (会议纪要): what became of the last promises, what was discussed, decisions and promises with unit and day, records. */
export function minutesPaper({ meeting, previousOn, agenda, lines }: MinutesData): PaperOut {
  const title = words.title(meeting.title)
  const sections: readonly (readonly [string, readonly PaperBlock[]])[] = [
    [words.owed, owedBlocks(agenda, previousOn)],
    [words.discussed, discussedBlocks(agenda)],
    [words.decided, resultBlocks(lines, 'item')],
    [words.promised, resultBlocks(lines, 'promise')],
    [words.records, numbered(lines.filter((line) => line.kind === 'note').map((line) => line.text))],
  ]
  const held = sections.filter(([, blocks]) => blocks.length > 0)
  const clock = meeting.startsAt ?? ''
  return {
    number: words.number(Number(meeting.heldOn.slice(0, 4)), meeting.number),
    title,
    body: [
      {
        kind: 'paragraph',
        text: words.opening(
          formatDay(meeting.heldOn, 'zh-CN'),
          clock,
          meeting.place,
          meeting.title,
          meeting.chairTitle,
        ),
      },
      ...held.flatMap(([heading, blocks], index): readonly PaperBlock[] => [
        { kind: 'heading', level: 1, text: `${words.ordinals[index] ?? ''}、${heading}` },
        ...blocks,
      ]),
      ...(meeting.present === '' && meeting.absent === '' ? [] : [{ kind: 'blank' } as const]),
      ...(meeting.present === '' ? [] : [{ kind: 'named', name: words.present, text: meeting.present } as const]),
      ...(meeting.absent === '' ? [] : [{ kind: 'named', name: words.absent, text: meeting.absent } as const]),
    ],
  }
}

function owedBlocks(agenda: readonly AgendaLine[], previousOn: Day | null): readonly PaperBlock[] {
  const owed = agenda.filter((line) => line.standing !== null)
  if (owed.length === 0) return []
  const { columns } = words
  return [
    {
      kind: 'paragraph',
      text: words.owedCounts(previousOn === null ? '' : formatDay(previousOn, 'zh-CN'), tallyOf(owed)),
    },
    {
      kind: 'table',
      columns: [
        { heading: columns.serial, share: 3 },
        { heading: columns.text, share: 12 },
        { heading: columns.unit, share: 5 },
        { heading: columns.dueOn, share: 6 },
        { heading: columns.standing, share: 5 },
      ],
      rows: owed.map((line, index) => [
        String(index + 1),
        line.title,
        line.unitName,
        dayCell(line.dueOn),
        line.standing === null ? '' : zh.meetings.standings[line.standing],
      ]),
    },
  ]
}

function discussedBlocks(agenda: readonly AgendaLine[]): readonly PaperBlock[] {
  const discussed = agenda.filter((line) => line.standing === null)
  if (discussed.length === 0) return []
  const { columns } = words
  return [
    {
      kind: 'table',
      columns: [
        { heading: columns.serial, share: 3 },
        { heading: columns.text, share: 12 },
        { heading: columns.unit, share: 5 },
        { heading: columns.reason, share: 11 },
      ],
      rows: discussed.map((line, index) => [String(index + 1), line.title, line.unitName, reasonOf(line)]),
    },
  ]
}

/** Why a line stood on the agenda, in words. */
function reasonOf({ kind, figures }: AgendaLine): string {
  const { redFigures, redNoFigures, itemFigures, kinds } = zh.meetings
  if (kind === 'item') return itemFigures(figures.number ?? '', figures.tier ?? 0, figures.daysOver ?? 0)
  if (kind !== 'red_light') return kinds[kind]
  const percent = (ratio: number) => `${(ratio * 100).toFixed(1)}%`
  return figures.completion === null || figures.pace === null
    ? redNoFigures
    : redFigures(percent(figures.completion), percent(figures.pace))
}

function resultBlocks(lines: readonly MinuteLine[], kind: 'item' | 'promise'): readonly PaperBlock[] {
  const made = lines.filter((line) => line.kind === kind)
  if (made.length === 0) return []
  const { columns } = words
  const hasNumber = kind === 'item'
  return [
    {
      kind: 'table',
      columns: [
        { heading: columns.serial, share: 3 },
        { heading: columns.text, share: hasNumber ? 11 : 16 },
        { heading: columns.unit, share: 5 },
        { heading: columns.dueOn, share: 6 },
        ...(hasNumber ? [{ heading: columns.number, share: 6 }] : []),
      ],
      rows: made.map((line, index) => [
        String(index + 1),
        line.text,
        line.unitName,
        dayCell(line.dueOn),
        ...(hasNumber ? [line.resultNumber ?? ''] : []),
      ]),
    },
  ]
}

function dayCell(day: Day | null): string {
  return day === null ? '' : formatDay(day, 'zh-CN')
}
