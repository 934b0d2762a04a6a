import { deskZh } from './desk.zh-CN.ts'
import { pagesZh } from './pages.zh-CN.ts'
import type { BallotRule, Board, ContestState, EntrantStage, TieStep } from '../contract.ts'

type Rules = Board['rules']

const points = (text: string): string => `${Number(text)} 分`
/** A ratio as percent, without zeros nobody needs. */
const percent = (ratio: string): number => Math.round(Number(ratio) * 10_000) / 100
const TIES: Readonly<Record<TieStep, string>> = {
  top_grades: '最好一档票数多者',
  unrounded: '多保留小数后分高者',
  leader_mean: '领导评委均分高者',
  data: '数据得分高者',
  investment: '完成投资多者',
}

function ballotSentence(rule: BallotRule): string {
  switch (rule.kind) {
    case 'score':
      return `评委按 ${rule.criteria.length} 项打分：${rule.criteria.map((each) => `${each.name} ${points(each.points)}`).join('、')}。`
    case 'grades':
      return `评委按等次评议：${rule.grades.map((each) => `${each.name} ${points(each.points)}${each.most === null ? '' : `（每组至多 ${each.most} 个）`}`).join('、')}。`
    case 'ranking':
      return `评委对每组全部对象排名次：第一名 ${points(rule.first)}，每往后一名少 ${points(rule.step)}。`
    default:
      return rule.exactly ? `评委每组选 ${rule.choose} 个。` : `评委每组最多选 ${rule.choose} 个。`
  }
}

/** The rules in sentences, as they are read aloud before the first vote. */
function sentences({
  ballot,
  classes,
  parts,
  trim,
  coefficient,
  tieLadder,
  decimals,
  casting,
  reveal,
  ballots,
}: Rules) {
  const total = classes.reduce((sum, { weight }) => sum + Number(weight), 0)
  return [
    ballotSentence(ballot),
    classes.length > 1
      ? `评委分 ${classes.length} 类，各类平均分按权重合成：${classes.map(({ name, weight }) => `${name} ${Math.round((Number(weight) / (total || 1)) * 1000) / 10}%`).join('、')}。`
      : `得分为全部有效选票的平均分。`,
    trim
      ? `${classes.length > 1 ? '每类' : ''}有效选票不少于 ${trim.atLeast} 张时，去掉 ${trim.highest} 个最高分和 ${trim.lowest} 个最低分。`
      : '不去最高分和最低分。',
    parts.length > 1 ? `总成绩由${parts.map(({ name, share }) => `${name} ${percent(share)}%`).join('、')}构成。` : '',
    coefficient.kind === 'none'
      ? ''
      : coefficient.kind === 'given'
        ? '得分乘以赛前确定的难度系数。'
        : `得分乘以难度系数：取评委所填的中位数，在 ${Number(coefficient.least)} 到 ${Number(coefficient.most)} 之间。`,
    `${casting === 'per_entrant' ? '逐个对象评分' : '全部看完后一次投票'}，${ballots === 'named' ? '实名投票，只有监督人员可核对' : '无记名投票'}；选票提交后锁定。`,
    reveal === 'after_next'
      ? '下一个对象陈述后公布上一个对象的得分。'
      : reveal === 'at_once'
        ? '评分结束即公布得分。'
        : '全部结束后一并公布。',
    `结果保留 ${decimals} 位小数。${tieLadder.length > 0 ? `同分时依次看：${tieLadder.map((each) => TIES[each]).join('、')}；` : ''}仍相同的名次并列，不抽签。`,
    '评委回避本单位和本人包联的项目；回避、离席的不计入分母。',
  ].filter((each) => each !== '')
}

/** Words of the screens. */
export const screensZh = {
  ...pagesZh,
  ...deskZh,
  rules: { title: '比赛规则', sentences },
  board: {
    opening: '正在打开大屏…',
    badLink: '大屏链接不完整',
    badLinkHint: '请从主持台重新打开大屏，或扫描会场的二维码。',
    cannotOpen: '大屏链接已关闭',
    rehearsal: '彩排，不计成绩',
    frozen: '榜单已封存',
    notLive: '连接中断，正在重连',
    onStage: '正在进行',
    entrants: '参赛对象',
    order: (order: number) => `第 ${order} 号`,
    next: (order: number, name: string) => `下一个：第 ${order} 号 ${name}`,
    columns: { order: '序号', name: '参赛对象', stage: '状态', score: '得分', place: '暂列' },
    phases: { speaking: '陈述', questions: '提问', scoring: '评分' },
    clock: { running: '进行中', warned: '时间将到', over: '时间到' },
    stages: {
      waiting: '候场',
      called: '已上场',
      speaking: '陈述中',
      questions: '提问中',
      heard: '陈述完毕',
      scoring: '评分中',
      locked: '评分锁定',
      revealed: '已亮分',
    } satisfies Record<EntrantStage, string> as Record<EntrantStage, string>,
    between: {
      running: '请稍候',
      closed: '投票已截止，正在统分',
      counted: '已统分，监督人员正在核验',
      signed: '监督已签字，即将揭晓',
      published: '结果已公布',
      cancelled: '比赛已取消',
    } as Partial<Record<ContestState, string>>,
    ranking: '最终名次',
    revealing: '正在揭晓',
    hidden: (count: number) => `还有 ${count} 个名次待揭晓`,
    noScore: '无有效选票',
    told: (rule: string) => `同分：${rule}`,
    checksum: (sum: string, expected: string) => `校验和 ${sum}（应为 ${expected}）`,
    rulesHash: '规则指纹 SM3',
    rulesOpen: '比赛规则尚未冻结',
    commitment: '抽签种子指纹 SM3',
    drawn: (word: string) => `抽签已完成，现场口令“${word}”`,
    tieNote: '同分按规则逐级比较，仍相同则并列，不抽签',
  },
}
