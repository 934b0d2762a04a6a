import { dayOf } from '../../../kernel/day.ts'
import { formatPeriod } from '../../../kernel/format.ts'
import { type Problem, problem } from '../../../kernel/problem.ts'
import { orRefuse, refuse } from '../../../kernel/refusal.ts'
import { errorsSheet } from '../../../platform/excel/errors-workbook.ts'
import { writeWorkbook } from '../../../platform/excel/write-workbook.ts'
import { platformMessages } from '../../../platform/messages/index.ts'
import { implement } from '../../../platform/run-operation.ts'
import { namesOfUnits } from '../../organisation/public.ts'
import * as contract from '../contract.ts'
import { progressReportsMessages } from '../messages/index.ts'
import { dueDay, reportKindOf } from '../rules/periods.ts'
import { reportSheet } from '../sheets.ts'
import { bodyOfRow } from './place.ts'
import { readSheet, sheetProjects } from './read-sheet.ts'
import { sendReport } from './send.ts'

const zh = progressReportsMessages['zh-CN']
const FAULTS_SHOWN = 500

/** The operations on sheets. */
export const sheetOperations = [
  implement(contract.exportReportSheet, async (ctx, { period }) => {
    const kind = orRefuse(reportKindOf(period), 'invalid')
    const projects = await sheetProjects(ctx, period)
    const units = await namesOfUnits(
      ctx,
      projects.map(({ facts }) => facts.unitId),
    )
    const today = dayOf(ctx.now)
    const lines = projects
      .filter(({ isOwed, row }) => isOwed || row)
      .map(({ facts, known, row }) => ({
        number: facts.number,
        name: facts.name,
        unitName: units.get(facts.unitId)?.shortName ?? '',
        yearPlan: facts.yearPlan,
        before: known.base?.amount ?? null,
        body: row ? bodyOfRow(row) : known.body,
      }))
    const name = `${zh.sheet.fileName(formatPeriod(period, 'zh-CN'), zh.kinds[kind])}.xlsx`
    const bytes = await writeWorkbook([reportSheet(kind, period, lines, today)])
    return { name, type: contract.exportReportSheet.fileOut ?? '', bytes }
  }),

  implement(contract.previewReportSheet, async (ctx, { period }) => {
    const { rows } = await readSheet(ctx, period)
    const count = (outcome: contract.SheetRow['outcome']) =>
      rows.filter(({ shown }) => shown.outcome === outcome).length
    return {
      counts: {
        rows: rows.length,
        send: count('send'),
        same: count('same'),
        empty: count('empty'),
        fault: rows.reduce((sum, { faults }) => sum + faults.length, 0),
      },
      rows: rows.map(({ shown }) => shown),
      faults: rows.flatMap(({ faults }) => faults).slice(0, FAULTS_SHOWN),
    }
  }),

  implement(contract.exportSheetFaults, async (ctx, { period, locale }) => {
    const { sheet, table, rows } = await readSheet(ctx, period)
    const words = progressReportsMessages[locale]
    const problems = rows.flatMap(({ faults }) =>
      faults.map(({ row, field, code, params }) => problem(code, params, field === null ? [row] : [row, field])),
    )
    const sayOf = ({ code, params = {}, path = [] }: Problem): string => {
      const say = words.problems[code as keyof typeof words.problems] ?? words.cellFaults[code]
      const field = contract.SheetField.safeParse(path[1])
      const sentence = say?.(params) ?? code
      return field.success ? `${words.columns[field.data]}: ${sentence}` : sentence
    }
    // Sending takes every row or none, so the sound ones come back too.
    const back = errorsSheet({ sheet, table, problems }, platformMessages[locale].excel, sayOf, true)
    return {
      name: `${words.sheet.faultsName}.xlsx`,
      type: contract.exportSheetFaults.fileOut ?? '',
      bytes: await writeWorkbook([back]),
    }
  }),

  implement(contract.sendReportSheet, async (ctx, { period }) => {
    const { rows } = await readSheet(ctx, period)
    const faults = rows.reduce((sum, each) => sum + each.faults.length, 0)
    if (faults > 0) refuse('rule_broken', problem('progress_reports.sheet_has_faults', { count: faults }))
    const kind = orRefuse(reportKindOf(period), 'invalid')
    let sent = 0
    for (const { shown, body, project } of rows) {
      if (shown.outcome !== 'send' || !body || !project) continue
      const { facts, known, row } = project
      const place = {
        project: facts,
        kind,
        period,
        dueOn: dueDay(period, ctx.calendar),
        editions: row ? [row] : [],
      }
      await sendReport(ctx, place, known, { expectedVersion: row?.version ?? null, body })
      sent += 1
    }
    const count = (outcome: contract.SheetRow['outcome']) =>
      rows.filter(({ shown }) => shown.outcome === outcome).length
    return { sent, same: count('same'), empty: count('empty') }
  }),
]
