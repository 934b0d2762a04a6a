import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codesOf } from '../../../tests/support/targets.ts'
import { HOME, openTestHouse, personWith, system, type TestHouse } from '../../../tests/support/house.ts'
import { asDay } from '../../kernel/day.ts'
import { closeUnit, createUnit, setUp } from '../organisation/contract.ts'
import { organisationOperations } from '../organisation/operations/index.ts'
import * as contract from './contract.ts'
import { assessmentOperations } from './operations/index.ts'

let test: TestHouse
let units: { readonly county: string; readonly bureau: string; readonly towns: readonly string[] }
const office = () => personWith('assessment_office', units.county)
const town = () => personWith('township', units.towns[0] ?? '')

beforeAll(async () => {
  test = await openTestHouse([...organisationOperations, ...assessmentOperations])
  const made = await test.run(setUp, system(), {
    regionCode: HOME,
    regionName: '示例县',
    administratorName: '示例管理',
    account: 'root0001',
  })
  const boss = personWith('administrator', made.unitId)
  const unit = async (name: string, kind: 'department' | 'township') =>
    (await test.run(createUnit, boss, { name, kind, openedOn: asDay('2020-01-01') })).id
  const bureau = await unit('示例统计局', 'department')
  const towns = [await unit('示例东镇', 'township'), await unit('示例西镇', 'township')]
  units = { county: made.unitId, bureau, towns }
})
afterAll(() => test.close())

const bodyOf = (points = '100'): contract.SchemeBody =>
  contract.SchemeBody.parse({
    groups: [{ key: 'towns', name: '镇街组', unitIds: units.towns }],
    levels: {
      quarter: {
        criteria: [
          {
            key: 'invested',
            name: '完成投资',
            points,
            sourceUnitId: units.bureau,
            figures: [
              { key: 'done', name: '累计完成', unit: '元', from: { kind: 'ledger', figure: 'key_projects.invested' } },
              { key: 'plan', name: '年度计划', unit: '元', from: { kind: 'ledger', figure: 'key_projects.year_plan' } },
            ],
            method: { kind: 'proportional', terms: [{ actual: 'done', target: 'plan' }], cap: '1.2' },
          },
        ],
      },
    },
  })

let serial = 0
const draft = async (body?: contract.SchemeBody) => {
  serial += 1
  const name = `示例办法${serial}`
  const made = await test.run(contract.createScheme, office(), {
    year: 2026,
    name,
    basis: '示例发〔2026〕1号',
    ...(body ? { body } : {}),
  })
  return { ...made, name }
}
const freeze = ({ id, number, recordVersion }: { id: string; number: number; recordVersion: number }) =>
  test.run(contract.freezeSchemeVersion, office(), { schemeId: id, number, expectedVersion: recordVersion })
const show = (schemeId: string, number = 1, caller = office()) =>
  test.run(contract.showSchemeVersion, caller, { schemeId, number })

describe('a scheme', () => {
  it('is written, proved, saved and frozen; then it is in force for everybody, with its hash', async () => {
    const made = await draft()
    expect((await show(made.id)).version.proof.problems.map(({ code }) => code)).toEqual([
      'assessment.no_group',
      'assessment.no_level',
    ])
    expect(await codesOf(freeze(made))).toEqual(['rule_broken', 'assessment.no_group', 'assessment.no_level'])
    expect(await codesOf(show(made.id, 1, town()))).toEqual(['not_found', 'record.not_found'])

    const saved = await test.run(contract.saveSchemeDraft, office(), {
      schemeId: made.id,
      number: 1,
      name: made.name,
      basis: '示例发〔2026〕2号',
      body: bodyOf(),
      expectedVersion: 1,
    })
    expect(saved.proof.problems).toEqual([])
    const frozen = await freeze(saved)
    expect(frozen.hash).toMatch(/^[0-9a-f]{64}$/)
    const { scheme, version } = await show(made.id, 1, town())
    expect([scheme.frozen, scheme.draft, scheme.hash, scheme.basis]).toEqual([
      1,
      null,
      frozen.hash,
      '示例发〔2026〕2号',
    ])
    expect(version.actions).toEqual(['export'])
    expect((await show(made.id)).version.actions).toEqual(['openRound', 'draft', 'copy', 'replay', 'export'])
  })

  it('that is frozen is never written on: the next version takes its place and the one before stays to be read', async () => {
    const made = await draft(bodyOf())
    const first = await freeze(made)
    const change = { name: made.name, basis: '', body: bodyOf('90'), expectedVersion: first.recordVersion }
    expect(
      await codesOf(test.run(contract.saveSchemeDraft, office(), { schemeId: made.id, number: 1, ...change })),
    ).toEqual(['rule_broken', 'assessment.version_frozen'])
    const next = await test.run(contract.draftSchemeVersion, office(), { schemeId: made.id, number: 1 })
    expect(next.number).toBe(2)
    expect(await codesOf(test.run(contract.draftSchemeVersion, office(), { schemeId: made.id, number: 1 }))).toEqual([
      'conflict',
      'assessment.draft_exists',
    ])
    await test.run(contract.saveSchemeDraft, office(), { schemeId: made.id, number: 2, ...change, expectedVersion: 1 })
    const second = await freeze({ ...next, recordVersion: 2 })
    const { versions } = await test.run(contract.showScheme, town(), { schemeId: made.id })
    expect(versions.map(({ number, state, hash }) => [number, state, hash])).toEqual([
      [2, 'frozen', second.hash],
      [1, 'superseded', first.hash],
    ])
    expect((await show(made.id, 1)).version.body.levels.quarter?.criteria[0]?.points).toBe('100')
  })

  it('saved by two at once keeps the first and tells the second', async () => {
    const made = await draft(bodyOf())
    const save = (points: string) =>
      test.run(contract.saveSchemeDraft, office(), {
        schemeId: made.id,
        number: 1,
        name: made.name,
        basis: '',
        body: bodyOf(points),
        expectedVersion: 1,
      })
    const outcomes = await Promise.all([codesOf(save('80')), codesOf(save('70'))])
    expect(new Set(outcomes.map(([kind]) => kind))).toEqual(new Set(['conflict', 'nothing refused']))
  })

  it('has a name of its own in its year', async () => {
    const made = await draft()
    const again = { year: 2026, name: made.name }
    expect(await codesOf(test.run(contract.createScheme, office(), again))).toEqual([
      'conflict',
      'assessment.name_taken',
    ])
    expect((await test.run(contract.createScheme, office(), { ...again, year: 2027 })).number).toBe(1)
  })

  it('never frozen goes with its draft', async () => {
    const made = await draft()
    await test.run(contract.discardSchemeDraft, office(), { schemeId: made.id, number: 1, expectedVersion: 1 })
    expect(await codesOf(test.run(contract.showScheme, office(), { schemeId: made.id }))).toEqual([
      'not_found',
      'record.not_found',
    ])
  })

  it('begins from the template with the towns of the county in it and says what is left to choose', async () => {
    const made = await test.run(contract.createScheme, office(), { year: 2026, name: '示例模板', start: 'template' })
    const { version } = await show(made.id)
    expect(version.body.groups.flatMap(({ unitIds }) => unitIds)).toEqual(units.towns)
    const codes = new Set(version.proof.problems.map(({ code }) => code))
    expect([...codes]).toEqual(['assessment.source_missing'])
  })

  it('is written by the assessment office alone', async () => {
    expect(await codesOf(test.run(contract.createScheme, town(), { year: 2026, name: '示例' }))).toEqual([
      'forbidden',
      'access.not_allowed',
    ])
  })
})

describe('a scheme of another year', () => {
  it('begins as a copy without the units closed since, and says which', async () => {
    const boss = personWith('administrator', units.county)
    const gone = await test.run(createUnit, boss, { name: '示例旧镇', kind: 'township', openedOn: asDay('2020-01-01') })
    const body = bodyOf()
    const withOld = {
      ...body,
      groups: body.groups.map((group) => ({ ...group, unitIds: [...group.unitIds, gone.id] })),
    }
    const made = await draft(withOld)
    await freeze(made)
    await test.run(closeUnit, boss, {
      unitId: gone.id,
      closedOn: asDay('2026-03-01'),
      expectedVersion: 1,
      reason: '示例撤并',
    })
    const copy = await test.run(contract.createScheme, office(), {
      year: 2027,
      name: '示例新年办法',
      copyOf: { schemeId: made.id, number: 1 },
    })
    expect(copy.leftOut).toEqual(['示例旧镇'])
    expect((await show(copy.id)).version.body).toEqual(body)
  })

  it('travels as a file: what was exported begins the same scheme again, here or where units have the same names', async () => {
    const made = await draft(bodyOf())
    await freeze(made)
    const file = await test.run(contract.exportScheme, office(), { schemeId: made.id, number: 1 })
    const again = await test.run(contract.exportScheme, office(), { schemeId: made.id, number: 1 })
    expect(again.bytes).toEqual(file.bytes)
    const text = new TextDecoder().decode(file.bytes)
    const elsewhere = units.towns.reduce(
      (so, id, at) => so.replaceAll(id, `01890000-0000-7000-8000-00000000000${at}`),
      text,
    )
    const upload = (content: string) => ({
      upload: { name: 'scheme.json', type: 'application/json', bytes: new TextEncoder().encode(content) },
    })
    for (const [at, content] of [text, elsewhere].entries()) {
      const name = `示例导入${at}`
      const read = await test.run(contract.importScheme, office(), { year: 2027, name }, upload(content))
      expect(read.leftOut).toEqual([])
      expect((await show(read.id)).version.body).toEqual(bodyOf())
    }
    const strange = text
      .replace('示例西镇', '示例没有的镇')
      .replaceAll(units.towns[1] ?? '', '01890000-0000-7000-8000-000000000009')
    const read = await test.run(contract.importScheme, office(), { name: '示例导入9' }, upload(strange))
    expect(read.leftOut).toEqual(['示例没有的镇'])
    expect(await codesOf(test.run(contract.importScheme, office(), {}, upload('{"a":1}')))).toEqual([
      'invalid',
      'assessment.not_a_scheme',
    ])
    expect(await codesOf(test.run(contract.importScheme, office(), {}, upload('{')))).toEqual([
      'invalid',
      'assessment.not_json',
    ])
  })
})

describe('the figures a criterion may read', () => {
  it('are told with their words, and a figure no ledger answers is found in the proof', async () => {
    const { items } = await test.run(contract.listLedgerFigures, office(), { year: 2026 })
    expect(items.map(({ id }) => id)).toContain('key_projects.invested')
    expect(items.every(({ words }) => words['zh-CN'].name !== '' && words.en.name !== '')).toBe(true)
    const body = JSON.parse(JSON.stringify(bodyOf()).replace('key_projects.invested', 'key_projects.log_ins'))
    const proof = await test.run(contract.checkSchemeBody, office(), { body })
    expect(proof.problems.map(({ code }) => code)).toEqual(['assessment.ledger_unknown'])
  })
})
