import { dayOf, yearOf } from '../../kernel/day.ts'
import { exact, toNumber } from '../../kernel/exact.ts'
import type { RedLight } from '../../kernel/red-light.ts'
import type { OperationContext } from '../../platform/run-operation.ts'
import { listProjectStandings } from '../../capabilities/key-projects/public.ts'
import { namesOfUnits } from '../../capabilities/organisation/public.ts'
import { reddestTargets } from '../../capabilities/targets/public.ts'

type AgendaSupplier = (ctx: OperationContext) => Promise<readonly RedLight[]>

const MOST = 5

/** The reddest targets of the year, the furthest behind first. */
const redTargets: AgendaSupplier = async (ctx) => {
  const numberOf = (text: string | null) => (text === null ? null : toNumber(exact(text)))
  const rows = await reddestTargets(ctx, { year: yearOf(dayOf(ctx.now)), limit: MOST })
  return rows.map((row) => ({
    subject: { kind: 'target', id: row.id, title: `${row.indicator}（${row.unitName}）` },
    unitName: row.unitName,
    completion: numberOf(row.completion),
    pace: numberOf(row.pace),
  }))
}

/** Key projects that show red, the furthest behind their pace first; those without a figure at the end. */
const redProjects: AgendaSupplier = async (ctx) => {
  const gap = (row: { readonly completion: number | null; readonly pace: number | null }) =>
    (row.completion ?? 0) - (row.pace ?? 0)
  const rows = (await listProjectStandings(ctx))
    .filter((row) => row.light === 'red')
    .toSorted((one, other) => gap(one) - gap(other))
    .slice(0, MOST)
  const units = await namesOfUnits(
    ctx,
    rows.map((row) => row.leadUnitId ?? row.unitId),
  )
  return rows.map((row) => ({
    subject: { kind: 'key_project', id: row.id, title: row.name },
    unitName: units.get(row.leadUnitId ?? row.unitId)?.shortName ?? '',
    completion: row.completion,
    pace: row.pace,
  }))
}

/** Who puts red lights on the agenda of a dispatch meeting: every room that has lights. */
export const agendaSuppliers: readonly AgendaSupplier[] = [redTargets, redProjects]
