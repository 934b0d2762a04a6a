import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { personWith, system } from '../../../tests/support/house.ts'
import { jpegSaying } from '../../../tests/support/photo.ts'
import { type Library, openLibrary, refusalOf } from '../../../tests/support/projects.ts'
import { asCreditCode } from '../../kernel/credit-code.ts'
import { asDay } from '../../kernel/day.ts'
import { Id } from '../../kernel/id.ts'
import { command } from '../../kernel/operation.ts'
import type { Refusal } from '../../kernel/refusal.ts'
import type { Caller } from '../../platform/access.ts'
import { asYuan } from '../../kernel/yuan.ts'
import { implement } from '../../platform/run-operation.ts'
import { z } from 'zod'
import * as contract from './contract.ts'
import { recordReported } from './public.ts'

/** A neighbour that reports physical progress through the front door. */
const report = command({
  id: 'key_projects.report_in_test',
  summary: 'Report',
  route: 'POST /key-projects/report-in-test',
  permission: 'key_projects.manage',
  input: z.object({ projectId: Id, node: z.string() }),
  output: z.object({ version: z.int() }),
})

let library: Library
let office: Caller
beforeAll(async () => {
  library = await openLibrary([
    implement(report, async (ctx, { projectId, node }) => ({
      version: await recordReported(
        ctx,
        projectId,
        { investedThisYear: null, investedAsOf: null, physicalProgress: node },
        '',
      ),
    })),
  ])
  office = personWith('project_office', library.units.office)
})
afterAll(() => library.test.close())

const show = (id: string) => library.test.run(contract.showProject, office, { projectId: id })
const path = (id: string, caller: Caller = office) =>
  library.test.run(contract.showStagePath, caller, { projectId: id })
type Asked = Omit<contract.MoveRequest, 'on' | 'evidence' | 'contractType' | 'pauseReason' | 'achieved' | 'reason'> &
  Partial<Pick<contract.MoveRequest, 'contractType' | 'pauseReason' | 'achieved' | 'reason'>> & {
    readonly on: string
    readonly evidence?: readonly contract.EvidenceKind[]
  }
async function move(id: string, { evidence = [], on, ...asked }: Asked, caller: Caller = office) {
  const { version } = await show(id)
  return library.test.run(contract.moveStage, caller, {
    projectId: id,
    expectedVersion: version,
    on: asDay(on),
    evidence: evidence.map((kind) => ({ kind, text: '示例文号' })),
    ...asked,
  })
}
async function change(id: string, part: Partial<contract.ProjectBody>, reason?: string) {
  const whole: Record<string, unknown> = await show(id)
  const body = contract.ProjectBody.parse(
    Object.fromEntries(Object.keys(contract.ProjectBody.shape).map((field) => [field, whole[field]])),
  )
  return library.test.run(contract.updateProject, office, {
    projectId: id,
    expectedVersion: Number(whole['version']),
    body: { ...body, ...part },
    ...(reason ? { reason } : {}),
  })
}

describe('the papers of a move', () => {
  const give = (projectId: string, name: string, bytes: Uint8Array, caller: Caller = office) =>
    library.test.run(
      contract.addStagePaper,
      caller,
      { projectId },
      { upload: { name, type: 'application/pdf', bytes } },
    )

  it('are kept as files, stand in the history and are read by those who see the project', async () => {
    const { id } = await library.enter({
      name: '示例要件项目',
      scope: '示例',
      totalInvestment: asYuan(1),
      enterprise: '甲',
    })
    const other = await library.enter({ name: '示例别的要件项目' })
    const paper = await give(id, '示例登记表.pdf', Buffer.from('登记'))
    const stray = await give(other.id, '示例别的.pdf', Buffer.from('别的'))
    const { version } = await show(id)
    const handIn = (paperId: string) =>
      library.test.run(contract.moveStage, office, {
        projectId: id,
        expectedVersion: version,
        to: 'negotiating',
        on: asDay('2026-01-05'),
        evidence: [{ kind: 'lead_registration', text: '示例登记', paperId }],
      })
    expect(await refusalOf(handIn(stray.id))).toEqual(['rule_broken', 'key_projects.paper_unknown'])
    await handIn(paper.id)
    expect((await path(id)).moves[0]?.evidence).toEqual([
      { kind: 'lead_registration', text: '示例登记', on: null, paperId: paper.id, fileName: '示例登记表.pdf' },
    ])
    const read = await library.test.run(contract.readStagePaper, office, { projectId: id, paperId: paper.id })
    expect(Buffer.from(read.bytes).toString()).toBe('登记')
    const west = personWith('township', library.units.west)
    const reading = library.test.run(contract.readStagePaper, west, { projectId: id, paperId: paper.id })
    expect(await refusalOf(reading)).toEqual(['not_found', 'record.not_found'])
  })

  it('lose what a photo tells besides its picture, and an empty file is none', async () => {
    const { id } = await library.enter({ name: '示例照片要件' })
    const photo = await give(id, '现场.jpg', jpegSaying('SECRET-PLACE'))
    const { bytes } = await library.test.run(contract.readStagePaper, office, { projectId: id, paperId: photo.id })
    expect(Buffer.from(bytes).includes('SECRET')).toBe(false)
    expect(await refusalOf(give(id, '空.pdf', new Uint8Array()))).toEqual(['invalid', 'file.empty'])
    expect(await refusalOf(give(id, '假.jpg', Buffer.from('<html>')))).toEqual(['invalid', 'kernel.photo_unknown'])
  })
})

describe('the way of an enterprise project', () => {
  it('goes from the reserve to full output, and every step is held up until its conditions and papers are there', async () => {
    const { id } = await library.enter({ name: '示例全程阶段项目', investorType: 'private' })
    expect(await refusalOf(move(id, { to: 'signed', on: '2026-01-05' }))).toEqual([
      'rule_broken',
      'key_projects.no_such_move',
    ])
    expect(await refusalOf(move(id, { to: 'negotiating', on: '2026-01-05' }))).toEqual([
      'rule_broken',
      'key_projects.evidence_missing',
      'key_projects.guard_content_known',
      'key_projects.guard_investor_named',
    ])
    await change(id, { scope: '示例内容', totalInvestment: asYuan(100), enterprise: '示例甲公司' })
    await move(id, { to: 'negotiating', on: '2026-01-05', evidence: ['lead_registration'] })
    const signing = { to: 'signed' as const, on: '2026-01-20', evidence: ['contract', 'legal_opinion'] as const }
    expect(await refusalOf(move(id, { ...signing, contractType: 'framework' }))).toEqual([
      'rule_broken',
      'key_projects.guard_contract_formal',
    ])
    await move(id, { ...signing, contractType: 'formal' })
    expect(await refusalOf(move(id, { to: 'landed', on: '2026-01-25', evidence: ['site_agreement'] }))).toEqual([
      'rule_broken',
      'key_projects.guard_company_registered',
    ])
    await change(id, { creditCode: asCreditCode('91370786MA00DEM14W') })
    await move(id, { to: 'landed', on: '2026-01-25', evidence: ['site_agreement'] })
    expect(await refusalOf(move(id, { to: 'established', on: '2026-01-28', evidence: ['approval_document'] }))).toEqual(
      ['rule_broken', 'key_projects.guard_code_present', 'key_projects.guard_establishment_fits'],
    )
    await change(id, { projectCodes: ['2603-370786-04-01-123456' as never], establishment: 'filing' })
    await move(id, { to: 'established', on: '2026-01-28', evidence: ['approval_document'] })
    await move(id, { to: 'permits', on: '2026-02-01', evidence: ['permit_checklist'] })
    expect(await refusalOf(move(id, { to: 'started', on: '2026-02-10', evidence: ['site_check'] }))).toEqual([
      'rule_broken',
      'key_projects.evidence_missing',
    ])
    await move(id, { to: 'started', on: '2026-02-10', evidence: ['site_check', 'construction_permit'] })
    expect((await show(id)).startedOn).toBe('2026-02-10')
    await move(id, { to: 'under_construction', on: '2026-02-20', evidence: ['physical_node'] })
    expect(await refusalOf(move(id, { to: 'completed', on: '2026-03-01' }))).toEqual([
      'rule_broken',
      'key_projects.guard_accepted_or_all_invested',
    ])
    await change(id, { investedBeforeYear: asYuan(40), investedThisYear: asYuan(60) })
    await move(id, { to: 'completed', on: '2026-03-01' })
    await move(id, { to: 'in_production', on: '2026-03-10', evidence: ['first_sale'] })
    await change(id, { expectedOutput: asYuan(1000) })
    const output = { to: 'design_output' as const, on: '2026-03-12', evidence: ['output_record'] as const }
    const achieved = { output: asYuan(790), tax: null, agreedShare: 0.8 }
    expect(await refusalOf(move(id, { ...output, achieved }))).toEqual([
      'rule_broken',
      'key_projects.guard_share_reached',
    ])
    await move(id, { ...output, achieved: { ...achieved, output: asYuan(800) } })
    const walked = await path(id)
    expect(walked.path.map(({ stage, state, on }) => [stage, state, on]).slice(5)).toEqual([
      ['permits', 'done', '2026-02-01'],
      ['started', 'done', '2026-02-10'],
      ['under_construction', 'done', '2026-02-20'],
      ['completed', 'done', '2026-03-01'],
      ['in_production', 'done', '2026-03-10'],
      ['design_output', 'current', '2026-03-12'],
    ])
    expect(walked.moves).toHaveLength(10)
    expect(walked.next.map(({ to }) => to)).toEqual(['ended'])
  })

  it('cannot be walked by changing the field, nor into the future, nor back before the last step', async () => {
    const { id } = await library.enter({ name: '示例改字段项目', stage: 'permits' })
    expect(await refusalOf(change(id, { stage: 'completed' }))).toEqual(['rule_broken', 'key_projects.stage_by_move'])
    const start = { to: 'started' as const, evidence: ['site_check', 'construction_permit'] as const }
    expect(await refusalOf(move(id, { ...start, on: '2026-03-17' }))).toEqual(['rule_broken', 'key_projects.move_day'])
    await move(id, { ...start, on: '2026-03-10' })
    expect(
      await refusalOf(move(id, { to: 'under_construction', on: '2026-03-09', evidence: ['physical_node'] })),
    ).toEqual(['rule_broken', 'key_projects.move_day'])
  })
})

describe('beside the way', () => {
  it('a government project goes from the reserve to its approval, and no other does', async () => {
    const of = (name: string, investorType: 'government' | 'private', establishment: 'approval' | 'filing') =>
      library.enter({
        name,
        investorType,
        establishment,
        scope: '示例',
        totalInvestment: asYuan(1),
        projectCodes: [`2603-370786-04-01-${investorType === 'private' ? '654321' : '654322'}` as never],
      })
    const public_ = await of('示例政府学校', 'government', 'approval')
    const firm = await of('示例企业厂房', 'private', 'filing')
    const establish = { to: 'established' as const, on: '2026-02-01', evidence: ['approval_document'] as const }
    await move(public_.id, establish)
    expect((await path(public_.id)).path.map(({ stage }) => stage)).not.toContain('signed')
    expect(await refusalOf(move(firm.id, establish))).toEqual(['rule_broken', 'key_projects.no_such_move'])
  })

  it('a pause names its kind of reason and leads back only to where the project stood', async () => {
    const { id } = await library.enter({ name: '示例停建项目', stage: 'under_construction' })
    const pause = { to: 'paused' as const, on: '2026-02-01', evidence: ['decision'] as const }
    expect(await refusalOf(move(id, pause))).toEqual([
      'rule_broken',
      'key_projects.guard_pause_reason_given',
      'key_projects.guard_reason_given',
    ])
    await move(id, { ...pause, pauseReason: 'design_change', reason: '设计变更' })
    const paused = await path(id)
    expect([paused.stage, paused.stageLeft, paused.pauseReason]).toEqual([
      'paused',
      'under_construction',
      'design_change',
    ])
    expect(paused.next.map(({ to }) => to)).toEqual(['under_construction', 'ended'])
    await move(id, { to: 'under_construction', on: '2026-02-20', evidence: ['resumption'] })
    expect((await path(id)).stageLeft).toBeNull()
  })

  it('a move is taken back by a new entry that restores what it wrote; the old entry stays', async () => {
    const { id } = await library.enter({ name: '示例退回项目', stage: 'permits' })
    await move(id, { to: 'started', on: '2026-02-10', evidence: ['site_check', 'permit_exemption'] })
    const reverse = async (reason: string) =>
      library.test.run(contract.reverseMove, office, {
        projectId: id,
        expectedVersion: (await show(id)).version,
        reason,
      })
    const statistics = personWith('statistics_bureau', library.units.bureau)
    const enter = async (day: string | null) =>
      library.test.run(contract.enterProjectStatistics, statistics, {
        projectId: id,
        expectedVersion: (await show(id)).version,
        statisticalTotal: null,
        statisticalThisYear: null,
        statisticalAsOf: null,
        investmentRegisteredOn: day === null ? null : asDay(day),
        fourAboveOn: null,
      })
    await enter('2026-02-15')
    expect(await refusalOf(reverse('核查有误'))).toEqual(['rule_broken', 'key_projects.registered_stays'])
    await enter(null)
    await reverse('核查有误')
    expect(await show(id)).toMatchObject({ stage: 'permits', startedOn: null, stageSince: null })
    const { moves } = await path(id)
    expect(moves.map(({ kind, isReversed }) => [kind, isReversed])).toEqual([
      ['reversal', false],
      ['move', true],
    ])
    expect(await refusalOf(reverse('再退'))).toEqual(['rule_broken', 'key_projects.nothing_to_reverse'])
  })
})

describe('the first physical node', () => {
  it('takes a started project into building, and no other', async () => {
    const reported = async (stage: contract.Stage) => {
      const { id } = await library.enter({ name: `示例首个节点项目${stage}`, stage })
      const { version } = await library.test.run(report, office, { projectId: id, node: '示例基础施工' })
      const project = await show(id)
      expect(project.version).toBe(version)
      return project.stage
    }
    expect([await reported('started'), await reported('permits'), await reported('completed')]).toEqual([
      'under_construction',
      'permits',
      'completed',
    ])
  })
})

describe('who moves', () => {
  it('each step is for its own bureau; where none is named the project office acts', async () => {
    const { units } = library
    const { id } = await library.enter({ name: '示例部门办理项目', stage: 'permits' })
    const bureau = personWith('department', units.bureau)
    const start = { to: 'started' as const, on: '2026-02-10', evidence: ['site_check', 'construction_permit'] as const }
    expect(await refusalOf(move(id, start, bureau))).toEqual(['forbidden', 'key_projects.not_the_actor'])
    await library.test.run(contract.nameStageBureau, office, { actor: 'reform_bureau', unitIds: [units.bureau] })
    expect((await path(id, bureau)).next.filter(({ mayMove }) => mayMove).map(({ to }) => to)).toEqual([
      'started',
      'paused',
    ])
    await move(id, start, bureau)
    await library.test.run(contract.nameStageBureau, office, { actor: 'reform_bureau', unitIds: [] })
    const town = personWith('township', units.east)
    await move(id, { to: 'under_construction', on: '2026-02-11', evidence: ['physical_node'] }, town)
    expect(
      await refusalOf(move(id, { to: 'ended', on: '2026-02-12', evidence: ['meeting_minutes'], reason: '终止' }, town)),
    ).toEqual(['forbidden', 'key_projects.not_the_actor'])
  })

  it('the statistics bureau registers investment from the start on and the roster from production on', async () => {
    const { id } = await library.enter({ name: '示例登记项目', stage: 'permits' })
    const enter = async (investmentRegisteredOn: string | null, fourAboveOn: string | null) => {
      const work = library.test.run(contract.enterProjectStatistics, system(), {
        projectId: id,
        expectedVersion: (await show(id)).version,
        statisticalTotal: null,
        statisticalThisYear: null,
        statisticalAsOf: null,
        investmentRegisteredOn: investmentRegisteredOn === null ? null : asDay(investmentRegisteredOn),
        fourAboveOn: fourAboveOn === null ? null : asDay(fourAboveOn),
      })
      return work
    }
    expect(await refusalOf(enter('2026-02-01', '2026-02-01'))).toEqual([
      'rule_broken',
      'key_projects.registered_too_early',
      'key_projects.four_above_too_early',
    ])
    await move(id, { to: 'started', on: '2026-02-10', evidence: ['site_check', 'construction_permit'] })
    expect(await refusalOf(enter('2026-02-09', null))).toEqual(['rule_broken', 'key_projects.registered_too_early'])
    await enter('2026-02-10', null)
    expect((await show(id)).investmentRegisteredOn).toBe('2026-02-10')
  })

  it('a conflict is a conflict before anything is judged', async () => {
    const { id } = await library.enter({ name: '示例先后项目', stage: 'permits' })
    const stale = library.test.run(contract.moveStage, office, {
      projectId: id,
      expectedVersion: 7,
      to: 'started',
      on: asDay('2026-02-10'),
      evidence: [
        { kind: 'site_check', text: '示例' },
        { kind: 'construction_permit', text: '示例' },
      ],
    })
    expect(await stale.catch((error: unknown) => (error as Refusal).kind)).toBe('conflict')
  })
})
