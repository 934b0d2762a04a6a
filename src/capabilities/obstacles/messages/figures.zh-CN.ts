import type { FigureWords, ListWords } from '../../../kernel/figures.ts'

/** What figures of the closed loop are called and what exactly they count. */
export const loopFigureWords = {
  'obstacles.raised': { name: '上报事项', meaning: '期内上报的事项，按提出单位数' },
  'obstacles.assigned': { name: '交办事项', meaning: '期内交办过的事项，每项数一次，按牵头单位数' },
  'obstacles.closed': { name: '办结销号', meaning: '期内销号的次数，后来查实是虚假销号的不算' },
  'obstacles.closed_late': { name: '逾期办结', meaning: '期内销号中超过办理期限的' },
  'obstacles.closed_on_time': { name: '按期办结率', meaning: '期内没有超期的销号 ÷ 期内销号' },
  'obstacles.closing_days': { name: '办理天数', meaning: '期内销号所用工作日的中位数' },
  'obstacles.false_closings': { name: '虚假销号', meaning: '期内销号中后来查实没有办结的' },
  'obstacles.open': { name: '在办事项', meaning: '期末还没有办结的事项；挂起和报请上级的不算' },
  'obstacles.overdue': { name: '超期未办结', meaning: '期末已过现行办理期限、还没有反馈的事项' },
  'obstacles.promises_due': { name: '到期承诺', meaning: '兑现日在期内、已过日子或已有结果的承诺' },
  'obstacles.promises_kept': { name: '按期兑现承诺', meaning: '其中在兑现日以前兑现的' },
  'obstacles.promise_rate': { name: '承诺兑现率', meaning: '按期兑现承诺 ÷ 到期承诺' },
} as const satisfies Readonly<Record<string, FigureWords>>

/** What lists of the closed loop are called, what they hold and the headings of their columns. */
export const loopListWords = {
  'obstacles.overdue_items': {
    name: '超期事项清单',
    meaning: '期末已过办理期限、还没有反馈的事项，超得久的在前',
    columns: {
      number: '编号',
      title: '事项',
      subject: '涉及项目',
      lead: '牵头单位',
      tier: '办理层级',
      due_on: '办理期限',
      days_late: '超期天数',
      state: '状态',
    },
  },
  'obstacles.closed_items': {
    name: '销号事项清单',
    meaning: '期内销号的事项，先销的在前',
    columns: {
      number: '编号',
      title: '事项',
      subject: '涉及项目',
      lead: '牵头单位',
      closed_on: '销号日期',
      days: '用时（工作日）',
      on_time: '是否按期',
    },
  },
  'obstacles.units': {
    name: '各单位办理情况',
    meaning: '各牵头单位期内交办、销号和期末在办、超期',
    columns: {
      unit: '单位',
      assigned: '交办',
      closed: '销号',
      on_time: '按期办结率',
      open: '在办',
      overdue: '超期',
    },
  },
  'obstacles.due_promises': {
    name: '承诺兑现清单',
    meaning: '兑现日在期内的承诺，先到期的在前',
    columns: {
      action: '承诺事项',
      owner: '承诺人',
      unit: '单位',
      due_on: '兑现日',
      standing: '兑现情况',
      days_late: '逾期天数',
    },
  },
} as const satisfies Readonly<Record<string, ListWords>>

/** Words in cells of lists, as a Chinese paper prints them. */
export const loopCellWords = { inTime: '按期', late: '逾期' } as const
