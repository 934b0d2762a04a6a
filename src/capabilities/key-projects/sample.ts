import { parseArea } from '../../kernel/area.ts'
import { addDays, asDay, type Day, monthOf, yearOf } from '../../kernel/day.ts'
import { unwrap } from '../../kernel/outcome.ts'
import { asPeriod } from '../../kernel/period.ts'
import { type SampleWriter, seededNumbers } from '../../kernel/sample.ts'
import { asYuan, fromYi, type Yuan } from '../../kernel/yuan.ts'
import {
  beginPhase,
  createEvent,
  createProject,
  enterProjectStatistics,
  type EvidenceKind,
  freezeList,
  moveStage,
  nameStageBureau,
  ProjectBody,
  replaceInvestor,
  showProject,
  STAGES,
  Stage,
  updateProject,
  listProjects,
  recordReportedMonth,
  recordStatisticalMonth,
  showProjectMoney,
  askExcuse,
  grantExcuse,
} from './contract.ts'
import published from './data/published.json' with { type: 'json' }

/** Projects a dispatch names, with nothing but what it published; the note cites it. */
export async function samplePublishedProjects(write: SampleWriter): Promise<void> {
  const unitId = write.ids.units.get(write.regionName) ?? ''
  for (const each of published.projects.filter((project) => project.region === write.region)) {
    await write.run(createProject, {
      name: each.name,
      unitId,
      enterprise: each.enterprise,
      place: each.place,
      ...(each.stage ? { stage: Stage.parse(each.stage) } : {}),
      ...(each.investmentYi ? { totalInvestment: unwrap(fromYi(each.investmentYi)) } : {}),
      ...(each.mu ? { land: unwrap(parseArea(each.mu, 'mu')) } : {}),
      note: `按公开报道录入：${each.source}。报道没有的内容一律空着。`,
    })
  }
}

const KINDS = [
  ['高端化工', '新材料', 'industry'],
  ['装备制造', '智能装备', 'industry'],
  ['预制菜', '食品加工', 'industry'],
  ['纺织印染', '功能面料', 'industry'],
  ['新能源', '海上风电配套', 'industry'],
  ['现代物流', '冷链物流', 'services'],
  ['文旅康养', '滨海文旅', 'services'],
  ['现代农业', '设施蔬菜', 'agriculture'],
  ['基础设施', '园区道路', 'infrastructure'],
  ['民生', '学校改扩建', 'livelihood'],
  ['生态', '河道治理', 'ecology'],
] as const
const COUNT = 60
const PLACES = [
  '示例东河镇',
  '示例西山镇',
  '示例南湖街道',
  '示例北塘镇',
  '示例柳林镇',
  '示例青石镇',
  '示例云溪镇',
  '示例白沙镇',
  '示例经济开发区',
  '示例化工产业园',
  '示例高新产业园',
]
const LEADS = ['示例发展和改革局', '示例工业和信息化局', '示例农业农村局', '示例住房和城乡建设局', '示例商务局']
const SPONSORS = ['包靠领导（一）', '包靠领导（二）', '包靠领导（三）', '包靠领导（四）']

/** Invented projects in every stage and light around the published ones, named 示例…, the same on every machine. */
export async function sampleInventedProjects(write: SampleWriter): Promise<void> {
  const next = seededNumbers(370_786)
  const all: Made[] = []
  for (let index = 0; index < COUNT; index += 1) {
    const body = invented(write, index, next)
    const made = await write.run(createProject, { ...body, entry: { reason: '示例：由原台账转入' } })
    all.push({ id: made.id, body })
    if (STAGES.indexOf(body.stage) >= STAGES.indexOf('started') && next() < 0.92)
      await write.run(enterProjectStatistics, {
        projectId: made.id,
        expectedVersion: made.version,
        statisticalTotal: asYuan(Math.round((body.investedBeforeYear ?? 0) * 0.9)),
        statisticalThisYear: asYuan(Math.round(((body.investedThisYear ?? 0) * 0.85) / 10_000) * 10_000),
        statisticalAsOf: body.investedAsOf ?? null,
        investmentRegisteredOn: body.startedOn ? addDays(body.startedOn, 40) : null,
        fourAboveOn: null,
      })
  }
  await sampleLives(write, all)
  await sampleEvents(write, all)
}

interface Made {
  readonly id: string
  readonly body: Invented
}

const BUREAUS = [
  ['investment_bureau', '示例商务局'],
  ['reform_bureau', '示例发展和改革局'],
  ['industry_bureau', '示例工业和信息化局'],
] as const

/** A few lives as a region knows them: a start that was checked, a pause, a further phase, a new investor, a list that was frozen and changed. */
async function sampleLives(write: SampleWriter, all: readonly Made[]): Promise<void> {
  for (const [actor, unit] of BUREAUS) {
    const unitId = write.ids.units.get(unit)
    if (unitId) await write.run(nameStageBureau, { actor, unitIds: [unitId] })
  }
  await write.run(freezeList, { level: 'province', year: yearOf(write.today), note: '示例：年初清单' })
  const replanned = all.slice(0, 6).find(({ body }) => body.yearPlan)
  if (replanned) {
    const { version, ...whole } = await write.run(showProject, { projectId: replanned.id })
    const fields = Object.keys(ProjectBody.shape) as (keyof ProjectBody)[]
    const body = ProjectBody.parse(Object.fromEntries(fields.map((field) => [field, whole[field]])))
    const yearPlan = asYuan(Math.round(((body.yearPlan ?? 0) * 0.9) / 1_000_000) * 1_000_000)
    await write.run(updateProject, {
      projectId: replanned.id,
      expectedVersion: version,
      body: { ...body, yearPlan },
      reason: '示例：年中调整会议纪要',
    })
  }
  const on = addDays(write.today, -20)
  const inStage = (stage: Stage) => all.slice(18).filter(({ body }) => body.stage === stage)
  const move = async (made: Made | undefined, to: Stage, kinds: readonly EvidenceKind[], more: object = {}) => {
    if (!made) return
    const { version } = await write.run(showProject, { projectId: made.id })
    const evidence = kinds.map((kind) => ({ kind, text: '示例材料' }))
    await write.run(moveStage, { projectId: made.id, expectedVersion: version, to, on, evidence, ...more })
  }
  await move(inStage('permits')[0], 'started', ['site_check', 'construction_permit'])
  await move(inStage('under_construction')[0], 'paused', ['decision'], {
    pauseReason: 'design_change',
    reason: '示例：工艺方案调整',
  })
  const grown = inStage('in_production')[0]
  if (grown)
    await write.run(beginPhase, {
      projectId: grown.id,
      name: `${grown.body.name.replace(/（\d+）$/, '')}后续期`,
      increment: asYuan(150_000_000),
      insideScope: false,
      on,
      reason: '示例：扩大产能',
    })
  const sold = inStage('landed')[0]
  if (sold) {
    const { version } = await write.run(showProject, { projectId: sold.id })
    await write.run(replaceInvestor, {
      projectId: sold.id,
      expectedVersion: version,
      enterprise: '示例接续投资公司',
      on,
      reason: '示例：原投资方退出',
    })
  }
  const twin = inStage('established')[0]
  if (twin)
    await write.run(createProject, {
      name: `${twin.body.name.replace(/（\d+）$/, '')}（补录）`,
      unitId: twin.body.unitId,
      enterprise: twin.body.enterprise ?? '',
      place: twin.body.place ?? '',
      land: twin.body.land ?? null,
      scope: '示例：疑似与已有项目重复，等待判定。',
    })
}

/** Group events: two signings that share projects, and a start at which not everybody had really started. */
async function sampleEvents(write: SampleWriter, all: readonly Made[]): Promise<void> {
  const batch = (from: number, to: number) =>
    all.slice(from, to).map(({ id, body }) => ({ projectId: id, amount: body.totalInvestment ?? null }))
  const place = write.regionName
  const events = [
    { kind: 'signing' as const, name: '示例春季集中签约', heldOn: addDays(write.today, -150), entries: batch(20, 29) },
    { kind: 'start' as const, name: '示例二季度集中开工', heldOn: addDays(write.today, -120), entries: batch(30, 42) },
    { kind: 'signing' as const, name: '示例秋季集中签约', heldOn: addDays(write.today, -45), entries: batch(26, 34) },
  ]
  for (const event of events) await write.run(createEvent, { ...event, place })
}

type Invented = Partial<ProjectBody> & Pick<ProjectBody, 'name' | 'unitId' | 'stage'>

function invented(write: SampleWriter, index: number, next: () => number): Invented {
  const [chain, product, category] = pick(KINDS, index)
  const place = pick(PLACES, Math.floor(next() * PLACES.length))
  const stage = pick(STAGES, index < 48 ? 3 + Math.floor(next() * 7) : Math.floor(next() * 6))
  const isBuilding = STAGES.indexOf(stage) >= STAGES.indexOf('started')
  const total = Math.round(0.8 + next() ** 2 * 40) * 100_000_000
  const yearPlan =
    isBuilding || stage === 'permits' ? Math.round((total * (0.25 + next() * 0.3)) / 1_000_000) * 1_000_000 : 0
  const year = yearOf(write.today)
  const months = Math.max(1, monthOf(write.today) - 1)
  const pace = months / 12
  const completion = pace * fortuneOf(index)
  const begunOn = asDay(`${year - (next() < 0.5 ? 1 : 0)}-0${1 + Math.floor(next() * 9)}-10`)
  const startOn = isBuilding ? begunOn : addDays(write.today, awaitedIn(index))
  const level = index < 6 ? 'province' : index < 18 ? 'city' : 'county'
  return {
    name: `示例${product}${pick(['一期', '二期', '产业园', '基地', '提升', '扩建'], Math.floor(next() * 6))}项目（${String(index + 1).padStart(2, '0')}）`,
    stage,
    chain,
    category,
    place,
    nature: next() < 0.6 ? 'new' : 'renovation',
    investorType: category === 'infrastructure' || category === 'livelihood' ? 'government' : 'private',
    establishment: category === 'infrastructure' ? 'approval' : 'filing',
    enterprise: category === 'infrastructure' ? '示例城市建设投资公司' : `示例${chain}${1 + (index % 7)}公司`,
    scope: `示例：建设${product}生产与配套设施，形成相应能力。`,
    land: unwrap(parseArea(String(20 + Math.floor(next() * 400)), 'mu')),
    jobs: 20 + Math.floor(next() * 800),
    totalInvestment: asYuan(total),
    investedBeforeYear: asYuan(isBuilding ? Math.round((total * next() * 0.3) / 1_000_000) * 1_000_000 : 0),
    planYear: year,
    yearPlan: yearPlan > 0 ? asYuan(yearPlan) : null,
    investedThisYear:
      yearPlan > 0 && isBuilding ? asYuan(Math.round((yearPlan * Math.min(completion, 1.1)) / 10_000) * 10_000) : null,
    investedAsOf: yearPlan > 0 && isBuilding ? asPeriod(`${year}-M${String(months).padStart(2, '0')}`) : null,
    plannedStartOn: startOn,
    plannedCompletionOn: addDays(startOn, 300 + Math.floor(next() * 400)),
    startedOn: isBuilding ? startOn : null,
    completedOn: doneOn(stage, startOn),
    memberships: [
      {
        level,
        year,
        listClass: isBuilding ? (yearOf(startOn) < year ? 'continuing' : 'new_start') : 'preparatory',
        batch: '',
      },
    ],
    unitId: write.ids.units.get(place) ?? '',
    leadUnitId: write.ids.units.get(pick(LEADS, index)) ?? null,
    sponsorPostId: write.ids.posts.get(pick(SPONSORS, index)) ?? null,
    taskForceId: category === 'industry' ? (write.ids.units.get('示例新材料专班') ?? null) : null,
    responsiblePerson: '示例·项目负责人',
    responsiblePhone: '05360000000',
    longitude: 119.2 + next() * 0.4,
    latitude: 36.55 + next() * 0.45,
    physicalProgress: isBuilding
      ? pick(['基础施工', '主体施工', '封顶', '设备安装', '试运行'], Math.floor(next() * 5))
      : '',
  }
}

/** How a project stands to its pace: most keep it, some are behind, few far behind. */
function fortuneOf(index: number): number {
  if (index % 6 === 2) return 0.5
  return index % 6 === 0 || index % 6 === 4 ? 0.76 : 1.03
}

/** In how many days a project that has not started is planned to: some months ago for few, to come for most. */
function awaitedIn(index: number): number {
  if (index % 7 === 3) return -140 - index
  return index % 7 === 1 || index % 7 > 4 ? -45 : 20 + 3 * index
}

function doneOn(stage: Stage, startOn: Day): Day | null {
  return stage === 'completed' || stage === 'in_production' ? addDays(startOn, 200) : null
}

function pick<T>(list: readonly [T, ...T[]] | readonly T[], index: number): T {
  return list[index % list.length] as T
}

const MONTHS_BACK = [
  [2, 0.71],
  [1, 0.86],
] as const

/** Past months in both ledgers of some invented projects, works that part from money, and excuses asked and granted. */
export async function sampleMoney(write: SampleWriter): Promise<void> {
  const { items } = await write.run(listProjects, { text: '示例', stage: ['started', 'under_construction'], limit: 60 })
  const building = items.filter((each) => each.investedThisYear && each.investedAsOf)
  for (const [index, { id, investedThisYear, investedAsOf, isRegistered }] of building.entries()) {
    const [year, last] = [Number(investedAsOf?.slice(0, 4)), Number(investedAsOf?.slice(6))]
    const money = await write.run(showProjectMoney, { projectId: id, year })
    let { version } = money
    const share = money.moneyShare ?? 0
    for (const [back, part] of MONTHS_BACK) {
      if (last - back < 1) continue
      const period = asPeriod(`${year}-M${String(last - back).padStart(2, '0')}`)
      const entry = { projectId: id, period, expectedVersion: version }
      const thisYear = rounded((investedThisYear ?? 0) * part)
      version = (await write.run(recordReportedMonth, { ...entry, thisYear })).version
      if (isRegistered)
        version = (
          await write.run(recordStatisticalMonth, {
            ...entry,
            thisYear: rounded(thisYear * 0.84),
            expectedVersion: version,
          })
        ).version
    }
    const parting = index === 1 ? -0.32 : index === 4 ? 0.28 : 0.03
    await write.run(recordReportedMonth, {
      projectId: id,
      period: asPeriod(investedAsOf ?? String(year)),
      thisYear: investedThisYear ?? asYuan(0),
      physicalPercent: Math.round(Math.min(1, Math.max(0.02, share + parting)) * 100),
      expectedVersion: version,
    })
  }
  await sampleExcuses(write)
}

async function sampleExcuses(write: SampleWriter): Promise<void> {
  const { items } = await write.run(listProjects, { text: '示例', light: ['red'], limit: 40 })
  const late = items.filter((each) =>
    each.lightDimensions.some((light) => light.key === 'start_missed' && light.light === 'red'),
  )
  const month = `${yearOf(write.today)}-M${String(monthOf(write.today)).padStart(2, '0')}`
  for (const [index, project] of late.slice(0, 2).entries()) {
    const { id } = await write.run(askExcuse, {
      projectId: project.id,
      dimension: 'start_missed',
      code: 'superior_cause',
      fromPeriod: asPeriod(`${yearOf(write.today)}-M01`),
      untilPeriod: asPeriod(month),
      reason: index === 0 ? '示例：等待上级用地批复' : '示例：等待岸线使用批复',
    })
    if (index === 0)
      await write.run(grantExcuse, { excuseId: id, decision: '示例：批复在途，同意', expectedVersion: 1 })
  }
}

function rounded(yuan: number): Yuan {
  return asYuan(Math.round(yuan / 10_000) * 10_000)
}
