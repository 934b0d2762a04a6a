import type { FigureWords, ListWords } from '../../../kernel/figures.ts'

/** What figures of factor needs are called and what exactly they count. */
export const needFigureWords = {
  'project_support.needs_open': { name: '待落实要素', meaning: '当年要素需求中期末还没有全部落实的，按答复单位数' },
  'project_support.needs_overdue': { name: '超期未到位要素', meaning: '当年要素需求中已过需用日、期末还没有到位的' },
  'project_support.needs_covered': { name: '已落实要素', meaning: '当年要素需求中期末已落实或已到位的' },
} as const satisfies Readonly<Record<string, FigureWords>>

/** What lists of factor needs are called, what they hold and the headings of their columns. */
export const needListWords = {
  'project_support.open_needs': {
    name: '待落实要素清单',
    meaning: '期末还没有全部落实的要素需求，先要用的在前',
    columns: {
      project: '项目',
      factor: '要素',
      amount: '缺口',
      unit: '答复单位',
      needed_on: '需用日',
      days_late: '超期天数',
      state: '状态',
    },
  },
} as const satisfies Readonly<Record<string, ListWords>>
