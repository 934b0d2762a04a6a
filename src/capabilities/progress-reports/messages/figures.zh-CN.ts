import type { FigureWords, ListWords } from '../../../kernel/figures.ts'

/** What figures of progress reports are called and what exactly they count. */
export const reportFigureWords = {
  'progress_reports.slipped_count': {
    name: '报告滞后的项目个数',
    meaning: '期内最后一份已确认的报送写了滞后原因的项目；问周用周报，其余用月报',
  },
  'progress_reports.year_forecast': {
    name: '全年预计完成投资',
    meaning: '期内最后一份已确认的报送里各项目全年预计之和',
  },
} as const satisfies Readonly<Record<string, FigureWords>>

/** What lists of progress reports are called, what they hold and the headings of their columns. */
export const reportListWords = {
  'progress_reports.progress': {
    name: '项目进展情况',
    meaning: '各项目期内最后一份已确认的报送，按项目编号',
    columns: {
      project: '项目',
      unit: '责任单位',
      invested_in_period: '本期完成投资',
      physical_progress: '形象进度',
      next_plan: '下步计划',
    },
  },
  'progress_reports.slips': {
    name: '滞后项目及原因',
    meaning: '期内最后一份已确认的报送写了滞后原因的项目，按项目编号',
    columns: {
      project: '项目',
      unit: '责任单位',
      reason: '滞后原因',
      text: '原因说明',
      next_plan: '下步计划',
    },
  },
} as const satisfies Readonly<Record<string, ListWords>>
