import { addDays, asDay, type Day, yearOf } from '../../kernel/day.ts'
import { type SampleWriter, seededNumbers } from '../../kernel/sample.ts'
import { assignPerson, listProjects } from '../key-projects/contract.ts'
import {
  askFactor,
  enterMovement,
  enterSupply,
  type Factor,
  type Movement,
  recordVisit,
  showNeed,
  type VisitOutcome,
} from './contract.ts'

const SPONSORS = ['包靠领导（一）', '包靠领导（二）', '包靠领导（三）', '包靠领导（四）']

/** What is seen on invented visits: sentence, outcome, problem, solution. */
const VISITS: readonly (readonly [sentence: string, outcome: VisitOutcome, problem?: string, solution?: string])[] = [
  ['示例：主体完成八成，工人一百二十名在场', 'smooth'],
  ['示例：设备基础浇筑完毕，等临时用电', 'handed_over', '示例：临时用电还没接通'],
  ['示例：东侧进场路没修通，材料绕行', 'solved', '示例：进场路没修通', '示例：当天协调借道南门'],
  ['示例：看了钢结构车间，企业反映贷款没批', 'pending', '示例：流动资金缺口，银行还在审'],
  ['示例：装修收尾，开始调试生产线', 'smooth'],
  ['示例：地块附着物还有两户没清', 'handed_over', '示例：两户附着物没清'],
]
const PROMISES = ['示例：协调供电公司接通临时用电', '示例：组织银企对接', '示例：完成附着物清理']
const PROMISE_UNITS = ['示例发展和改革局', '示例财政局', '示例东河镇']

/** Who answers for each factor, what the year brings, and what projects ask of it: amount asked, verified, allocated, borrowed, delivered. */
const FACTORS: readonly {
  readonly factor: Factor
  readonly unit: string
  readonly supply: number
  readonly needs: readonly (readonly number[])[]
}[] = [
  {
    factor: 'land',
    unit: '示例自然资源和规划局',
    supply: 400,
    needs: [
      [180, 160, 160, 0, 160],
      [260, 250, 200, 50, 120],
      [120, 110, 60],
    ],
  },
  {
    factor: 'energy',
    unit: '示例发展和改革局',
    supply: 30_000,
    needs: [[18_000, 15_000, 12_000, 3_000], [9_500]],
  },
  { factor: 'emission_nox', unit: '示例生态环境局', supply: 45.5, needs: [[12.4, 11.2, 11.2], [30]] },
  { factor: 'emission_voc', unit: '示例生态环境局', supply: 20, needs: [[6.5, 6.5]] },
  {
    factor: 'funds',
    unit: '示例财政局',
    supply: 300_000_000,
    needs: [[200_000_000, 180_000_000, 120_000_000, 60_000_000, 150_000_000], [80_000_000]],
  },
  {
    factor: 'power',
    unit: '示例发展和改革局',
    supply: 40_000,
    needs: [
      [16_000, 16_000, 16_000, 0, 10_000],
      [8_000, 8_000],
    ],
  },
  { factor: 'labour', unit: '示例工业和信息化局', supply: 900, needs: [[350, 350, 300, 0, 260]] },
]
const MOVEMENTS: readonly Movement[] = ['verified', 'allocated', 'borrowed', 'delivered']

/** Visits, promises, people and factor needs of invented projects, the same on every machine: everything is marked 示例. */
export async function sampleProjectSupport(write: SampleWriter): Promise<void> {
  const { items } = await write.run(listProjects, { text: '示例', sort: 'number', limit: 60 })
  const projects = items.filter(({ sponsorTitle }) => sponsorTitle !== null)
  await sampleVisits(write, projects)
  await samplePeople(write, projects)
  await sampleFactors(write, projects, write.ids.posts.get('主要负责同志'))
}

interface Sponsored {
  readonly id: string
  readonly sponsorTitle: string | null
}

async function sampleVisits(write: SampleWriter, projects: readonly Sponsored[]): Promise<void> {
  const next = seededNumbers(20_260_316)
  for (const [index, project] of projects.slice(0, 16).entries()) {
    const [sentence, outcome, problem = '', solution = ''] = VISITS[index % VISITS.length] ??
      VISITS[0] ?? ['', 'smooth']
    const visitedOn = addDays(write.today, -3 - Math.floor(next() * 60))
    const visitorPostId = write.ids.posts.get(project.sponsorTitle ?? SPONSORS[0] ?? '')
    if (visitorPostId === undefined) continue
    const promised = index % 3 === 1 ? PROMISES[Math.floor(index / 3) % PROMISES.length] : undefined
    await write.run(recordVisit, {
      projectId: project.id,
      visitedOn,
      visitorPostId,
      sentence,
      outcome,
      problem,
      solution,
      nextOn: addDays(visitedOn, 30),
      promises: promised
        ? [
            {
              action: promised,
              dueOn: addDays(visitedOn, 21),
              unitId: write.ids.units.get(PROMISE_UNITS[PROMISES.indexOf(promised)] ?? '') ?? null,
            },
          ]
        : [],
    })
  }
}

async function samplePeople(write: SampleWriter, projects: readonly Sponsored[]): Promise<void> {
  for (const [index, { id }] of projects.slice(0, 5).entries()) {
    await write.run(assignPerson, {
      projectId: id,
      role: 'service_officer',
      personName: `示例·服务专员${index + 1}`,
      phone: `0536000000${index}`,
      unitId: write.ids.units.get('示例行政审批服务局') ?? null,
      fromOn: yearBegin(write.today),
    })
    await write.run(assignPerson, {
      projectId: id,
      role: 'enterprise_contact',
      personName: `示例·企业联系人${index + 1}`,
      phone: `0536000001${index}`,
      fromOn: yearBegin(write.today),
    })
  }
}

async function sampleFactors(
  write: SampleWriter,
  projects: readonly Sponsored[],
  chiefPostId: string | undefined,
): Promise<void> {
  const year = yearOf(write.today)
  const paper = `示例〔${year}〕5号`
  let place = 0
  for (const { factor, unit, supply, needs } of FACTORS) {
    const unitId = write.ids.units.get(unit) ?? ''
    const onDay = yearBegin(write.today)
    await write.run(enterSupply, { factor, year, amount: supply, onDay, basis: paper })
    for (const amounts of needs) {
      const project = projects[place % projects.length]
      place += 1
      if (!project) return
      const [asked = 0, ...moved] = amounts
      const { id } = await write.run(askFactor, {
        projectId: project.id,
        factor,
        year,
        amount: asked,
        unitId,
        neededOn: addDays(write.today, place * 9 - 40),
        note: '示例：按建设进度需要',
      })
      for (const [index, amount] of moved.entries()) {
        const kind = MOVEMENTS[index]
        if (!kind || amount === 0) continue
        const { version } = await write.run(showNeed, { needId: id })
        const isOver = factor === 'land' && kind === 'allocated' && amount < 100
        await write.run(enterMovement, {
          needId: id,
          expectedVersion: version,
          kind,
          amount,
          onDay: write.today,
          basis: paper,
          ...(kind === 'borrowed' ? { lender: '示例市级统筹', dueOn: asDay(`${year + 1}-06-30`) } : {}),
          ...(isOver && chiefPostId
            ? { approval: { postId: chiefPostId, document: `示例专题会议纪要〔${year}〕3号` } }
            : {}),
        })
      }
    }
  }
}

function yearBegin(today: Day): Day {
  return asDay(`${yearOf(today)}-01-01`)
}
