import type { BallotRule, SpokenRules, TieStep } from '../contract.ts'

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
}: SpokenRules) {
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

/** Words of the rules as everybody reads them: the hall, the judges, the desk. */
export const rulesZh = { title: '比赛规则', sentences }
