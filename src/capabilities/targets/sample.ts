import { asDay, monthOf, yearOf } from '../../kernel/day.ts'
import { asPeriod } from '../../kernel/period.ts'
import { type SampleWriter, seededNumbers } from '../../kernel/sample.ts'
import {
  type CellEntry,
  Comparator,
  createCampaign,
  createIndicator,
  createTarget,
  decideTarget,
  enterActuals,
  type IndicatorBody,
} from './contract.ts'
import published from './data/published.json' with { type: 'json' }

/** Goals a dispatch published, each citing it, with nothing but what it published. */
export async function samplePublishedTargets(write: SampleWriter): Promise<void> {
  const unitId = write.ids.units.get(write.regionName) ?? ''
  const sourceUnitId = write.ids.units.get('示例统计局') ?? ''
  for (const [index, each] of published.targets.filter((target) => target.region === write.region).entries()) {
    const indicator = await write.run(createIndicator, {
      ...plain(`published_${index + 1}`, each.name, each.unitText, sourceUnitId),
      note: `按公开报道录入：${each.source}。`,
    })
    const goal = { comparator: Comparator.parse(each.comparator), value: each.value }
    await issue(write, { indicatorId: indicator.id, year: each.year, unitId, goal, owner: { unitId } }, each.source)
  }
}

interface Invented {
  readonly body: Omit<IndicatorBody, 'sourceUnitId' | 'note' | 'derivation'>
  readonly source: string
  /** Value of the year for the whole county, in the unit of the indicator. */
  readonly year: number
}

const COUNTY = '示例县'
const TOWNS: readonly (readonly [group: string, names: readonly string[]])[] = [
  ['镇街一组', ['示例东河镇', '示例西山镇', '示例南湖街道', '示例北塘镇']],
  ['镇街二组', ['示例柳林镇', '示例青石镇', '示例云溪镇', '示例白沙镇']],
  ['园区', ['示例经济开发区', '示例化工产业园', '示例高新产业园']],
]
const INVENTED: readonly Invented[] = [
  {
    body: { ...plain('output', '示例规上工业总产值', '亿元', ''), kind: 'expected', statistical: true },
    source: '示例统计局',
    year: 640,
  },
  { body: { ...plain('renovation', '示例技改投资', '亿元', '') }, source: '示例工业和信息化局', year: 72 },
  { body: { ...plain('funds', '示例到位资金', '亿元', '') }, source: '示例投资促进局', year: 118 },
  { body: { ...plain('starts', '示例新开工项目数', '个', '') }, source: '示例发展和改革局', year: 88 },
  { body: { ...plain('budget', '示例一般公共预算收入', '亿元', ''), kind: 'binding' }, source: '示例财政局', year: 46 },
  { body: { ...plain('roster', '示例新增规上企业数', '家', '') }, source: '示例工业和信息化局', year: 44 },
  { body: { ...plain('trade', '示例进出口总额', '亿元', ''), kind: 'expected' }, source: '示例商务局', year: 96 },
]

/** Invented goals of this year, split to towns and parks, with months up to the last one, the same on every machine. */
export async function sampleInventedTargets(write: SampleWriter): Promise<void> {
  const year = yearOf(write.today)
  const countyId = write.ids.units.get(COUNTY) ?? ''
  const leadUnitId = write.ids.units.get('示例考核办公室') ?? ''
  const campaign = await write.run(createCampaign, {
    name: `示例：${year}年“开门红·全年红”攻坚`,
    firstYear: year,
    lastYear: year,
    leadUnitId,
    summary: '示例数据：全年目标分解到镇街和园区，按月调度。',
  })
  const next = seededNumbers(year)
  for (const each of INVENTED) {
    const sourceUnitId = write.ids.units.get(each.source) ?? ''
    const indicator = await write.run(createIndicator, { ...each.body, sourceUnitId })
    write.ids.indicators.set(each.body.name, indicator.id)
    const goal = { comparator: '>=' as const, value: String(each.year) }
    const whole = {
      indicatorId: indicator.id,
      year,
      unitId: countyId,
      campaignId: campaign.id,
      goal,
      owner: { unitId: sourceUnitId },
      assessingUnitId: leadUnitId,
    }
    const parent = await issue(write, whole, '示例县政府常务会议')
    const shares = await split(write, parent, each, next)
    await enterMonths(write, indicator.id, countyId, each, shares, next)
  }
}

type Target = Parameters<typeof issue>[1]

/** Drafts, approves and issues a target; answers its id and version. */
async function issue(
  write: SampleWriter,
  body: {
    indicatorId: string
    year: number
    unitId: string
    campaignId?: string
    parentId?: string
    goal: { comparator: Comparator; value: string }
    owner: { unitId: string }
    assessingUnitId?: string
    groupKey?: string
  },
  decidedBy: string,
) {
  const drafted = await write.run(createTarget, body)
  const effectiveOn = asDay(`${body.year}-01-01`)
  const approved = await write.run(decideTarget, {
    targetId: drafted.id,
    expectedVersion: drafted.version,
    action: 'approve',
    reason: '年度目标',
    approvingBody: decidedBy,
    effectiveOn,
  })
  return write.run(decideTarget, {
    targetId: drafted.id,
    expectedVersion: approved.version,
    action: 'issue',
    reason: '年度目标',
    approvingBody: decidedBy,
    effectiveOn,
  })
}

async function split(write: SampleWriter, parent: { id: string; version: number }, each: Invented, next: () => number) {
  const names = TOWNS.flatMap(([group, towns]) =>
    towns.map((town) => ({ group, town, weight: (group === '园区' ? 2.4 : 1) * (0.7 + next() * 0.6) })),
  )
  const total = names.reduce((sum, town) => sum + town.weight, 0)
  const shares = names.map((town) => ({
    ...town,
    unitId: write.ids.units.get(town.town) ?? '',
    value: Math.max(1, Math.round((each.year * 1.04 * town.weight) / total)),
  }))
  const year = yearOf(write.today)
  const indicatorId = write.ids.indicators.get(each.body.name) ?? ''
  for (const { unitId, value, group } of shares) {
    const body: Target = {
      indicatorId,
      year,
      unitId,
      parentId: parent.id,
      goal: { comparator: '>=', value: String(value) },
      owner: { unitId },
      groupKey: group,
    }
    await issue(write, body, '示例县考核办')
  }
  return shares
}

async function enterMonths(
  write: SampleWriter,
  indicatorId: string,
  countyId: string,
  each: Invented,
  shares: readonly { unitId: string; value: number }[],
  next: () => number,
): Promise<void> {
  const year = yearOf(write.today)
  const months = monthOf(write.today) - 1
  const places = ['个', '家'].includes(each.body.unitText) ? 0 : 2
  const series = shares.map(({ unitId, value }) => ({
    unitId,
    value,
    pace: 0.72 + next() * 0.5,
    lull: 1 + Math.floor(next() * 11),
  }))
  const cells: CellEntry[] = []
  for (let month = 1; month <= months; month += 1) {
    const figures = series.map(({ unitId, value, pace, lull }) => {
      const slow = month >= lull && month < lull + 2 ? 0.86 : 1
      return { unitId, figure: Number(((value * pace * slow * month) / 12).toFixed(places)) }
    })
    const whole = {
      unitId: countyId,
      figure: Number(figures.reduce((sum, { figure }) => sum + figure, 0).toFixed(places)),
    }
    const period = asPeriod(`${year}-M${String(month).padStart(2, '0')}`)
    const asOf = asDay(`${month === 12 ? year + 1 : year}-${String((month % 12) + 1).padStart(2, '0')}-05`)
    for (const { unitId, figure } of [whole, ...figures])
      cells.push({ indicatorId, unitId, period, expectedVersion: 0, entry: entryOf(figure, asOf, month < months) })
  }
  if (cells.length > 0) await write.run(enterActuals, { cells })
}

function entryOf(figure: number, asOf: ReturnType<typeof asDay>, isFinal: boolean): CellEntry['entry'] {
  return {
    value: String(figure),
    growthPercent: null,
    rank: null,
    rankOf: null,
    yearForecast: null,
    status: isFinal ? 'final' : 'preliminary',
    asOf,
    releasedOn: asOf,
    evidence: [],
    reason: '',
  }
}

function plain(
  code: string,
  name: string,
  unitText: string,
  sourceUnitId: string,
): Omit<IndicatorBody, 'note' | 'derivation'> {
  return {
    code,
    name,
    unitText,
    kind: 'work',
    direction: 'higher',
    measure: 'level',
    statistical: false,
    sourceUnitId,
    frequency: 'month',
    firstMonths: 'separate',
    cumulative: true,
    overTime: 'last',
    overUnits: 'sum',
  }
}
