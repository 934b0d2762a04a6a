import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HOME, openTestHouse, personWith, system, type TestHouse } from '../../../tests/support/house.ts'
import { rankAgain } from '../../../tests/support/second-ranking.ts'
import { dayOf } from '../../kernel/day.ts'
import type { SampleWriter } from '../../kernel/sample.ts'
import { setUp } from '../organisation/contract.ts'
import { organisationOperations } from '../organisation/operations/index.ts'
import { sampleOrganisation } from '../organisation/sample.ts'
import * as contract from './contract.ts'
import { assessmentOperations } from './operations/index.ts'
import { rankFile } from './public.ts'
import { sampleAssessment } from './sample.ts'

let test: TestHouse
const office = () => personWith('assessment_office', 'office')

beforeAll(async () => {
  test = await openTestHouse([...organisationOperations, ...assessmentOperations], '2026-11-20T09:00:00+08:00')
  await test.run(setUp, system(), {
    regionCode: HOME,
    regionName: '昌邑市',
    administratorName: '示例管理',
    account: 'root0001',
    unitName: '示例管理办公室',
  })
  const write: SampleWriter = {
    region: HOME,
    regionName: '昌邑市',
    today: dayOf(test.now),
    password: 'Sample-Pass-2026',
    ids: { units: new Map(), posts: new Map(), indicators: new Map() },
    run: (spec, input) => test.run(spec, system(), input),
  }
  await sampleOrganisation(write)
  await sampleAssessment(write)
})
afterAll(() => test.close())

describe('the sample', () => {
  it('has a scheme in force without a finding, a published month and quarter, and a month under way', async () => {
    const { items } = await test.run(contract.listSchemes, office(), {})
    const [scheme] = items
    if (!scheme) throw new Error('no scheme')
    const { version } = await test.run(contract.showSchemeVersion, office(), { schemeId: scheme.id, number: 1 })
    expect([version.state, version.proof.problems, version.proof.advice]).toEqual(['frozen', [], []])
    const rounds = await test.run(contract.listRounds, office(), {})
    expect(rounds.items.map(({ period, state }) => [period, state])).toEqual([
      ['2026-M10', 'open'],
      ['2026-Q3', 'published'],
      ['2026-M09', 'published'],
    ])
  })

  it('has published rankings that their exports give again, by the engine and by a second program, to the last digit', async () => {
    const { items } = await test.run(contract.listRounds, office(), { state: 'published' })
    expect(items).toHaveLength(2)
    for (const { id: roundId } of items) {
      const file = await test.run(contract.exportRound, office(), { roundId })
      const text = new TextDecoder().decode(file.bytes)
      const again = rankFile(text)
      if (!again.ok) throw new Error(JSON.stringify(again.problems))
      const shown = await test.run(contract.showRanking, office(), { roundId })
      const placesOf = (groups: readonly { places: readonly { rank: number | null; total: string }[] }[]) =>
        groups.map(({ places }) => places.map(({ rank, total }) => [rank, total]))
      expect(placesOf(again.value.groups)).toEqual(placesOf(shown.groups))
      const second = new Map(rankAgain(text).map(({ unit, rank, total }) => [unit, [rank, total]]))
      for (const { unit, rank, total } of again.value.groups.flatMap(({ places }) => places))
        expect(second.get(unit)).toEqual([rank, total])
    }
  })

  it('replayed by its own version changes no place', async () => {
    const { items } = await test.run(contract.listSchemes, office(), {})
    const schemeId = items[0]?.id ?? ''
    const { rounds } = await test.run(contract.replayScheme, office(), { schemeId, number: 1, year: 2026 })
    expect(rounds.map(({ period }) => period)).toEqual(['2026-M09', '2026-Q3'])
    for (const unit of rounds.flatMap(({ groups }) => groups).flatMap(({ units }) => units))
      expect([unit.rankAfter, unit.totalAfter]).toEqual([unit.rankBefore, unit.totalBefore])
  })
})
