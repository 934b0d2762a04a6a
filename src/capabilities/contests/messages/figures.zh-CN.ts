import type { FigureWords, ListWords } from '../../../kernel/figures.ts'

/** What figures of contests are called and what exactly they count. */
export const contestFigureWords = {
  'contests.tour_score': { name: '现场观摩得分', meaning: '期内最近一次已公布现场观摩的得分' },
  'contests.tour_place': { name: '现场观摩名次', meaning: '期内最近一次已公布现场观摩在本组的名次' },
  'contests.arena_score': { name: '擂台比武得分', meaning: '期内最近一次已公布擂台比武的得分' },
  'contests.arena_place': { name: '擂台比武名次', meaning: '期内最近一次已公布擂台比武在本组的名次' },
} as const satisfies Readonly<Record<string, FigureWords>>

const columns = { group: '分组', place: '名次', name: '参赛对象', score: '得分', award: '奖项' }

/** What lists of contests are called, what they hold and the headings of their columns. */
export const contestListWords = {
  'contests.tour_results': { name: '现场观摩评议结果', meaning: '期内最近一次已公布现场观摩的名次', columns },
  'contests.arena_results': { name: '擂台比武结果', meaning: '期内最近一次已公布擂台比武的名次', columns },
  'contests.commitments': {
    name: '表态承诺清单',
    meaning: '期内已公布的观摩、擂台上议定的表态承诺',
    columns: { contest: '观摩、擂台', name: '参赛对象', text: '承诺', due_on: '期限' },
  },
} as const satisfies Readonly<Record<string, ListWords>>

/** Words of cells. */
export const contestCellWords = {
  point: '分',
  place: '名',
  rank: (place: number, isJoint: boolean) => (isJoint ? `并列第${place}` : `第${place}`),
}
