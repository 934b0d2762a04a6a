import {
  confirmFigures,
  createScheme,
  enterFigures,
  freezeSchemeVersion,
  openRound,
  publishRound,
  saveSchemeDraft,
  settleRound,
  showRound,
  showSchemeVersion,
  signCriterion,
  startChecking,
} from '../../../src/capabilities/assessment/contract.ts'
import { listUnits } from '../../../src/capabilities/organisation/contract.ts'
import type { Period } from '../../../src/kernel/period.ts'
import type { House } from './journey.ts'

/** Assessed units whose people have accounts of the sample. */
export const ASSESSED = [
  { account: 'town', name: '示例东河镇' },
  { account: 'taskforce', name: '示例新材料专班' },
  { account: 'dept', name: '示例发展和改革局' },
] as const

/** The id of a unit of the sample by its name; fails where there is none. */
export async function unitId(house: House, name: string): Promise<string> {
  const found = (await house.run('assess', listUnits, {})).items.find((each) => each.name === name)
  if (!found) throw new Error(`the sample has no unit ${name}`)
  return found.id
}

/** Says of every unit that is in no group why it is not assessed, as one would by the form. */
export async function exemptOthers(house: House, schemeId: string): Promise<number> {
  const { scheme, version } = await house.run('assess', showSchemeVersion, { schemeId, number: 1 })
  const { recordVersion } = await house.run('assess', saveSchemeDraft, {
    schemeId,
    number: 1,
    name: scheme.name,
    basis: scheme.basis,
    body: {
      ...version.body,
      exempt: version.proof.groups.outside.map((each) => ({ unitId: each.unitId, reason: '示例：另行考核' })),
    },
    expectedVersion: version.recordVersion,
  })
  return recordVersion
}

/** A frozen scheme of a month scored by one entered figure, a quarter and a year that are the mean of their months. */
export async function frozenScheme(house: House, name: string, year: number): Promise<string> {
  const unitIds = await Promise.all(ASSESSED.map((each) => unitId(house, each.name)))
  const sourceUnitId = await unitId(house, '示例统计局')
  const month = {
    criteria: [
      {
        key: 'starts',
        name: '按期开工',
        points: '100',
        sourceUnitId,
        figures: [
          { key: 'started', name: '已开工', unit: '个', from: { kind: 'unit' as const } },
          { key: 'planned', name: '应开工', unit: '个', from: { kind: 'unit' as const } },
        ],
        method: {
          kind: 'proportional' as const,
          terms: [{ actual: 'started', target: 'planned' }],
          cap: '1',
          withoutTarget: 'none' as const,
        },
      },
    ],
  }
  const quarter = {
    criteria: [
      {
        key: 'months',
        name: '月度评比',
        points: '100',
        figures: [
          {
            key: 'mean',
            name: '三个月平均',
            unit: '分',
            from: { kind: 'below' as const, level: 'month' as const, at: 'mean' as const },
          },
        ],
        method: { kind: 'weighted' as const, parts: [{ of: 'mean', share: '1' }] },
      },
    ],
  }
  const body = { groups: [{ key: 'all', name: '示例组', unitIds }], levels: { month, quarter, year: quarter } }
  const { id: schemeId, number } = await house.run('assess', createScheme, { year, name, body })
  const expectedVersion = await exemptOthers(house, schemeId)
  await house.run('assess', freezeSchemeVersion, { schemeId, number, expectedVersion })
  return schemeId
}

/** A month from opening to publication, with so many of ten starts for each unit. */
export async function publishedMonth(
  house: House,
  schemeId: string,
  period: Period,
  starts: readonly string[],
): Promise<string> {
  const { id: roundId } = await house.run('assess', openRound, { schemeId, level: 'month', period })
  const page = await house.run('assess', showRound, { roundId })
  const values = await Promise.all(
    ASSESSED.map(async ({ name }, at) => [
      { unitId: await unitId(house, name), figure: 'started', value: starts[at] ?? '0', evidence: '示例月报' },
      { unitId: await unitId(house, name), figure: 'planned', value: '10', evidence: '示例月报' },
    ]),
  )
  await house.run('stats', enterFigures, {
    roundId,
    criterion: page.criteria[0]?.criterion ?? '',
    values: values.flat(),
  })
  await sign(house, roundId)
  await throughToPublished(house, roundId)
  return roundId
}

async function sign(house: House, roundId: string): Promise<void> {
  const [criterion] = (await house.run('stats', showRound, { roundId })).criteria
  if (!criterion?.digest) throw new Error('there is nothing to sign')
  await house.run('stats', signCriterion, { roundId, criterion: criterion.criterion, digest: criterion.digest })
}

/** Takes a round whose figures are signed to its publication, every unit having said that they are right. */
export async function throughToPublished(house: House, roundId: string): Promise<void> {
  const version = async () => (await house.run('assess', showRound, { roundId })).version
  await house.run('assess', startChecking, { roundId, expectedVersion: await version() })
  await confirmAll(house, roundId)
  await house.run('assess', settleRound, { roundId, expectedVersion: await version() })
  await house.run('leader', publishRound, { roundId, expectedVersion: await version() })
}

/** Every assessed unit says that its figures are right. */
export async function confirmAll(house: House, roundId: string): Promise<void> {
  for (const { account, name } of ASSESSED)
    await house.run(account, confirmFigures, { roundId, unitId: await unitId(house, name) })
}
