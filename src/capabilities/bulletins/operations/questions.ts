import { dayOf, yearOf } from '../../../kernel/day.ts'
import { formatPeriod } from '../../../kernel/format.ts'
import { asPeriod, type Period } from '../../../kernel/period.ts'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import { writeWorkbook } from '../../../platform/excel/write-workbook.ts'
import { implement, type Implementation, type OperationContext } from '../../../platform/run-operation.ts'
import * as contract from '../contract.ts'
import { shownCell } from '../rules/show.ts'
import { listSheet } from '../sheets.ts'
import { askNumbers } from './ask.ts'
import { nameOfRegion } from './paper-of.ts'
import { askableFor, FIGURES, faultOfList, LISTS, listTeller, paramsOf } from './tellers.ts'

const AUTO = { of: 'region', unitId: null, when: 'this', style: 'auto', digits: null, words: null } as const

function refuseFault(question: string, fault: string | undefined, path: string): void {
  if (fault !== undefined)
    refuse('rule_broken', problem('bulletins.question_fault', { name: '', question, fault }, [path]))
}

const list = implement(contract.listQuestions, async (ctx, { year }) => {
  const params = await paramsOf(ctx, asPeriod(String(year ?? yearOf(dayOf(ctx.now)))))
  return {
    figures: FIGURES.map(({ spec, words }) => ({
      id: spec.id,
      unit: spec.unit,
      of: [...spec.of],
      periods: [...spec.periods],
      names: { 'zh-CN': words['zh-CN'].name, en: words.en.name },
      meanings: { 'zh-CN': words['zh-CN'].meaning, en: words.en.meaning },
      needsParam: spec.param !== undefined,
      params: [...(spec.param ? (params.get(spec.param) ?? []) : [])],
    })),
    lists: LISTS.map(({ spec, words }) => ({
      id: spec.id,
      periods: [...spec.periods],
      names: { 'zh-CN': words['zh-CN'].name, en: words.en.name },
      meanings: { 'zh-CN': words['zh-CN'].meaning, en: words.en.meaning },
      columns: spec.columns.map(({ key, unit }) => ({
        key,
        unit,
        names: { 'zh-CN': words['zh-CN'].columns[key] ?? key, en: words.en.columns[key] ?? key },
      })),
    })),
  }
})

const figure = implement(contract.askFigure, async (ctx, { figure: ref, unitId = null, period }) => {
  const binding = { ...AUTO, name: 'figure', figure: ref, ...(unitId === null ? {} : { of: 'unit' as const, unitId }) }
  refuseFault(ref, askableFor(period).faultOfBinding(binding), 'figure')
  const [answer] = await askNumbers(ctx, [binding], { period, recipientUnitId: null })
  return {
    value: answer?.value ?? null,
    shown: answer?.shown ?? '',
    asOf: answer?.asOf ?? null,
    rows: answer?.rows ?? 0,
    path: answer?.path ?? '/',
  }
})

async function rowsOf(ctx: OperationContext, id: string, period: Period) {
  refuseFault(id, faultOfList(id, period), 'list')
  const teller = listTeller(id)
  const columns = teller?.spec.columns ?? []
  const rows = teller ? await teller.tell(ctx, period) : []
  return { columns, rows, words: teller?.words['zh-CN'] }
}

const rows = implement(contract.askList, async (ctx, { list: id, period }) => {
  const { columns, rows: told } = await rowsOf(ctx, id, period)
  return {
    values: told.map((row) => columns.map(({ key }) => row[key] ?? null)),
    shown: told.map((row) => columns.map(({ key, unit }) => shownCell(row[key] ?? null, unit, null))),
  }
})

const file = implement(contract.exportList, async (ctx, { list: id, period }) => {
  const { columns, rows: told, words } = await rowsOf(ctx, id, period)
  const name = words?.name ?? id
  const sheet = listSheet({
    name,
    meaning: words?.meaning ?? '',
    regionName: await nameOfRegion(ctx),
    period,
    today: dayOf(ctx.now),
    columns: columns.map(({ key, unit }) => ({ key, unit, heading: words?.columns[key] ?? key })),
    rows: told,
  })
  return {
    name: `${formatPeriod(period, 'zh-CN')}${name}.xlsx`,
    type: contract.exportList.fileOut ?? '',
    bytes: await writeWorkbook([sheet]),
  }
})

/** The operations on what can be asked. */
export const questionOperations: readonly Implementation[] = [list, figure, rows, file]
