import type { FigureWords, ListWords } from '../../../kernel/figures.ts'

/** What figures of targets are called and what exactly they tell. Only figures that have been released are told. */
export const targetFigureWords = {
  'targets.value': { name: '指标数', meaning: '期内最后一个应报期已发布的数（指标按累计报的就是累计数）' },
  'targets.growth': { name: '指标增速', meaning: '期内最后一个应报期已发布的同比增速' },
  'targets.actual': {
    name: '目标完成数',
    meaning: '拿来对照目标的数：总量目标是年内累计，增速目标是增速，位次目标是位次',
  },
  'targets.goal': { name: '目标值', meaning: '期末有效的年度目标' },
  'targets.completion': {
    name: '目标完成率',
    meaning: '完成数 ÷ 目标值；按基数推进的是走过的路程；增速、比率、位次不算完成率',
  },
  'targets.pace': { name: '目标序时进度', meaning: '按指标曲线到期末应完成的比例' },
  'targets.ahead_of_pace': {
    name: '超（欠）序时进度',
    meaning: '完成率减序时进度；增速、比率减目标值；百分点，负数是欠',
  },
  'targets.count': { name: '目标个数', meaning: '已下达的目标：全域数总目标，单位数自己的和牵头的' },
  'targets.red_count': { name: '红灯目标个数', meaning: '按期末已发布的数判为红灯的目标' },
  'targets.yellow_count': { name: '黄灯目标个数', meaning: '按期末已发布的数判为黄灯的目标' },
  'targets.green_count': { name: '绿灯目标个数', meaning: '按期末已发布的数判为绿灯的目标' },
} as const satisfies Readonly<Record<string, FigureWords>>

const COLUMNS = {
  indicator: '指标',
  unit_text: '计量单位',
  unit: '单位',
  goal: '年度目标',
  actual: '完成数',
  growth: '同比增速（%）',
  completion: '完成率',
  pace: '序时进度',
  gap: '超（欠）百分点',
  light: '灯号',
  period: '数据截至',
}

/** What lists of targets are called, what they hold and the headings of their columns. */
export const targetListWords = {
  'targets.table': {
    name: '指标调度表',
    meaning: '年度总目标的完成情况；指定单位时是它自己的和牵头的目标',
    columns: COLUMNS,
  },
  'targets.red_lights': { name: '红灯指标清单', meaning: '判为红灯的目标，欠得多的在前', columns: COLUMNS },
} as const satisfies Readonly<Record<string, ListWords>>
