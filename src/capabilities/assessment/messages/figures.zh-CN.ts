import type { FigureWords, ListWords } from '../../../kernel/figures.ts'

/** What figures of assessment are called and what exactly they count. */
export const assessmentFigureWords = {
  'assessment.score': { name: '考核得分', meaning: '该期已公布考核的总分；同期有多份办法的，取最后公布的一份' },
  'assessment.place': { name: '考核名次', meaning: '该期已公布考核在本组的名次；一票否决的单位没有名次' },
  'assessment.places_gained': { name: '考核进位', meaning: '该期已公布考核比上一期进了几位，退位为负' },
} as const satisfies Readonly<Record<string, FigureWords>>

/** What lists of assessment are called, what they hold and the headings of their columns. */
export const assessmentListWords = {
  'assessment.ranking': {
    name: '考核名次表',
    meaning: '该期已公布的考核名次，分组排列',
    columns: { group: '分组', place: '名次', unit: '单位', score: '得分', gained: '进位', band: '等次' },
  },
  'assessment.red_black': {
    name: '红黑榜',
    meaning: '该期已公布考核的红榜与黑榜，逐条说明理由；因免责情形不列的也写明',
    columns: { list: '榜单', group: '分组', unit: '单位', place: '名次', reason: '理由' },
  },
  'assessment.awards': {
    name: '红旗、星级与进位奖',
    meaning: '该期已公布考核的红旗、星级和进位显著奖',
    columns: { award: '奖项', group: '分组', unit: '单位', place: '名次', reason: '理由' },
  },
} as const satisfies Readonly<Record<string, ListWords>>

/** Words of cells. */
export const assessmentCellWords = {
  point: '分',
  place: '名',
  places: '位',
  red: (name: string) => `红榜·${name}`,
  black: (name: string) => `黑榜·${name}`,
  excused: (name: string) => `${name}（免责不列）`,
  stars: (name: string, count: number) => `${name}（${count} 颗星）`,
  rank: (place: number, isJoint: boolean) => (isJoint ? `并列第${place}` : `第${place}`),
  vetoed: '一票否决',
  ofScheme: (scheme: string, group: string) => `${scheme}·${group}`,
}
