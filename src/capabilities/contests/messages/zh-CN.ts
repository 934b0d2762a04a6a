import type { Catalogue } from '../../../kernel/language.ts'
import type * as contract from '../contract.ts'
import { eventZh } from './event.zh-CN.ts'
import { screensZh } from './screens.zh-CN.ts'

const STATES: Readonly<Record<contract.ContestState, string>> = {
  draft: '草稿',
  frozen: '规则已冻结',
  running: '进行中',
  closed: '投票已截止',
  counted: '已统分',
  signed: '监督已签字',
  published: '已公布',
  cancelled: '已取消',
}

/** Words of contests. */
export const zhCN = {
  ...eventZh.words,
  ...screensZh,
  title: '擂台观摩',
  kinds: { tour: '现场观摩', arena: '擂台比武' } as Record<contract.ContestKind, string>,
  states: STATES,
  tieSteps: {
    top_grades: '“好”票多者在前',
    unrounded: '多保留小数比较',
    leader_mean: '领导评委均分高者在前',
    data: '数据得分高者在前',
    investment: '完成投资多者在前',
  } as Record<contract.TieStep, string>,
  joint: '并列',
  defaults: {
    group: '全部',
    stage: '现场评分',
    data: '数据得分',
    leaders: '县级领导',
    members: '部门和镇街',
    progress: '形象进度',
    quality: '项目质量',
    effort: '工作措施',
    grades: ['好', '较好', '一般', '较差'] as readonly string[],
  },
  operations: {
    'contests.list': '列出擂台观摩',
    'contests.show': '查看擂台观摩',
    'contests.check': '检查比赛规则',
    'contests.create': '新建擂台观摩',
    'contests.save': '保存比赛规则',
    'contests.freeze': '冻结比赛规则',
    'contests.copy': '复制擂台观摩',
    'contests.cancel': '取消擂台观摩',
    'contests.log': '查看经过',
    'contests.count': '统分',
    'contests.send_back': '退回统分',
    'contests.sign': '监督签字',
    'contests.publish': '公布结果',
    'contests.result': '查看结果',
    'contests.package': '下载计票包',
    'contests.recount_script': '下载复核脚本',
    'contests.score_sheet': '下载评分汇总表',
    'contests.paper_ballots': '下载纸质评议票',
    'contests.decide': '记下议定事项',
    ...eventZh.operations,
  },
  problems: {
    ...eventZh.problems,
    'contests.rules_frozen': () => '规则已经冻结，不能再改。需要改规则时，复制成一场新的比赛。',
    'contests.rehearsal_only': () => '这是一场演练，不能公布。',
    'contests.not_in_state': ({ state }) => `现在是“${STATES[state as contract.ContestState] ?? state}”，不能这样做。`,
  },
  fields: {
    ...eventZh.fields,
    name: '名称',
    heldOn: '日期',
    period: '计入的时期',
    place: '地点',
  },
} satisfies Catalogue & Record<string, unknown>
