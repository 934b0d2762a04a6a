import type { CellOut, ColumnOut, RowOut, SheetOut } from '../../platform/excel/sheet.ts'
import type { BallotContent, ContestBody, TallyResult } from './contract.ts'
import { contestsMessages } from './messages/index.ts'
import { entrantsToVoteOn } from './rules/ballots.ts'

const zh = contestsMessages['zh-CN']
const words = zh.sheets

/** What a score sheet is made of. Without `ballots` nothing is told of single judges. */
export interface ScoreSheet {
  readonly name: string
  readonly heldOn: string
  readonly rulesHash: string
  readonly digest: string
  readonly fingerprint: string
  readonly body: ContestBody
  readonly result: TallyResult
  readonly ballots: readonly {
    readonly seat: string
    readonly className: string
    readonly about: string
    readonly content: BallotContent
    readonly source: string
    readonly voidReason: string | null
  }[]
}

const SHEET_NAME = 28
const nameOfSheet = (text: string) => text.replaceAll(/[[\]:*?/\\]/g, ' ').slice(0, SHEET_NAME)

/** 评分汇总表: a sheet a group with means of the classes, parts, deductions and places, and one with the ballots where they may be told. */
export function scoreSheets(sheet: ScoreSheet): readonly SheetOut[] {
  const groups = sheet.result.groups.map((group): SheetOut => {
    const { body } = sheet
    const numbers = (heading: string, key: string, digits = body.decimals): ColumnOut => ({
      key,
      heading,
      width: 12,
      kind: 'decimal',
      digits,
    })
    const several = body.classes.length > 1
    const columns: readonly ColumnOut[] = [
      { key: 'place', heading: words.place, width: 10, kind: 'text' },
      { key: 'name', heading: words.entrant, width: 26, kind: 'text' },
      ...body.classes.map(({ key, name }) => numbers(words.mean(name), `class:${key}`, 4)),
      ...(several || body.parts.length > 1 ? body.parts.map(({ key, name }) => numbers(name, `part:${key}`, 4)) : []),
      ...(body.coefficient.kind === 'none' ? [] : [numbers(words.coefficient, 'coefficient', 4)]),
      numbers(words.deduction, 'deduction', 2),
      numbers(words.scoreHeading, 'score'),
      { key: 'received', heading: words.received, width: 10, kind: 'text' },
      { key: 'award', heading: words.award, width: 16, kind: 'text' },
      { key: 'note', heading: words.note, width: 22, kind: 'text' },
    ]
    const rows = group.places.map(
      (place): RowOut => ({
        place: place.rank === null ? '' : place.isJoint ? words.joint(place.rank) : String(place.rank),
        name: place.name,
        ...Object.fromEntries(place.classes.map(({ classKey, mean }) => [`class:${classKey}`, number(mean)])),
        ...Object.fromEntries(place.parts.map(({ key, value }) => [`part:${key}`, number(value)])),
        coefficient: number(place.coefficient),
        deduction: number(place.deduction),
        score: number(place.score),
        received: `${place.received}/${place.expected}`,
        award: place.awards.join('、'),
        note: place.tieStep === null ? '' : zh.tieSteps[place.tieStep],
      }),
    )
    const { checksum, oneJudgeLess } = group
    return {
      name: nameOfSheet(group.name),
      title: words.scoreTitle(sheet.name, group.name),
      columns,
      rows,
      footnotes: [
        words.heldOn(sheet.heldOn),
        ...(checksum ? [words.checksum(checksum.sum, checksum.expected)] : []),
        words.oneJudgeLess(oneJudgeLess.voters, oneJudgeLess.firstChanges, oneJudgeLess.anyChanges),
        words.rulesHash(sheet.rulesHash),
        words.digest(sheet.digest),
        words.fingerprint(sheet.fingerprint),
      ],
      signature: words.signature,
      frozenColumns: 2,
    }
  })
  return sheet.ballots.length === 0 ? groups : [...groups, ballotSheet(sheet)]
}

function ballotSheet({ name, body, ballots }: ScoreSheet): SheetOut {
  return {
    name: words.ballots,
    title: words.ballotsTitle(name),
    columns: [
      { key: 'seat', heading: words.seat, width: 10, kind: 'text' },
      { key: 'class', heading: words.class, width: 16, kind: 'text' },
      { key: 'source', heading: words.source, width: 12, kind: 'text' },
      ...body.entrants.map(({ key, name: entrant }): ColumnOut => ({ key, heading: entrant, width: 14, kind: 'text' })),
      { key: 'void', heading: words.void, width: 18, kind: 'text' },
    ],
    rows: rowsOfSeats(ballots).map((row) => ({
      seat: row[0].seat,
      class: row[0].className,
      source: [...new Set(row.map(({ source }) => source))].join('、'),
      ...Object.fromEntries(
        body.entrants.map(({ key }) => [key, row.map(({ content }) => saidOf(body, content, key)).join('')]),
      ),
      void: row[0].voidReason ?? '',
    })),
    paper: 'a3',
    frozenColumns: 2,
  }
}

type SheetBallot = ScoreSheet['ballots'][number]

/** The ballots of a seat that count stand in one row, as on a sheet of paper; each voided one has a row of its own. */
function rowsOfSeats(ballots: readonly SheetBallot[]): readonly (readonly [SheetBallot, ...SheetBallot[]])[] {
  const rows: [SheetBallot, ...SheetBallot[]][] = []
  for (const ballot of ballots) {
    const own = rows.find(([first]) => first.seat === ballot.seat && first.voidReason === null)
    if (own && ballot.voidReason === null) own.push(ballot)
    else rows.push([ballot])
  }
  return rows
}

/** What a ballot says about an entrant, as a person would write it. */
function saidOf(body: ContestBody, content: BallotContent, key: string): string {
  if (content.kind === 'ranking') return content.places[key] === undefined ? '' : String(content.places[key])
  if (content.kind === 'approve') return content.chosen.includes(key) ? '√' : ''
  if (content.kind === 'grades') {
    const grades = body.ballot.kind === 'grades' ? body.ballot.grades : []
    return grades.find((grade) => grade.key === content.marks[key])?.name ?? ''
  }
  const marks = content.marks[key] ?? {}
  const criteria = body.ballot.kind === 'score' ? body.ballot.criteria : []
  return criteria
    .map((criterion) => marks[criterion.key])
    .filter((mark) => mark !== undefined)
    .join(' / ')
}

/** A seat for which a paper ballot is printed. */
export interface PaperSeat {
  readonly number: number
  readonly label: string
  readonly className: string
  readonly excluded: readonly string[]
}

/** 纸质评议票: a sheet a seat with the entrants it votes on in the order of the contest, empty columns to fill in, and how. */
export function paperBallots(
  contest: { readonly name: string; readonly rulesHash: string; readonly body: ContestBody },
  order: readonly string[],
  seats: readonly PaperSeat[],
): readonly SheetOut[] {
  const { body } = contest
  const { ballot } = body
  const column = (key: string, heading: string): ColumnOut => ({ key, heading, width: 16, kind: 'text' })
  const toFill: readonly ColumnOut[] =
    ballot.kind === 'score'
      ? ballot.criteria.map(({ key, name, max }) => column(key, words.upTo(name, max)))
      : ballot.kind === 'grades'
        ? ballot.grades.map(({ key, name }) => column(key, name))
        : [column('mark', ballot.kind === 'ranking' ? words.place : words.choose)]
  return seats.map((seat): SheetOut => {
    const wanted = entrantsToVoteOn(body, '*', seat.excluded).toSorted(
      (one, other) => order.indexOf(one.key) - order.indexOf(other.key),
    )
    return {
      name: nameOfSheet(words.seatSheet(seat.number)),
      title: words.paperTitle(contest.name),
      unitNote: words.seatLine(seat.number, seat.className),
      columns: [
        { key: 'serial', heading: words.serial, width: 8, kind: 'integer' },
        { key: 'name', heading: words.entrant, width: 34, kind: 'text' },
        ...toFill,
        ...(body.coefficient.kind === 'voted' ? [column('difficulty', words.coefficient)] : []),
      ],
      rows: wanted.map(({ name }, at) => ({ serial: at + 1, name })),
      footnotes: [words.howTo[ballot.kind], words.paperRule, words.rulesHash(contest.rulesHash)],
      signature: words.paperSignature,
    }
  })
}

function number(text: string | null): CellOut {
  return text === null || text.includes('/') ? text : Number(text)
}
