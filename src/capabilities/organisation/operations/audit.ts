import { dayOf, startOfDay } from '../../../kernel/day.ts'
import { exportAudit } from '../../../platform/audit-chain.ts'
import { implement } from '../../../platform/run-operation.ts'
import * as contract from '../contract.ts'
import { readCursor, writeCursor } from '../rules/cursor.ts'
import { listAuditRows } from '../store/audit.ts'

/** Asia/Shanghai has no summer time. */
const DAY_MS = 24 * 3_600_000

const list = implement(contract.listAudit, async (ctx, { cursor, limit, fromOn, toOn, ...filter }) => {
  const rows = await listAuditRows(ctx.tx, ctx.scope.region, {
    ...filter,
    ...(fromOn ? { from: startOfDay(fromOn) } : {}),
    ...(toOn ? { until: new Date(startOfDay(toOn).getTime() + DAY_MS) } : {}),
    after: placeOf(cursor),
    limit: limit + 1,
  })
  const items = rows.slice(0, limit).map((row) => ({ ...row, at: row.at.toISOString() }))
  const last = items.at(-1)
  return { items, nextCursor: rows.length > limit && last ? writeCursor([last.at, last.id]) : null }
})

const exportTrail = implement(contract.exportAuditTrail, async (ctx) => {
  const { region } = ctx.scope
  const text = await exportAudit(ctx.tx, region, ctx.now)
  return {
    name: `audit-${region}-${dayOf(ctx.now).replaceAll('-', '')}.jsonl`,
    type: contract.exportAuditTrail.fileOut ?? '',
    bytes: new TextEncoder().encode(`${text}\n`),
  }
})

/** The place a cursor names; nothing where its instant is none. */
function placeOf(cursor: string | undefined): readonly string[] | undefined {
  const place = readCursor(cursor, 2)
  return place && !Number.isNaN(Date.parse(place[0] ?? '')) ? place : undefined
}

/** The operations on the audit trail: reading it and taking it away to be checked. */
export const auditOperations = [list, exportTrail]
