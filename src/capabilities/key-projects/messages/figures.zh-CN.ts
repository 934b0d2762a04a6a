import type { FigureWords, ListWords } from '../../../kernel/figures.ts'

/** What figures of key projects are called and what exactly they count. */
export const projectFigureWords = {
  'key_projects.count': { name: '重点项目个数', meaning: '当年各级清单上、没有撤下的项目，一个项目只数一次' },
  'key_projects.provincial_count': { name: '省级重点项目个数', meaning: '当年省级清单上的项目' },
  'key_projects.municipal_count': { name: '市级重点项目个数', meaning: '当年市级清单上的项目' },
  'key_projects.total_investment': { name: '总投资', meaning: '当年清单上项目总投资之和' },
  'key_projects.year_plan': { name: '年度计划投资', meaning: '当年清单上项目年度计划投资之和' },
  'key_projects.invested': { name: '累计完成投资', meaning: '1 月至期末上报的完成投资之和（上报台账，不是统计数）' },
  'key_projects.invested_in_period': { name: '本期完成投资', meaning: '期末累计减期初以前累计（上报台账）' },
  'key_projects.statistical_invested': { name: '统计完成投资', meaning: '1 月至期末统计台账的完成投资之和' },
  'key_projects.plan_to_date': {
    name: '序时计划投资',
    meaning: '按分月计划（没有的按十二分之一）到期末应完成的投资；期未满的算到上一个整月',
  },
  'key_projects.completion': { name: '年度计划完成率', meaning: '累计完成投资 ÷ 年度计划投资' },
  'key_projects.pace': { name: '序时进度', meaning: '序时计划投资 ÷ 年度计划投资' },
  'key_projects.ahead_of_pace': { name: '超（欠）序时进度', meaning: '完成率减序时进度，百分点；负数是欠' },
  'key_projects.starts_of_year': { name: '当年新开工项目个数', meaning: '当年清单上类别为新开工的项目' },
  'key_projects.starts_planned': { name: '到期应开工个数', meaning: '其中计划开工日已到的' },
  'key_projects.starts_done': { name: '已开工个数', meaning: '新开工项目中期末前实际开工的' },
  'key_projects.start_rate': { name: '开工率', meaning: '已开工个数 ÷ 当年新开工项目个数' },
  'key_projects.finishes_planned': { name: '到期应竣工个数', meaning: '计划竣工日在当年且已到的' },
  'key_projects.finished': { name: '已竣工个数', meaning: '当年期末前实际竣工的' },
  'key_projects.produced': { name: '已投产个数', meaning: '当年期末前实际投产的' },
  'key_projects.registered': { name: '已入统个数', meaning: '期末前已经投资入统的' },
  'key_projects.red_count': { name: '红灯个数', meaning: '期内最后一个月当时判的灯；期未满的看今天' },
  'key_projects.yellow_count': { name: '黄灯个数', meaning: '期内最后一个月当时判的灯；期未满的看今天' },
  'key_projects.green_count': { name: '绿灯个数', meaning: '期内最后一个月当时判的灯；期未满的看今天' },
} as const satisfies Readonly<Record<string, FigureWords>>

const MONEY = {
  year_plan: '年度计划投资',
  invested: '累计完成投资',
  completion: '完成率',
  pace: '序时进度',
  gap: '超（欠）序时百分点',
}
const PROJECT = { number: '编号', project: '项目', unit: '责任单位' }
const LIGHT_COLUMNS = { ...PROJECT, leader: '包靠领导', ...MONEY, light: '灯号', reason: '判灯依据' }

/** What lists of key projects are called, what they hold and the headings of their columns. */
export const projectListWords = {
  'key_projects.lights': { name: '亮灯清单', meaning: '当年清单上判了灯的项目，差的在前', columns: LIGHT_COLUMNS },
  'key_projects.red_lights': { name: '红灯项目清单', meaning: '红灯项目，欠得多的在前', columns: LIGHT_COLUMNS },
  'key_projects.yellow_lights': { name: '黄灯项目清单', meaning: '黄灯项目，欠得多的在前', columns: LIGHT_COLUMNS },
  'key_projects.units': {
    name: '各单位投资完成情况',
    meaning: '各责任单位按年度计划完成率排名',
    columns: {
      place: '名次',
      unit: '单位',
      count: '项目个数',
      year_plan: '年度计划投资',
      plan_to_date: '序时计划投资',
      invested: '累计完成投资',
      completion: '完成率',
      pace: '序时进度',
      gap: '超（欠）序时百分点',
      red: '红灯',
      yellow: '黄灯',
      green: '绿灯',
    },
  },
  'key_projects.good': {
    name: '进展较快项目',
    meaning: '完成率达到或超过序时进度的项目，超得多的在前',
    columns: { ...PROJECT, ...MONEY },
  },
  'key_projects.slow': {
    name: '进展滞后项目',
    meaning: '完成率低于序时进度的项目，欠得多的在前',
    columns: { ...PROJECT, ...MONEY },
  },
  'key_projects.overdue_starts': {
    name: '应开工未开工项目',
    meaning: '计划开工日已到、还没有开工的新开工项目',
    columns: { ...PROJECT, planned_on: '计划开工日', days_late: '逾期天数', stage: '所处阶段' },
  },
} as const satisfies Readonly<Record<string, ListWords>>
