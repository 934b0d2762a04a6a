import { asYuan } from '../../../kernel/yuan.ts'
import type { Known, ReportBody, ReportKind, SheetField } from '../contract.ts'
import { FIELDS_OF } from './known.ts'

/** What the cells of a row say, by field; a field whose column is missing is not there, an empty cell is `null`. */
export type RowCells = Partial<Record<SheetField, string | number | null>>

/**
 * The report a row of the sheet stands for: what is known, with the cells laid over it. Of the period's money and the year's to date one is
 * enough: the other follows from what was reported before.
 */
export function bodyOfRowCells(kind: ReportKind, cells: RowCells, start: ReportBody, base: Known['base']): ReportBody {
  const said = Object.fromEntries(
    FIELDS_OF[kind].flatMap((field) => (field in cells ? [[field, cells[field] ?? emptyOf(field)]] : [])),
  ) as Partial<ReportBody>
  const body: ReportBody = { ...start, ...said }
  const { problem } = cells
  const problems =
    typeof problem === 'string' && problem !== '' && !start.problems.some((each) => each.text === problem)
      ? [{ text: problem, promise: null, promiseId: null, itemId: null }]
      : start.problems
  return { ...withTheOther(body, cells, base), problems }
}

function withTheOther(body: ReportBody, cells: RowCells, base: Known['base']): ReportBody {
  if (!base) return body
  const { investedInPeriod: inPeriod, investedThisYear: cumulative } = body
  if (inPeriod !== null && (cumulative === null || !cells.investedThisYear))
    return { ...body, investedThisYear: asYuan(base.amount + inPeriod) }
  if (inPeriod === null && cumulative !== null && cumulative >= base.amount)
    return { ...body, investedInPeriod: asYuan(cumulative - base.amount) }
  return body
}

function emptyOf(field: keyof ReportBody): null | '' {
  return TEXTS.has(field) ? '' : null
}

const TEXTS: ReadonlySet<keyof ReportBody> = new Set(['physicalProgress', 'nextPlan', 'slipText', 'adjustReason'])

/** Whether nothing was filled in: a month without money, a week without the next node. */
export function isEmptyRow(kind: ReportKind, cells: RowCells): boolean {
  return kind === 'month'
    ? isBlank(cells.investedInPeriod) && isBlank(cells.investedThisYear)
    : isBlank(cells.nextPlan) && isBlank(cells.investedInPeriod)
}

function isBlank(value: string | number | null | undefined): boolean {
  return value === undefined || value === null || value === ''
}

/** The month a heading counts up to, `1—10月累计`; none where it names no month. */
export function monthOfHeading(heading: string): number | undefined {
  const match = /(?:^|[^\d])(\d{1,2})月(?:份)?(?:底|末)?累计/.exec(heading)
  return match ? Number(match[1]) : undefined
}

/** The fields in which two reports differ, as a sheet shows them. */
export function changesOf(kind: ReportKind, before: ReportBody, after: ReportBody) {
  const fields = FIELDS_OF[kind]
    .filter((field) => before[field] !== after[field])
    .map((field) => ({ field: field as SheetField, before: before[field] as unknown, after: after[field] as unknown }))
  const [was, is] = [before, after].map((body) => body.problems.map(({ text }) => text).join('；'))
  return was === is ? fields : [...fields, { field: 'problem' as const, before: was ?? '', after: is ?? '' }]
}
