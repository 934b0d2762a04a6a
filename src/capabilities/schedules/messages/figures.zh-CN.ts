import type { FigureWords, ListWords } from '../../../kernel/figures.ts'

/** What figures of schedules are called and what exactly they count. */
export const nodeFigureWords = {
  'schedules.nodes_due': {
    name: '到期节点',
    meaning: '计划在期内完成、日子已过或已经完成的节点；有考核基线的按基线，重排计划不改',
  },
  'schedules.nodes_met': { name: '按期完成节点', meaning: '其中在计划日以前完成的' },
  'schedules.node_hit_rate': { name: '节点命中率', meaning: '按期完成节点 ÷ 到期节点' },
} as const satisfies Readonly<Record<string, FigureWords>>

/** What lists of schedules are called, what they hold and the headings of their columns. */
export const nodeListWords = {
  'schedules.missed_nodes': {
    name: '未命中节点清单',
    meaning: '计划在期内完成、没有按期完成的节点，先到期的在前',
    columns: {
      project: '项目',
      node: '节点',
      unit: '责任单位',
      planned_on: '计划完成',
      finished_on: '实际完成',
      days_late: '逾期天数',
      reason: '滞后原因',
    },
  },
} as const satisfies Readonly<Record<string, ListWords>>
