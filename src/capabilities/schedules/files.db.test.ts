import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { refusalOf } from '../../../tests/support/projects.ts'
import { type PlanningRoom, openPlanningRoom } from '../../../tests/support/schedules.ts'
import type { RowOut } from '../../platform/excel/sheet.ts'
import { writeWorkbook } from '../../platform/excel/write-workbook.ts'
import * as contract from './contract.ts'

let room: PlanningRoom
beforeAll(async () => {
  room = await openPlanningRoom()
})
afterAll(() => room.library.test.close())

/** A 倒排工期表 as a county keeps it, without the columns it has no use for. */
function tableOf(rows: readonly RowOut[]): Promise<Uint8Array> {
  const months = Array.from({ length: 12 }, (_, index) => [`month${index + 1}`, `${index + 1}月`] as const)
  const headings = [
    ['project', '项目'],
    ['node', '节点'],
    ['unit', '责任单位'],
    ...months,
    ['startedOn', '实际开始'],
    ['finishedOn', '实际完成'],
    ['note', '备注'],
  ] as const
  const columns = headings.map(([key, heading]) => ({ key, heading, width: 12, kind: 'text' as const }))
  return writeWorkbook([{ name: '倒排工期表', title: '示例县2026年倒排工期表', columns, rows }])
}

describe('a file', () => {
  it('of a plan is read back as the same plan, by Project and as a table', async () => {
    const projectId = await room.planned()
    const mspdi = await room.run(contract.exportMspdi, room.office(), { projectId })
    const upload = { name: 'plan.xml', type: 'application/xml', bytes: mspdi.bytes }
    const reading = { projectId, year: 2026, holdsNoSecret: true } as const
    const seen = await room.run(contract.previewPlanImport, room.office(), reading, { upload })
    expect(seen).toMatchObject({ faults: [], nodes: 4, links: 3, openOn: '2026-12-31' })
    const table = await room.run(contract.exportSheet, room.office(), { year: 2026, projectId: [projectId] })
    const sheet = { name: 'plan.xlsx', type: '', bytes: table.bytes }
    expect(await room.run(contract.previewPlanImport, room.office(), reading, { upload: sheet })).toMatchObject({
      faults: [],
      notices: [],
      added: [],
      changed: [],
      removed: [],
    })
  })

  it('of a table makes a plan where there is none: its months are the latest finish, its rows of others are left out', async () => {
    const { id: projectId } = await room.library.enter({ name: '示例没有计划的项目' })
    const rows = [
      {
        project: '示例没有计划的项目',
        node: '基础施工',
        unit: '示例西山镇',
        month4: '完成',
        month5: '20日止',
        note: '示例备注',
      },
      { project: '', node: '主体施工', unit: '没有的单位', month6: '●', month9: '●' },
      { project: '别的项目', node: '验收', month9: '●' },
    ]
    const upload = { name: 'plan.xlsx', type: '', bytes: await tableOf(rows) }
    const reading = { projectId, year: 2026, holdsNoSecret: true } as const
    const seen = await room.run(contract.previewPlanImport, room.office(), reading, { upload })
    expect(seen).toMatchObject({ hasPlan: false, added: ['基础施工', '主体施工'], openOn: '2026-09-30', faults: [] })
    expect(seen.notices.map(({ code }) => code).toSorted()).toEqual([
      'schedules.sheet_other_project',
      'schedules.sheet_unit_unknown',
      'schedules.sheet_unlinked',
    ])
    await room.run(contract.importPlan, room.office(), reading, { upload })
    const { plan } = await room.show(projectId)
    expect(plan.nodes.map(({ name, notAfter, unitId, note }) => [name, notAfter, unitId, note])).toEqual([
      ['基础施工', '2026-05-20', room.library.units.west, '示例备注'],
      ['主体施工', '2026-09-30', null, ''],
    ])
  })

  it('of a table changes what it says differently, and leaves what it leaves blank', async () => {
    const projectId = await room.planned()
    const { projectName, nodeOf } = await room.show(projectId)
    const bytes = await tableOf([
      { project: projectName, node: '主体施工', month10: '15日止', finishedOn: '' },
      { project: projectName, node: '施工许可', startedOn: '2026-03-02', finishedOn: '2026-03-13' },
    ])
    const upload = { name: 'plan.xlsx', type: '', bytes }
    await room.run(
      contract.importPlan,
      room.office(),
      { projectId, year: 2026, holdsNoSecret: true, expectedVersion: 2 },
      { upload },
    )
    const after = await room.show(projectId)
    expect(after.nodeOf('works')).toMatchObject({ notAfter: '2026-10-15', unitId: room.library.units.west, days: 60 })
    expect(after.nodeOf('permit').facts).toEqual({
      startedOn: '2026-03-02',
      finishedOn: '2026-03-13',
      remainingDays: null,
    })
    expect(after.nodeOf('hall')).toMatchObject({
      lateFinish: nodeOf('hall').lateFinish,
      version: nodeOf('hall').version,
    })
  })

  it('is refused where it is neither', async () => {
    const projectId = await room.planned()
    const upload = { name: 'plan.xml', type: '', bytes: new TextEncoder().encode('<a/>') }
    const [kind] = await refusalOf(
      room.run(contract.previewPlanImport, room.office(), { projectId, year: 2026, holdsNoSecret: true }, { upload }),
    )
    expect(kind).toBe('invalid')
  })
})
