import { addDays, type Day } from '../../kernel/day.ts'
import { lastDay, periodOf, previousPeriod } from '../../kernel/period.ts'
import { type SampleWriter, seededNumbers } from '../../kernel/sample.ts'
import * as contract from './contract.ts'

/** A project of the sample that may be seen on a tour or compete: invented ones only. */
export interface SampleProject {
  readonly id: string
  readonly name: string
  readonly unitId: string
}

const GROUPS = [
  { key: 'one', name: '镇街一组', units: ['示例东河镇', '示例西山镇', '示例南湖街道', '示例北塘镇'] },
  { key: 'two', name: '镇街二组', units: ['示例柳林镇', '示例青石镇', '示例云溪镇', '示例白沙镇'] },
] as const

/** Seats of the tour, numbered in this order: two of them belong to towns, which do not vote on themselves. */
const TOUR_SEATS: readonly (readonly [classKey: 'leaders' | 'members', label: string, unit?: string])[] = [
  ['leaders', '示例·县级领导席一'],
  ['leaders', '示例·县级领导席二'],
  ['leaders', '示例·县级领导席三'],
  ['leaders', '示例·县级领导席四'],
  ['members', '示例·发改局席', '示例发展和改革局'],
  ['members', '示例·工信局席', '示例工业和信息化局'],
  ['members', '示例·财政局席', '示例财政局'],
  ['members', '示例·商务局席', '示例商务局'],
  ['members', '示例·自然资源局席', '示例自然资源和规划局'],
  ['members', '示例·住建局席', '示例住房和城乡建设局'],
  ['members', '示例·审批局席', '示例行政审批服务局'],
  ['members', '示例·生态环境局席', '示例生态环境局'],
  ['members', '示例·东河镇席', '示例东河镇'],
  ['members', '示例·柳林镇席', '示例柳林镇'],
]

const CLASSES: contract.ContestBody['classes'] = [
  { key: 'leaders', name: '县级领导', weight: '0.6', isLeaders: true },
  { key: 'members', name: '部门和镇街', weight: '0.4', isLeaders: false },
]
const VOTE: contract.ContestBody['parts'] = [
  { key: 'stage', name: '现场评议', share: '1', source: { kind: 'ballots' } },
]

/**
 * A finished observation tour of the last quarter (two groups of four, fourteen judges, published) and an arena of seven that is ready to run:
 * rules frozen, nine seats set. Everything is invented and marked 示例.
 */
export async function sampleContests(write: SampleWriter, projects: readonly SampleProject[]): Promise<void> {
  await finishedTour(write, projects)
  await readyArena(write, projects)
}

async function finishedTour(write: SampleWriter, projects: readonly SampleProject[]): Promise<void> {
  const period = previousPeriod(periodOf(write.today, 'quarter'))
  const heldOn = addDays(lastDay(period), -9)
  const unitOf = (name: string) => write.ids.units.get(name) ?? null
  const entrants = GROUPS.flatMap((group) =>
    group.units.map((name, at) => ({
      key: `${group.key}_${at + 1}`,
      name,
      groupKey: group.key,
      unitId: unitOf(name),
      projectIds: projects.filter(({ unitId }) => unitId === unitOf(name)).map(({ id }) => id),
      speaker: '镇街主要负责同志',
    })),
  )
  const body = contract.ContestBody.parse({
    groups: GROUPS.map(({ key, name }) => ({ key, name })),
    entrants,
    ballot: {
      kind: 'grades',
      grades: [
        { key: 'good', name: '好', points: '100', most: 2 },
        { key: 'fairly_good', name: '较好', points: '85' },
        { key: 'fair', name: '一般', points: '70' },
        { key: 'poor', name: '较差', points: '50' },
      ],
    },
    classes: CLASSES,
    parts: VOTE,
    tieLadder: ['top_grades', 'leader_mean'],
    casting: 'at_end',
    reveal: 'at_end',
    timing: { scoringSeconds: 3600 },
    awards: [{ kind: 'flag', name: '流动红旗', from: 1, through: 1 }],
    bottom: 1,
  })
  const head = { kind: 'tour', name: '示例：季度项目现场观摩', heldOn, period, place: '示例县八镇街' } as const
  const { id: contestId, version } = await write.run(contract.createContest, { head, body })
  await write.run(contract.saveStops, { contestId, stops: stopsOf(entrants, projects, heldOn) })
  const frozen = await write.run(contract.freezeContest, { contestId, expectedVersion: version })
  const seats = TOUR_SEATS.map(([classKey, label, unit], at) => ({
    number: at + 1,
    classKey,
    label,
    unitId: unit ? unitOf(unit) : null,
  }))
  const { items } = await write.run(contract.saveSeats, { contestId, seats })
  const links = await write.run(contract.issueSeatLinks, { contestId })
  await write.run(contract.startContest, { contestId, expectedVersion: frozen.version })
  await write.run(contract.openWindow, { contestId, about: '*' })
  const { windows } = await write.run(contract.showDesk, { contestId })
  const next = seededNumbers(20_240_407)
  for (const { seatId, number, path } of links.items) {
    const { excluded = [] } = items.find(({ id }) => id === seatId) ?? {}
    await write.run(contract.castBallot, {
      region: write.region,
      secret: path.split('/').at(-1) ?? '',
      device: `sample-device-${String(number).padStart(4, '0')}`,
      ballot: {
        id: uuidOf(next),
        about: '*',
        madeAt: windows[0]?.openedAt ?? '',
        content: { kind: 'grades', marks: gradesOf(entrants, excluded, next), difficulty: {} },
      },
    })
  }
  await write.run(contract.closeWindow, { contestId, about: '*' })
  await finish(write, contestId)
}

/** Closes the vote, counts, signs and publishes; the last of each group commit themselves. */
async function finish(write: SampleWriter, contestId: string): Promise<void> {
  const step = async () => {
    const { version: expectedVersion } = await write.run(contract.showContest, { contestId })
    return { contestId, expectedVersion }
  }
  await write.run(contract.closeVoting, await step())
  const { digest } = await write.run(contract.countContest, await step())
  await write.run(contract.signCount, { ...(await step()), digest, note: '示例：抽查三个对象，票面与统分一致' })
  await write.run(contract.revealPlaces, { contestId, count: 200 })
  await write.run(contract.publishContest, await step())
  const { result } = await write.run(contract.showResult, { contestId })
  const { body } = await write.run(contract.showContest, { contestId })
  for (const place of (result?.groups ?? []).flatMap(({ places }) => places))
    if (place.commits)
      await write.run(contract.decideOnResult, {
        contestId,
        kind: 'commitment',
        entrantKey: place.entrantKey,
        text: `示例：${place.name}下季度末前完成年度投资计划的七成，未开工项目全部开工`,
        unitId: body.entrants.find(({ key }) => key === place.entrantKey)?.unitId ?? null,
        dueOn: lastDay(periodOf(write.today, 'quarter')),
      })
}

/** An hour a town, a project each where it has one. */
function stopsOf(
  entrants: readonly { readonly key: string; readonly name: string; readonly projectIds: readonly string[] }[],
  projects: readonly SampleProject[],
  heldOn: Day,
) {
  return entrants.map(({ key, name, projectIds: [projectId = null] }, at) => {
    const morning = at < GROUPS[0].units.length
    const hour = morning ? 8 + at : 14 + at - GROUPS[0].units.length
    return {
      entrantKey: key,
      projectId,
      name: projects.find(({ id }) => id === projectId)?.name ?? `${name}项目现场`,
      place: name,
      on: heldOn,
      arriveAt: `${String(hour).padStart(2, '0')}:00`,
      minutes: 40,
      driveMinutes: at % GROUPS[0].units.length === 0 ? 0 : 15,
      narrator: '镇街主要负责同志',
      promise: at % 3 === 0 ? '示例：三个月内主体封顶' : '',
    }
  })
}

/** Grades a judge gives: the earlier a town stands in its group, the likelier a good one; at most two of the best in a group. */
function gradesOf(
  entrants: readonly { readonly key: string; readonly groupKey: string }[],
  excluded: readonly string[],
  next: () => number,
): Record<string, string> {
  const best = new Map<string, number>()
  return Object.fromEntries(
    entrants
      .filter(({ key }) => !excluded.includes(key))
      .map(({ key, groupKey }, at): [string, string] => {
        const luck = next() - (at % 4) * 0.16
        const given = best.get(groupKey) ?? 0
        if (luck > 0.25 && given < 2) {
          best.set(groupKey, given + 1)
          return [key, 'good']
        }
        return [key, luck > -0.05 ? 'fairly_good' : luck > -0.4 ? 'fair' : 'poor']
      }),
  )
}

async function readyArena(write: SampleWriter, projects: readonly SampleProject[]): Promise<void> {
  const heldOn = addDays(write.today, 3)
  const names = GROUPS.flatMap(({ units }) => units).slice(0, 7)
  const entrants = names.map((name, at) => {
    const unitId = write.ids.units.get(name) ?? null
    const project = projects.find((each) => each.unitId === unitId)
    return {
      key: `speaker_${at + 1}`,
      name: project ? `${name}（${project.name}）` : name,
      groupKey: 'all',
      unitId,
      projectIds: project ? [project.id] : [],
      speaker: '镇街主要负责同志',
    }
  })
  const body = contract.ContestBody.parse({
    groups: [{ key: 'all', name: '参赛镇街' }],
    entrants,
    ballot: {
      kind: 'score',
      criteria: [
        { key: 'progress', name: '形象进度', guidance: '对照年度计划看现场', max: '40', points: '40' },
        { key: 'quality', name: '项目质量', guidance: '投资强度、产业带动、绿色低碳', max: '30', points: '30' },
        { key: 'effort', name: '工作措施', guidance: '要素保障、堵点化解、下步打算', max: '30', points: '30' },
      ],
    },
    classes: CLASSES,
    parts: VOTE,
    trim: { highest: 1, lowest: 1, atLeast: 5 },
    tieLadder: ['unrounded', 'leader_mean'],
    timing: { overtimePoints: '0.5' },
    awards: [
      { kind: 'title', name: '擂主', from: 1, through: 1 },
      { kind: 'flag', name: '流动红旗', from: 1, through: 3 },
    ],
    bottom: 2,
  })
  const period = periodOf(heldOn, 'quarter')
  const head = { kind: 'arena', name: '示例：项目建设擂台比武', heldOn, period, place: '示例县会议中心' } as const
  const { id: contestId, version } = await write.run(contract.createContest, { head, body })
  await write.run(contract.freezeContest, { contestId, expectedVersion: version })
  const seats = TOUR_SEATS.slice(0, 9).map(([classKey, label, unit], at) => ({
    number: at + 1,
    classKey,
    label,
    unitId: (unit && write.ids.units.get(unit)) || null,
  }))
  await write.run(contract.saveSeats, { contestId, seats })
}

const HEX = '0123456789abcdef'

/** A UUID of version 4 out of the numbers given, so that the sample is the same each time. */
function uuidOf(next: () => number): string {
  const digits = Array.from({ length: 32 }, (_, at) => {
    if (at === 12) return '4'
    return HEX[at === 16 ? 8 + Math.floor(next() * 4) : Math.floor(next() * 16)] ?? '0'
  }).join('')
  return [8, 12, 16, 20, 32].map((end, at, ends) => digits.slice(ends[at - 1] ?? 0, end)).join('-')
}
