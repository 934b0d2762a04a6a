import { addDays } from '../../kernel/day.ts'
import type { SampleWriter } from '../../kernel/sample.ts'
import * as contract from './contract.ts'

/** A project an item of the sample may be about: invented ones only. */
export interface SampleProject {
  readonly id: string
  readonly name: string
  readonly unitId: string
}

/** How far an item of the sample has come. */
type Until = 'reported' | 'given_back' | 'withdrawn' | 'verified' | 'assigned' | 'signed' | 'in_hand' | 'extension'
type Later =
  | 'proposer_agreed'
  | 'answered'
  | 'sent_back'
  | 'assigner_agreed'
  | 'closed'
  | 'reopened'
  | 'suspended'
  | 'level_above'

interface Told {
  readonly until: Until | Later
  readonly class: contract.ItemClass
  readonly severity?: contract.Severity
  readonly kind?: contract.ItemKind
  readonly origin?: contract.ItemOrigin
  readonly title: string
  readonly text: string
  readonly wanted: string
  readonly unit: string
  readonly tier?: number
}

/** Invented throughout; each marked 示例. */
const ITEMS: readonly Told[] = [
  {
    until: 'reported',
    class: 'site_conditions',
    severity: 'a',
    title: '示例：厂区外排水管线未迁改',
    text: '示例：管线压占施工便道，桩基无法进场，已停工三天。',
    wanted: '示例：管线迁出红线外',
    unit: '示例住房和城乡建设局',
  },
  {
    until: 'reported',
    class: 'labour',
    title: '示例：焊工缺口三十人',
    text: '示例：钢构安装高峰期持证焊工不足，影响吊装进度。',
    wanted: '示例：组织两场专场招聘',
    unit: '示例工业和信息化局',
  },
  {
    until: 'given_back',
    class: 'other',
    severity: 'c',
    title: '示例：项目部临时围挡未更新',
    text: '示例：围挡破损，需更换。',
    wanted: '示例：更换围挡',
    unit: '示例住房和城乡建设局',
  },
  {
    until: 'withdrawn',
    class: 'utilities_roads',
    title: '示例：施工便道坑洼',
    text: '示例：雨后便道积水，重车难以通行。',
    wanted: '示例：修补便道',
    unit: '示例住房和城乡建设局',
  },
  {
    until: 'verified',
    class: 'permits',
    title: '示例：水土保持方案批复未出',
    text: '示例：方案已报送两周，尚未组织评审。',
    wanted: '示例：本周内组织评审',
    unit: '示例行政审批服务局',
  },
  {
    until: 'assigned',
    class: 'utilities_roads',
    severity: 'a',
    title: '示例：厂区外 10 千伏线路未送电',
    text: '示例：设备已到场，外线工程未验收，无法调试。',
    wanted: '示例：完成验收并送电',
    unit: '示例发展和改革局',
  },
  {
    until: 'signed',
    class: 'environmental_control',
    title: '示例：重污染天气管控停工',
    text: '示例：应急响应期间土方作业停止，工期压力大。',
    wanted: '示例：列入保障性工程清单',
    unit: '示例生态环境局',
  },
  {
    until: 'in_hand',
    class: 'permits',
    severity: 'a',
    title: '示例：规划许可证红线需调整',
    text: '示例：红线与道路规划冲突，许可证无法核发。',
    wanted: '示例：调整红线并发证',
    unit: '示例自然资源和规划局',
    tier: 3,
  },
  {
    until: 'in_hand',
    class: 'site_conditions',
    severity: 'a',
    title: '示例：二期用地两户附着物未清点',
    text: '示例：附着物补偿标准有争议，清点两次未果。',
    wanted: '示例：完成清点并交地',
    unit: '示例自然资源和规划局',
    tier: 4,
  },
  {
    until: 'in_hand',
    class: 'funding',
    severity: 'a',
    title: '示例：专项债资金拨付滞后',
    text: '示例：工程款欠付两个月，总包要求停工。',
    wanted: '示例：明确拨付日期',
    unit: '示例财政局',
    tier: 5,
  },
  {
    until: 'extension',
    class: 'permits',
    title: '示例：环评批复补充监测',
    text: '示例：需补做冬季监测，时间不够。',
    wanted: '示例：完成补充监测并批复',
    unit: '示例生态环境局',
  },
  {
    until: 'answered',
    class: 'construction_environment',
    title: '示例：运输车辆进出村道受阻',
    text: '示例：村道限高，大件无法进场。',
    wanted: '示例：协调临时通行',
    unit: '示例住房和城乡建设局',
  },
  {
    until: 'sent_back',
    class: 'market_technology',
    severity: 'c',
    title: '示例：首台套认定材料不全',
    text: '示例：认定材料缺检测报告。',
    wanted: '示例：补齐材料并上报',
    unit: '示例科学技术局',
  },
  {
    until: 'proposer_agreed',
    class: 'construction_environment',
    title: '示例：夜间施工投诉协调',
    text: '示例：浇筑需连续作业，居民投诉噪声。',
    wanted: '示例：办理夜间施工证明并公告',
    unit: '示例生态环境局',
  },
  {
    until: 'assigner_agreed',
    class: 'permits',
    title: '示例：消防设计审查意见未回',
    text: '示例：图审已过，消防意见未回。',
    wanted: '示例：出具审查意见',
    unit: '示例住房和城乡建设局',
  },
  {
    until: 'closed',
    class: 'utilities_roads',
    title: '示例：施工用水接口未开通',
    text: '示例：施工用水仅靠水车，日用量不足。',
    wanted: '示例：开通临时用水',
    unit: '示例住房和城乡建设局',
  },
  {
    until: 'closed',
    class: 'permits',
    title: '示例：施工许可证容缺办理',
    text: '示例：缺少一项证明，申请容缺受理。',
    wanted: '示例：核发施工许可证',
    unit: '示例行政审批服务局',
  },
  {
    until: 'closed',
    class: 'funding',
    severity: 'c',
    title: '示例：设备补贴申报口径不清',
    text: '示例：申报指南两处表述不一。',
    wanted: '示例：明确口径',
    unit: '示例工业和信息化局',
  },
  {
    until: 'reopened',
    class: 'site_conditions',
    title: '示例：场地平整土方外运',
    text: '示例：弃土场容量不足，土方外运中断。',
    wanted: '示例：落实弃土场',
    unit: '示例住房和城乡建设局',
  },
  {
    until: 'suspended',
    class: 'permits',
    title: '示例：林地定额等待上级下达',
    text: '示例：本年度林地定额已用完。',
    wanted: '示例：取得林地使用许可',
    unit: '示例自然资源和规划局',
  },
  {
    until: 'level_above',
    class: 'cross_region',
    title: '示例：跨县管廊走向未定',
    text: '示例：管廊需穿越邻县，走向未达成一致。',
    wanted: '示例：市级协调确定走向',
    unit: '示例发展和改革局',
  },
  {
    until: 'in_hand',
    kind: 'supervised',
    origin: 'inspection',
    class: 'other',
    title: '示例：重点项目安全隐患整改',
    text: '示例：督查发现三处临边防护缺失。',
    wanted: '示例：整改到位并复查',
    unit: '示例住房和城乡建设局',
  },
  {
    until: 'assigned',
    kind: 'instruction',
    origin: 'instruction',
    class: 'other',
    title: '示例：研究企业用工直补办法',
    text: '示例：请提出办法，报县政府常务会。',
    wanted: '示例：形成办法送审稿',
    unit: '示例财政局',
  },
]

/** A request of an enterprise, agreed to by both and waiting for its rating. */
const REQUEST: Told = {
  until: 'assigner_agreed',
  class: 'funding',
  origin: 'enterprise_request',
  title: '示例：流动资金贷款到期续贷',
  text: '示例：贷款下月到期，请协调续贷。',
  wanted: '示例：完成续贷',
  unit: '示例财政局',
}

/** Items in every state on invented projects, the same on every machine: everything is marked 示例. Nothing is told of published projects. */
export async function sampleItems(write: SampleWriter, projects: readonly SampleProject[]): Promise<void> {
  const invented = projects.filter(({ name }) => name.startsWith('示例'))
  for (const [index, told] of ITEMS.entries()) {
    const project = invented[index % Math.max(1, invented.length)]
    await bring(write, told, project?.unitId ?? write.ids.units.get('示例东河镇') ?? '', project)
  }
  const firm = write.ids.units.get('示例新材料有限公司')
  if (firm) {
    const agreed = await bring(write, REQUEST, firm, undefined)
    await write.run(contract.agreeToItem, { ...at(agreed), as: 'proposer' })
  }
  await joined(write, invented)
}

type Moved = contract.ItemMoved

const at = ({ id, version }: Moved) => ({ itemId: id, expectedVersion: version })

async function bring(
  write: SampleWriter,
  told: Told,
  unitId: string,
  project: SampleProject | undefined,
): Promise<Moved> {
  const reported = await write.run(contract.reportItem, {
    unitId,
    body: {
      kind: told.kind ?? 'obstacle',
      origin: told.origin ?? 'weekly_report',
      class: told.class,
      severity: told.severity ?? 'b',
      title: told.title,
      text: told.text,
      desiredResult: told.wanted,
      subject: project ? { kind: 'key_project', id: project.id, title: project.name } : null,
    },
  })
  const { until } = told
  if (until === 'reported') return reported
  if (until === 'given_back')
    return write.run(contract.giveItemBack, { ...at(reported), reason: '示例：属本单位职责，请自行解决' })
  if (until === 'withdrawn') return write.run(contract.withdrawItem, { ...at(reported), reason: '示例：已自行解决' })
  const verified = await write.run(contract.verifyItem, at(reported))
  if (until === 'verified') return verified
  return handle(write, told, unitId, verified)
}

async function handle(write: SampleWriter, told: Told, unitId: string, verified: Moved): Promise<Moved> {
  const { until } = told
  const lead = write.ids.units.get(told.unit) ?? ''
  const leadUnitId = lead === unitId ? (write.ids.units.get('示例发展和改革局') ?? '') : lead
  const assigned = await write.run(contract.assignItem, {
    ...at(verified),
    assignment: {
      leadUnitId,
      tier: told.tier ?? 2,
      leaderPostId: (told.tier === 3 && write.ids.posts.get('包靠领导（一）')) || null,
      closingStandard: `${told.wanted}，提出单位确认`,
      closingProof: 'statement',
    },
  })
  if (until === 'assigned') return assigned
  const signed = await write.run(contract.signItem, at(assigned))
  if (until === 'signed') return signed
  if (until === 'suspended')
    return write.run(contract.suspendItem, {
      ...at(signed),
      cause: 'superior_level',
      reason: '示例：等待上级下达定额',
      reviewOn: addDays(write.today, 30),
    })
  if (until === 'level_above')
    return write.run(contract.needLevelAbove, {
      ...at(signed),
      body: '示例：市级主管部门',
      ask: '示例：请求市级召集相关县协调走向',
    })
  const begun = await write.run(contract.startItem, { ...at(signed), text: '示例：已到现场对接，明确了责任人和步骤' })
  if (until === 'in_hand') return begun
  if (until === 'extension')
    return write.run(contract.askItemExtension, {
      ...at(begun),
      days: 5,
      reason: '示例：补充监测需要时间',
      progress: '示例：监测单位已进场',
    })
  return settle(write, until, begun)
}

async function settle(write: SampleWriter, until: Until | Later, begun: Moved): Promise<Moved> {
  const answered = await write.run(contract.answerItem, {
    ...at(begun),
    text: '示例：已按要求办结，情况属实',
    approvedBy: '示例·单位负责人',
  })
  if (until === 'answered') return answered
  if (until === 'sent_back')
    return write.run(contract.sendItemBack, { ...at(answered), reason: '示例：缺检测报告，请补齐' })
  if (until === 'proposer_agreed') return write.run(contract.agreeToItem, { ...at(answered), as: 'proposer' })
  const agreed = await write.run(contract.agreeToItem, { ...at(answered), as: 'assigner' })
  if (until === 'assigner_agreed') return agreed
  const closed = await write.run(contract.agreeToItem, { ...at(agreed), as: 'proposer' })
  if (until === 'closed') return closed
  return write.run(contract.reopenItem, { ...at(closed), reason: '示例：雨后又出现外溢' })
}

/** Two alike that became one systemic item. */
async function joined(write: SampleWriter, projects: readonly SampleProject[]): Promise<void> {
  const two: Moved[] = []
  for (const project of projects.slice(0, 2))
    two.push(
      await bring(
        write,
        {
          until: 'reported',
          class: 'utilities_roads',
          title: '示例：燃气配套管网未接入',
          text: '示例：园区燃气主管未敷设到厂区。',
          wanted: '示例：燃气接入',
          unit: '示例住房和城乡建设局',
        },
        project.unitId,
        project,
      ),
    )
  if (two.length < 2) return
  await write.run(contract.joinItems, {
    body: {
      class: 'utilities_roads',
      severity: 'a',
      title: '示例：园区燃气主管网统一敷设',
      text: '示例：两个以上项目受同一主管网制约，合并为一件统一解决。',
      desiredResult: '示例：主管网敷设到各厂区',
    },
    items: two.map(({ id, version }) => ({ id, expectedVersion: version })),
    reason: '示例：同类问题合并办理',
  })
}
