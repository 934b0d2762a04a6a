import { exact, toNumber } from '../../kernel/exact.ts'
import { formatCumulativePeriod, formatPeriod } from '../../kernel/format.ts'
import { asPeriod, type Period } from '../../kernel/period.ts'
import type { ColumnWanted } from '../../platform/excel/find-table.ts'
import type { SheetOut } from '../../platform/excel/sheet.ts'
import type { Rounding } from '../../kernel/ratio.ts'
import type { Indicator, TargetRow } from './contract.ts'
import { targetsMessages } from './messages/index.ts'

const words = targetsMessages['zh-CN']
const { columns } = words

/** Keys of the columns that hold the figure of one month: `month_1` to `month_12`. */
export const MONTH_KEYS: readonly string[] = Array.from({ length: 12 }, (_, index) => `month_${index + 1}`)

/** The columns an import of actual figures looks for: the 指标调度表 and the ledgers counties keep in its place. */
export const ACTUAL_COLUMNS: readonly ColumnWanted[] = [
  {
    key: 'indicator',
    heading: columns.indicator,
    kind: 'text',
    synonyms: ['指标名称', '主要指标', '项目指标'],
    isRequired: true,
  },
  { key: 'code', heading: columns.code, kind: 'text', synonyms: ['指标编号', '指标代码', '代码'] },
  { key: 'unitText', heading: columns.unitText, kind: 'text', synonyms: ['指标单位', '单位'] },
  {
    key: 'unit',
    heading: '所属单位',
    kind: 'text',
    synonyms: ['单位名称', '填报单位', '镇街', '镇街园区', '县市区', '县区', '地区', '区域'],
  },
  {
    key: 'value',
    heading: columns.actual,
    kind: 'money',
    synonyms: ['累计完成', '完成数', '实际完成', '本期实际', '实绩', '累计数', '累计'],
  },
  {
    key: 'growth',
    heading: columns.growth,
    kind: 'percent',
    synonyms: ['同比', '同比增长', '同比增速', '增幅', '同比增幅'],
  },
  { key: 'rank', heading: columns.published, kind: 'text', synonyms: ['位次', '全市位次', '排名', '全市排名'] },
  { key: 'forecast', heading: columns.forecast, kind: 'money', synonyms: ['全年预计', '预计全年完成', '全年预测'] },
  ...MONTH_KEYS.map((key, index) => ({
    key,
    heading: `${index + 1}月`,
    kind: 'money' as const,
    pattern: new RegExp(`^(?:\\d{4}年)?(?:1[-—－~至])?${index + 1}月(?:份)?(?:实际|累计|完成|实绩|数)*$`),
  })),
]

/** The columns a table of goals is found by (指标调度表, 目标分解表). */
export const GOAL_COLUMNS: readonly ColumnWanted[] = [
  { key: 'serial', heading: columns.serial, kind: 'text' },
  {
    key: 'indicator',
    heading: columns.indicator,
    kind: 'text',
    synonyms: ['指标名称', '主要指标', '考核指标', '项目指标', '目标名称', '指标项目', '任务名称', '目标任务名称'],
    isRequired: true,
  },
  { key: 'code', heading: columns.code, kind: 'text', synonyms: ['指标编号', '指标代码', '代码'] },
  { key: 'unitText', heading: columns.unitText, kind: 'text', synonyms: ['指标单位', '单位'] },
  {
    key: 'unit',
    heading: words.goals.unit,
    kind: 'text',
    synonyms: ['单位名称', '承担单位', '镇街', '镇街园区', '镇街区', '乡镇', '县市区', '县区', '地区', '区域', '区县'],
  },
  {
    key: 'goal',
    heading: columns.goal,
    kind: 'money',
    synonyms: [
      '目标值',
      '目标',
      '年度目标',
      '年度目标值',
      '本年目标',
      '年度计划',
      '全年计划',
      '计划数',
      '任务数',
      '全年任务',
      '年度任务',
      '目标任务',
    ],
    pattern: /^(?:\d{4}年)(?:度)?(?:全年)?(?:目标|计划|任务)(?:任务)?(?:值|数)?$/,
  },
  { key: 'requirement', heading: words.form.comparator, kind: 'text' },
  {
    key: 'base',
    heading: words.goals.base,
    kind: 'text',
    synonyms: ['上年完成', '上年完成数', '上年实绩', '上年数', '去年实际', '去年完成', '基数', '基期', '基期值'],
    pattern: /^\d{4}年(?:全年)?(?:实际|完成|实绩)(?:完成)?(?:数|值)?$/,
  },
  {
    key: 'stretch',
    heading: words.form.stretch,
    kind: 'text',
    synonyms: ['奋斗目标', '冲刺目标', '力争目标', '挑战目标', '争先目标'],
  },
  {
    key: 'owner',
    heading: columns.owner,
    kind: 'text',
    synonyms: ['牵头单位', '责任部门', '牵头部门', '主责单位', '主管单位', '主管部门', '牵头责任单位', '责任主体'],
  },
  {
    key: 'source',
    heading: columns.source,
    kind: 'text',
    synonyms: ['数据来源单位', '来源单位', '数据提供单位', '提供单位', '统计单位', '数据单位'],
  },
  { key: 'assessing', heading: words.page.assessing, kind: 'text', synonyms: ['考核部门', '评价单位'] },
  { key: 'kind', heading: columns.kind, kind: 'text', synonyms: ['指标性质', '指标属性', '属性', '指标类型'] },
  { key: 'weight', heading: columns.weight, kind: 'text', synonyms: ['权数', '分值'] },
  ...ACTUAL_COLUMNS.filter(({ key }) => MONTH_KEYS.includes(key)),
]

/** The period of a monthly series a column of a month belongs to: 1—2月 where an indicator reports them together. */
export function periodOfMonth(indicator: Pick<Indicator, 'firstMonths'>, year: number, month: number): Period {
  if (indicator.firstMonths === 'combined' && month === 2) return asPeriod(`${year}-M01_02`)
  return asPeriod(`${year}-M${String(month).padStart(2, '0')}`)
}

/** A place as ledgers write it: `3/16`, `第3（16）`; `undefined` for anything else. */
export function placeOfText(text: string): { readonly rank: number; readonly of: number } | undefined {
  const found = /^第?(\d{1,4})(?:名)?\s*[/／（(]\s*(?:共)?(\d{1,4})(?:个)?[)）]?$/.exec(text.trim())
  return found ? { rank: Number(found[1]), of: Number(found[2]) } : undefined
}

/** The 指标调度表 as a sheet: one row a target, figures as numbers, the way they were rounded and the as-of date below. */
export function dispatchTable(
  rows: readonly TargetRow[],
  about: {
    readonly region: string
    readonly year: number
    readonly period: Period | undefined
    readonly today: string
    readonly rounding: Rounding
    readonly places: number
  },
): SheetOut {
  const { places } = about
  const period = formatCumulativePeriod(about.period ?? asPeriod(String(about.year)), 'zh-CN')
  return {
    name: words.sheet.name,
    title: words.sheet.title(about.region, period),
    paper: 'a3',
    frozenColumns: 2,
    columns: [
      { key: 'serial', heading: columns.serial, width: 6, kind: 'integer' },
      { key: 'indicator', heading: columns.indicator, width: 28, kind: 'text' },
      { key: 'unitText', heading: columns.unitText, width: 10, kind: 'text' },
      { key: 'unit', heading: '所属单位', width: 16, kind: 'text' },
      { key: 'goal', heading: columns.goal, width: 14, kind: 'decimal', digits: places },
      { key: 'requirement', heading: words.form.comparator, width: 10, kind: 'text' },
      { key: 'owner', heading: columns.owner, width: 18, kind: 'text' },
      { key: 'period', heading: columns.period, width: 14, kind: 'text' },
      { key: 'actual', heading: columns.actual, width: 14, kind: 'decimal', digits: places },
      { key: 'completion', heading: columns.completion, width: 10, kind: 'percent', digits: places },
      { key: 'pace', heading: columns.pace, width: 10, kind: 'percent', digits: places },
      { key: 'gap', heading: columns.gap, width: 12, kind: 'decimal', digits: places },
      { key: 'growth', heading: columns.growth, width: 10, kind: 'percent', digits: places },
      { key: 'rank', heading: columns.rank, width: 8, kind: 'text' },
      { key: 'formerRank', heading: columns.formerRank, width: 8, kind: 'integer' },
      { key: 'published', heading: columns.published, width: 10, kind: 'text' },
      { key: 'forecast', heading: columns.forecast, width: 14, kind: 'decimal', digits: places },
      { key: 'remaining', heading: columns.remaining, width: 14, kind: 'decimal', digits: places },
      { key: 'light', heading: columns.light, width: 8, kind: 'text' },
    ],
    rows: rows.map((row, index) => ({
      serial: index + 1,
      indicator: row.indicator.name,
      unitText: row.indicator.unitText,
      unit: row.unitName,
      goal: numberOf(row.progress.plan),
      requirement: words.comparators[row.goal.comparator],
      owner: row.ownerName,
      period: row.progress.actual === null ? '' : formatPeriod(row.progress.period, 'zh-CN'),
      actual: numberOf(row.progress.actual),
      completion: numberOf(row.progress.completion),
      pace: numberOf(row.progress.pace),
      gap: row.shown.gapPoints === null ? null : Number(row.shown.gapPoints),
      growth: row.actual?.growthPercent ? Number(row.actual.growthPercent) / 100 : null,
      rank: row.rank?.rank ? words.place(row.rank.rank, row.rank.of) : '',
      formerRank: row.rank?.rank && row.rank.change !== null ? row.rank.rank + row.rank.change : null,
      published: row.actual?.rank && row.actual.rankOf ? words.place(row.actual.rank, row.actual.rankOf) : '',
      forecast: row.actual?.yearForecast ? Number(row.actual.yearForecast) : numberOf(row.progress.forecast),
      remaining: numberOf(row.progress.remaining),
      light: words.lights[row.light.light],
    })),
    footnotes: [words.sheet.basis, words.sheet.rounding[about.rounding], words.sheet.asOf(about.today)],
    signature: words.sheet.signature,
  }
}

function numberOf(text: string | null): number | null {
  return text === null ? null : toNumber(exact(text))
}
