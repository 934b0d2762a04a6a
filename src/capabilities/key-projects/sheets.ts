import type { Day } from '../../kernel/day.ts'
import { formatPeriod } from '../../kernel/format.ts'
import { toMu } from '../../kernel/area.ts'
import type { ColumnWanted } from '../../platform/excel/find-table.ts'
import type { ColumnOut, RowOut, SheetOut } from '../../platform/excel/sheet.ts'
import { LEDGER_FIELDS, type LedgerField, type ListClass, type ListLevel, type Stage } from './contract.ts'
import { keyProjectsMessages } from './messages/index.ts'
import type { z } from 'zod'

const zh = keyProjectsMessages['zh-CN']
const en = keyProjectsMessages.en

interface Reading {
  readonly kind: 'text' | 'money' | 'area' | 'day'
  readonly synonyms?: readonly string[]
  readonly pattern?: RegExp
  readonly longest?: number
  /** Which day stands for a month or a year. */
  readonly edge?: 'first' | 'last'
}

/** How each column of a ledger is recognised and read: names seen in ledgers of several provinces. */
export const LEDGER_COLUMNS: Readonly<Record<LedgerField, Reading>> = {
  number: { kind: 'text', synonyms: ['编号', '项目库编号', '内部编号'], longest: 40 },
  projectCode: { kind: 'text', synonyms: ['项目统一代码', '投资项目代码', '赋码', '国家统一代码'], longest: 300 },
  name: { kind: 'text', synonyms: ['重点项目名称', '建设项目名称', '工程名称', '项目', '名称'] },
  level: { kind: 'text', synonyms: ['项目层级', '层级', '级别', '重点级别', '省市县级', '项目等级'] },
  listClass: { kind: 'text', synonyms: ['项目类别', '项目类型', '建设类别', '项目性质', '新建续建', '年度类别'] },
  stage: { kind: 'text', synonyms: ['阶段', '建设阶段', '项目状态', '建设状态', '目前阶段', '当前阶段', '推进阶段'] },
  category: { kind: 'text', synonyms: ['产业类型', '行业类别', '所属行业', '行业', '领域', '所属领域', '产业分类'] },
  nature: { kind: 'text', synonyms: ['建设性质新建扩建技改'] },
  chain: { kind: 'text', synonyms: ['所属产业链', '产业链条', '所属链条'] },
  enterprise: {
    kind: 'text',
    synonyms: [
      '项目单位',
      '项目建设单位',
      '业主单位',
      '项目业主',
      '投资主体',
      '项目法人',
      '企业名称',
      '投资企业',
      '承建单位',
      '实施主体',
    ],
  },
  place: { kind: 'text', synonyms: ['项目地点', '项目地址', '建设地址', '地点', '位置', '项目位置', '落地位置'] },
  scope: {
    kind: 'text',
    synonyms: [
      '建设内容',
      '主要建设内容',
      '建设规模',
      '项目内容',
      '建设内容及规模',
      '主要建设内容及规模',
      '项目概况',
      '基本情况',
      '项目简介',
    ],
    longest: 4000,
  },
  land: { kind: 'area', synonyms: ['占地', '占地面积', '用地面积', '用地规模'] },
  span: {
    kind: 'text',
    synonyms: ['建设年限', '建设起止年限', '建设工期', '起止时间', '建设周期', '建设期限', '起止年月'],
  },
  totalInvestment: {
    kind: 'money',
    synonyms: ['计划总投资', '项目总投资', '投资总额', '概算总投资', '总投资额', '投资额'],
  },
  investedBeforeYear: {
    kind: 'money',
    synonyms: ['截至上年底累计', '上年底累计完成投资', '以前年度完成投资', '已完成投资', '往年累计完成'],
    pattern: /^(?:截[至止]|至)?(?:\d{4}年|上年|去年)年?[底末]/,
  },
  yearPlan: {
    kind: 'money',
    synonyms: [
      '年度计划',
      '本年计划投资',
      '当年计划投资',
      '年计划投资',
      '年度投资计划',
      '年度目标',
      '年度计划完成投资',
    ],
    pattern: /^(?:\d{4}年?|本年度?|当年|今年)(?:度)?(?:计划|目标|拟)(?:完成)?(?:投资)?/,
  },
  investedThisYear: {
    kind: 'money',
    synonyms: [
      '累计完成投资',
      '本年完成投资',
      '年度累计完成',
      '当年累计完成投资',
      '今年累计完成投资',
      '本年累计完成',
      '年内完成投资',
    ],
    pattern: /^(?:\d{4}年)?(?:1|一|截[至止]?)?[-—–~至到]?\d{1,2}月[底末]?(?:份)?(?:累计|完成)/,
  },
  investedAsOf: { kind: 'text', synonyms: ['数据截至', '截至月份', '完成额截止'] },
  startedOn: { kind: 'day', synonyms: ['开工日期', '实际开工时间', '实际开工日期', '开工年月'], edge: 'first' },
  plannedStartOn: { kind: 'day', synonyms: ['计划开工日期', '拟开工时间', '预计开工时间', '计划开工'], edge: 'first' },
  plannedCompletionOn: {
    kind: 'day',
    synonyms: [
      '计划竣工时间',
      '竣工时间',
      '预计竣工时间',
      '计划竣工',
      '完工时间',
      '计划完工时间',
      '预计完工时间',
      '计划完成时限',
      '竣工投产时间',
      '预计投产时间',
    ],
    edge: 'last',
  },
  physicalProgress: {
    kind: 'text',
    synonyms: ['工程进度', '工程形象进度', '目前进展', '进展情况', '项目进展', '推进情况', '建设进展', '项目进展情况'],
    longest: 2000,
  },
  unit: {
    kind: 'text',
    synonyms: [
      '责任部门',
      '属地',
      '所属镇街',
      '镇街',
      '申报单位',
      '推进单位',
      '承办单位',
      '包靠单位',
      '落实单位',
      '主体责任单位',
    ],
  },
  leadUnit: { kind: 'text', synonyms: ['牵头部门', '行业主管部门', '主管部门', '行业部门', '牵头责任单位'] },
  responsiblePerson: {
    kind: 'text',
    synonyms: ['项目负责人', '责任人员', '联系人', '负责人', '直接责任人', '项目联系人'],
  },
  responsiblePhone: { kind: 'text', synonyms: ['联系电话', '手机', '手机号', '联系方式', '手机号码'] },
  sponsor: {
    kind: 'text',
    synonyms: [
      '包靠县领导',
      '包联领导',
      '包保领导',
      '包抓领导',
      '帮包领导',
      '挂包领导',
      '县级领导',
      '包挂领导',
      '分包领导',
      '责任领导',
      '市级领导',
    ],
  },
  taskForce: { kind: 'text', synonyms: ['工作专班', '推进专班', '项目专班', '专班名称', '所属专班'] },
  note: { kind: 'text', synonyms: ['说明', '其他'], longest: 2000 },
}

/** The columns an import looks for; a field a person left out is not looked for. */
export function columnsWanted(leftOut: ReadonlySet<LedgerField>): readonly ColumnWanted[] {
  return LEDGER_FIELDS.filter((field) => !leftOut.has(field)).map((field): ColumnWanted => {
    const { kind, synonyms = [], pattern } = LEDGER_COLUMNS[field]
    return {
      key: field,
      heading: zh.headings[field],
      kind,
      synonyms: [...synonyms, en.headings[field]],
      ...(pattern ? { pattern } : {}),
      ...(field === 'name' ? { isRequired: true } : {}),
    }
  })
}

/** A project as the ledger writes it: names instead of ids, phone already masked where it must be. */
export interface LedgerLine {
  readonly number: string
  readonly projectCodes: readonly string[]
  readonly name: string
  readonly memberships: readonly {
    readonly level: ListLevel
    readonly listClass: z.output<typeof ListClass>
    readonly year: number
  }[]
  readonly stage: Stage
  readonly category: keyof typeof zh.categories | null
  readonly nature: keyof typeof zh.natures | null
  readonly chain: string
  readonly enterprise: string
  readonly place: string
  readonly scope: string
  readonly land: number | null
  readonly totalInvestment: number | null
  readonly investedBeforeYear: number | null
  readonly yearPlan: number | null
  readonly investedThisYear: number | null
  readonly investedAsOf: string | null
  readonly completion: number | null
  readonly startedOn: string | null
  readonly plannedStartOn: string | null
  readonly plannedCompletionOn: string | null
  readonly physicalProgress: string
  readonly isRegistered: boolean
  readonly statisticalTotal: number | null
  readonly unitName: string
  readonly leadUnitName: string | null
  readonly responsiblePerson: string
  readonly responsiblePhone: string
  readonly sponsorTitle: string | null
  readonly taskForceName: string | null
  readonly lightWord: string
  readonly note: string
}

const heading = zh.headings
const COLUMNS: readonly ColumnOut[] = [
  { key: 'serial', heading: zh.sheet.serial, width: 6, kind: 'integer' },
  { key: 'number', heading: heading.number, width: 14, kind: 'text' },
  { key: 'projectCode', heading: heading.projectCode, width: 26, kind: 'text' },
  { key: 'name', heading: heading.name, width: 30, kind: 'text' },
  { key: 'level', heading: heading.level, width: 10, kind: 'text' },
  { key: 'listClass', heading: heading.listClass, width: 10, kind: 'text' },
  { key: 'stage', heading: heading.stage, width: 10, kind: 'text' },
  { key: 'category', heading: heading.category, width: 10, kind: 'text' },
  { key: 'chain', heading: heading.chain, width: 12, kind: 'text' },
  { key: 'enterprise', heading: heading.enterprise, width: 24, kind: 'text' },
  { key: 'place', heading: heading.place, width: 16, kind: 'text' },
  { key: 'scope', heading: heading.scope, width: 40, kind: 'text' },
  { key: 'nature', heading: heading.nature, width: 10, kind: 'text' },
  { key: 'land', heading: heading.land, width: 12, kind: 'decimal', digits: 2 },
  { key: 'span', heading: heading.span, width: 20, kind: 'text' },
  { key: 'totalInvestment', heading: heading.totalInvestment, width: 14, kind: 'money_wan' },
  { key: 'investedBeforeYear', heading: heading.investedBeforeYear, width: 14, kind: 'money_wan' },
  { key: 'yearPlan', heading: heading.yearPlan, width: 14, kind: 'money_wan' },
  { key: 'investedThisYear', heading: zh.sheet.investedThisYear, width: 14, kind: 'money_wan' },
  { key: 'investedAsOf', heading: heading.investedAsOf, width: 12, kind: 'text' },
  { key: 'completion', heading: zh.sheet.completion, width: 10, kind: 'percent' },
  { key: 'startedOn', heading: heading.startedOn, width: 12, kind: 'day' },
  { key: 'physicalProgress', heading: heading.physicalProgress, width: 20, kind: 'text' },
  { key: 'registered', heading: zh.sheet.registered, width: 8, kind: 'text' },
  { key: 'statisticalTotal', heading: zh.sheet.statisticalTotal, width: 14, kind: 'money_wan' },
  { key: 'plannedCompletionOn', heading: heading.plannedCompletionOn, width: 12, kind: 'day' },
  { key: 'unit', heading: heading.unit, width: 18, kind: 'text' },
  { key: 'leadUnit', heading: heading.leadUnit, width: 18, kind: 'text' },
  { key: 'responsiblePerson', heading: heading.responsiblePerson, width: 12, kind: 'text' },
  { key: 'responsiblePhone', heading: heading.responsiblePhone, width: 14, kind: 'text' },
  { key: 'sponsor', heading: heading.sponsor, width: 14, kind: 'text' },
  { key: 'taskForce', heading: heading.taskForce, width: 14, kind: 'text' },
  { key: 'light', heading: zh.sheet.light, width: 8, kind: 'text' },
  { key: 'note', heading: heading.note, width: 24, kind: 'text' },
]

/** The 重点项目推进台账 as a sheet: A3, totals, basis and as-of day beneath, a line to sign on. */
export function ledgerSheet(regionName: string, lines: readonly LedgerLine[], today: Day): SheetOut {
  const sum = (
    field: 'totalInvestment' | 'investedBeforeYear' | 'yearPlan' | 'investedThisYear' | 'statisticalTotal',
  ) => lines.reduce((total, line) => total + (line[field] ?? 0), 0)
  return {
    name: zh.sheet.name,
    title: zh.sheet.title(regionName),
    unitNote: zh.sheet.unitNote,
    columns: COLUMNS,
    rows: lines.map(rowOf),
    totals: {
      name: zh.sheet.total,
      totalInvestment: sum('totalInvestment'),
      investedBeforeYear: sum('investedBeforeYear'),
      yearPlan: sum('yearPlan'),
      investedThisYear: sum('investedThisYear'),
      statisticalTotal: sum('statisticalTotal'),
    },
    footnotes: [zh.sheet.basis, zh.sheet.missing, zh.sheet.asOf(today)],
    signature: zh.sheet.signature,
    paper: 'a3',
    frozenColumns: 4,
  }
}

function rowOf(line: LedgerLine, index: number): RowOut {
  const { memberships } = line
  const latest = Math.max(0, ...memberships.map((each) => each.year))
  const listed = memberships.filter((each) => each.year === latest)
  return {
    serial: index + 1,
    number: line.number,
    projectCode: line.projectCodes.join('、'),
    name: line.name,
    level: listed.map((each) => zh.levels[each.level]).join('、'),
    listClass: [...new Set(listed.map((each) => zh.classes[each.listClass]))].join('、'),
    stage: zh.stages[line.stage],
    category: line.category && zh.categories[line.category],
    chain: line.chain,
    enterprise: line.enterprise,
    place: line.place,
    scope: line.scope,
    nature: line.nature && zh.natures[line.nature],
    land: line.land === null ? null : toMu(line.land as never),
    span: spanOf(line),
    totalInvestment: line.totalInvestment,
    investedBeforeYear: line.investedBeforeYear,
    yearPlan: line.yearPlan,
    investedThisYear: line.investedThisYear,
    investedAsOf: line.investedAsOf && formatPeriod(line.investedAsOf as never, 'zh-CN'),
    completion: line.completion,
    startedOn: line.startedOn,
    physicalProgress: line.physicalProgress,
    registered: line.isRegistered ? zh.sheet.yes : zh.sheet.no,
    statisticalTotal: line.statisticalTotal,
    plannedCompletionOn: line.plannedCompletionOn,
    unit: line.unitName,
    leadUnit: line.leadUnitName,
    responsiblePerson: line.responsiblePerson,
    responsiblePhone: line.responsiblePhone,
    sponsor: line.sponsorTitle,
    taskForce: line.taskForceName,
    light: line.lightWord,
    note: line.note,
  }
}

/** 起止年限 by months, as an import reads it back. */
function spanOf({ plannedStartOn, plannedCompletionOn }: LedgerLine): string | null {
  if (!plannedStartOn || !plannedCompletionOn) return null
  const [from, to] = [plannedStartOn, plannedCompletionOn].map(
    (day) => `${day.slice(0, 4)}年${Number(day.slice(5, 7))}月`,
  )
  return `${from}—${to}`
}
