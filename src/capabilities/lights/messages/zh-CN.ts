import type { Catalogue } from '../../../kernel/language.ts'
import { exact, parseExact, toDecimal } from '../../../kernel/exact.ts'

type Values = Readonly<Record<string, string | number>>

const LIGHT: Readonly<Record<string, string>> = { green: '绿灯', yellow: '黄灯', red: '红灯', none: '无灯' }

/** An exact number as people read it: two decimals, a fraction worked out. */
export function shown(value: string | number | undefined): string {
  const text = String(value ?? '')
  return parseExact(text) ? String(Number(toDecimal(exact(text), 2))) : text
}

/** Words of lights. */
export const zhCN = {
  title: '亮灯规则',
  lights: { green: '绿灯', yellow: '黄灯', red: '红灯', none: '无灯' } as Record<
    'green' | 'yellow' | 'red' | 'none',
    string
  >,
  subjectKinds: { target: '指标', key_project: '重点项目', obstacle: '问题与督办' } as Record<
    'target' | 'key_project' | 'obstacle',
    string
  >,
  states: { draft: '草稿', published: '生效', retired: '停用' } as Record<'draft' | 'published' | 'retired', string>,
  bases: {
    gap_points: '与序时进度之差（百分点）',
    ratio_to_pace: '完成率÷序时进度',
    relative_shortfall: '相对序时进度的差距',
    rate_points: '增速（百分点）',
    days: '天数',
    months: '月数',
    months_in_row: '连续月数',
  } as Record<string, string>,
  ruleInForce: '现行规则',
  noRuleOfOwn: '本地区还没有自己的规则，现在用系统默认规则。可以从已公布的规则起草。',
  code: '代码',
  name: '名称',
  judges: '评判对象',
  versionInForce: '生效版本',
  draftVersion: '草稿版本',
  source: '依据',
  validFrom: '生效日期',
  dimension: '维度',
  interval: '区间',
  light: '灯色',
  streak: '连续',
  excuses: '免责情形',
  combine: '合成方式',
  worstOf: '取最差',
  byTable: '按表',
  startFrom: '从已公布的规则起草',
  draft: '起草新版本',
  revise: '修改草稿',
  publish: '发布',
  retire: '停用',
  discard: '放弃草稿',
  checkCoverage: '检查覆盖',
  covered: '数轴每一点都恰好对应一盏灯，可以发布。',
  holes: '有空档：这些数没有灯',
  overlaps: '有重叠：这些数有两盏灯',
  replay: '用往期试算',
  replayHelp: '按这个版本重算往期，列出谁会变色。只看结果，不改任何记录。',
  wouldChange: (count: number) => `${count} 处会变色`,
  nobodyWouldChange: '往期没有人会变色。',
  period: '期间',
  subject: '对象',
  before: '现在',
  after: '改后',
  adapted: '调整说明',
  incomplete: '原文有空档',
  noLimit: '不限',
  addInterval: '增加区间',
  fromClosed: '含起点',
  toClosed: '含终点',
  from: '从',
  until: '到',
  reasonOfRetiring: '停用原因',
  streakText: (times: number, atLeast: string, becomes: string) =>
    `连续 ${times} 期${LIGHT[atLeast] ?? atLeast}及以下，转${LIGHT[becomes] ?? becomes}`,
  reasons: {
    'lights.reason_interval': ({ dimension, value, span }) => `${dimension}：${shown(value)}，落在区间 ${span}`,
    'lights.reason_hole': ({ dimension, value }) => `${dimension}：${shown(value)} 落在规则的空档里，判不出灯`,
    'lights.reason_no_value': () => '缺少数据，判不出灯',
    'lights.reason_no_rule': () => '当时没有规则',
    'lights.reason_condition_unknown': ({ key }) => `不知道是否适用（缺少 ${key}）`,
    'lights.reason_not_applicable': ({ key, value, span }) => `不适用：${key} 为 ${shown(value)}，规则要求 ${span}`,
    'lights.reason_excused': ({ excuse, light }) => `因“${excuse}”免责，原为${LIGHT[String(light)] ?? light}`,
    'lights.reason_streak': ({ times, raw }) => `连续 ${times} 期未达标，本期单看为${LIGHT[String(raw)] ?? raw}`,
    'lights.reason_recovering': ({ periods, raw }) =>
      `好转需连续 ${periods} 期，本期单看为${LIGHT[String(raw)] ?? raw}`,
    'lights.reason_made_up': ({ was, madeUpIn }) =>
      `当期为${LIGHT[String(was)] ?? was}，${madeUpIn} 补上，记黄灯不记绿灯`,
    'lights.reason_table': ({ row }) => `按合成表第 ${row} 行`,
    'lights.reason_table_hole': () => '合成表没有覆盖这种组合',
  } as Readonly<Record<string, (values: Values) => string>>,
  problems: {
    'lights.value_not_a_number': ({ value }) => `“${value}”不是数。`,
    'lights.hole': ({ dimension, span }) => `维度“${dimension}”在 ${span} 有空档，没有灯；请补上区间。`,
    'lights.overlap': ({ dimension, span, first, second }) =>
      `维度“${dimension}”的第 ${first}、第 ${second} 个区间在 ${span} 重叠；请改正端点。`,
    'lights.interval_empty': ({ dimension }) => `维度“${dimension}”有一个区间里没有任何数；请删去或改正。`,
    'lights.streak_softens': ({ dimension }) => `维度“${dimension}”的连续规则会让灯变好；连续规则只能变差。`,
    'lights.dimension_repeated': ({ dimension }) => `维度“${dimension}”出现了两次；请改名或合并。`,
    'lights.condition_empty': ({ key }) => `适用条件“${key}”的区间里没有任何数。`,
    'lights.table_unknown_dimension': ({ dimension }) => `合成表里的维度“${dimension}”不存在。`,
    'lights.table_hole': ({ count, example }) => `合成表有 ${count} 种组合没有灯，例如 ${example}。`,
    'lights.table_row_unreached': ({ row }) => `合成表第 ${row} 行永远用不到；请删去或调整顺序。`,
    'lights.draft_exists': ({ code }) => `规则 ${code} 已有一份草稿，请先发布或放弃它。`,
    'lights.not_now': ({ action }) => `这个版本现在不能做“${action}”。`,
    'lights.valid_from_past': () => '生效日期不能早于今天；已发布的灯不倒改。',
  },
  fields: { code: '规则代码', validFrom: '生效日期', source: '依据', body: '规则', subjectKind: '评判对象' },
} satisfies Catalogue & Record<string, unknown>
