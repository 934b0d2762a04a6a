import { implement } from '../../../platform/run-operation.ts'
import * as contract from '../contract.ts'
import { carriedOver } from '../rules/years.ts'
import { listCounted } from '../store/lists.ts'
import { listProjectsById } from '../store/record.ts'
import { bodyOfRow } from '../store/shape.ts'
import { changeRow } from './change.ts'
import { freezeAsItStands } from './lists.ts'

/** The operations on the years of the lists. */
export const yearOperations = [
  implement(contract.openListYear, async (ctx, { year, reason }) => {
    let frozen = 0
    for (const level of contract.LIST_LEVELS) {
      const made = await freezeAsItStands(ctx, { level, year, note: reason })
      if (typeof made === 'object') frozen += 1
    }
    const listed = (await listCounted(ctx, year, [])).filter((row) => row.withdrawn_at === null)
    const rows = await listProjectsById(
      ctx,
      listed.map((row) => row.id),
    )
    let carried = 0
    for (const row of rows) {
      const memberships = carriedOver(
        { memberships: row.memberships, stage: row.stage, stageLeft: row.stage_left },
        year,
      )
      if (!memberships) continue
      await changeRow(ctx, row, row.version, { ...bodyOfRow(row), memberships: [...memberships] }, { reason })
      carried += 1
    }
    ctx.announce('key_projects.year_opened', {
      subject: { kind: 'key_project_list', id: String(year + 1) },
      after: { year: year + 1, frozen, carried },
      data: { reason },
    })
    return { frozen, carried }
  }),
]
