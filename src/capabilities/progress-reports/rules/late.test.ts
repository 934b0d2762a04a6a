import { describe, expect, it } from 'vitest'
import { asDay } from '../../../kernel/day.ts'
import { NATIONAL_WORK_CALENDAR } from '../../../kernel/work-calendar.ts'
import { alarmsOf, type Watched } from './late.ts'

const project: Watched = {
  id: 'p',
  createdOn: asDay('2025-06-01'),
  stage: 'under_construction',
  planYear: 2026,
  yearPlan: 100,
  taskForceId: null,
  investedAsOf: '2026-M02',
  lastSentOn: null,
}
const look = (today: string, more: Partial<Watched> = {}, sent: readonly string[] = []) =>
  alarmsOf([{ ...project, ...more }], (_, period) => sent.includes(period), asDay(today), NATIONAL_WORK_CALENDAR).map(
    ({ kind, period, since }) => [kind, period, since],
  )

describe('late and silent projects', () => {
  it('are late from the day after their day until the report is sent', () => {
    expect(look('2026-03-05')).toEqual([])
    expect(look('2026-03-06')).toEqual([['late', '2026-M02', '2026-03-05']])
    expect(look('2026-03-06', {}, ['2026-M02'])).toEqual([])
    expect(look('2026-03-06', { stage: 'ended' })).toEqual([])
  })

  it('are silent on the 61st day after they were last heard of', () => {
    const silent = (today: string, more: Partial<Watched> = {}) =>
      look(today, more, ['2026-M03', '2026-M04', '2026-M05']).filter(([kind]) => kind === 'silent')
    expect(silent('2026-04-29')).toEqual([])
    expect(silent('2026-04-30')).toEqual([['silent', null, '2026-02-28']])
    expect(silent('2026-04-30', { lastSentOn: asDay('2026-04-03') })).toEqual([])
    expect(silent('2026-04-30', { stage: 'completed' })).toEqual([])
  })

  it('are silent from their entry into the library where nothing was ever heard', () => {
    expect(look('2026-03-03', { investedAsOf: null })).toEqual([['silent', null, '2025-06-01']])
    expect(look('2026-03-03', { investedAsOf: null, createdOn: asDay('2026-02-20') })).toEqual([])
  })
})
