import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, personWith, type TestHouse } from '../../../tests/support/house.ts'
import { tryScheme } from './contract.ts'
import { assessmentOperations } from './operations/index.ts'

let test: TestHouse
beforeAll(async () => {
  test = await openTestHouse(assessmentOperations)
})
afterAll(() => test.close())

const unit = (key: string) => ({ key, name: `示例${key}镇` })
const comparison = {
  scheme: {
    name: '示例季度考评',
    year: 2026,
    groups: [{ key: 'towns', name: '镇街', units: [unit('a'), unit('b')] }],
    criteria: [
      {
        key: 'investment',
        name: '完成投资',
        points: '100',
        source: '示例重点办',
        method: { kind: 'proportional' as const, terms: [{ actual: 'done', target: 'plan' }], cap: '1' },
      },
    ],
  },
  values: [
    { unit: 'a', criterion: 'investment', figures: { done: '80', plan: '100' } },
    { unit: 'b', criterion: 'investment', figures: { done: '90', plan: '100' } },
  ],
  explain: ['a'],
}

describe('a draft scheme', () => {
  it('is tried by the office on figures handed in, with reasons and what would move a unit; nothing is kept', async () => {
    const ranking = await test.run(tryScheme, personWith('assessment_office'), comparison)
    expect(ranking.groups[0]?.places.map(({ unit: key, rank, total, toNext }) => [key, rank, total, toNext])).toEqual([
      ['b', 1, '90.00', null],
      ['a', 2, '80.00', '10.00'],
    ])
    expect(ranking.groups[0]?.places[1]?.levers).toEqual([
      { criterion: 'investment', figure: 'done', from: '80', to: '90' },
    ])
  })

  it('is refused with every reason where it cannot be ranked, and to whom it is not for', async () => {
    const [criterion] = comparison.scheme.criteria
    const wrong = {
      ...comparison,
      scheme: { ...comparison.scheme, criteria: [criterion, { ...criterion, name: '平台登录率' }] },
    }
    const refused = test.run(tryScheme, personWith('assessment_office'), wrong as typeof comparison)
    await expect(refused).rejects.toMatchObject({
      kind: 'rule_broken',
      problems: [{ code: 'assessment.key_twice' }, { code: 'assessment.usage_criterion' }],
    })
    await expect(test.run(tryScheme, personWith('township'), comparison)).rejects.toMatchObject({ kind: 'forbidden' })
  })
})
