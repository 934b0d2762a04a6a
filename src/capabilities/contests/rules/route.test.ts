import { describe, expect, it } from 'vitest'
import { asDay } from '../../../kernel/day.ts'
import { thenAndNow } from './photos.ts'
import { lateStops } from './route.ts'

const stop = (on: string, arriveAt: string, minutes: number, driveMinutes: number) => ({
  on: asDay(on),
  arriveAt,
  minutes,
  driveMinutes,
})

describe('a route', () => {
  it('tells the stops the bus cannot reach in time, day by day', () => {
    const stops = [
      stop('2026-03-16', '09:00', 20, 30),
      stop('2026-03-16', '09:40', 15, 20),
      stop('2026-03-16', '10:10', 15, 20),
      stop('2026-03-17', '08:30', 20, 90),
      stop('2026-03-16', '14:00', 20, 10),
    ]
    expect(lateStops(stops)).toEqual([false, false, true, false, true])
  })
})

describe('photos then and now', () => {
  const photos = ['2025-05-01', '2025-09-01', '2025-12-30', '2026-02-01', '2026-03-10'].map((takenOn) => ({ takenOn }))
  const days = (of: readonly { readonly takenOn: string }[]) => of.map(({ takenOn }) => takenOn)

  it('are parted by the day of the visit before', () => {
    const { photosThen, photosNow } = thenAndNow(photos, '2025-12-31')
    expect(days(photosThen)).toEqual(['2025-05-01', '2025-09-01', '2025-12-30'])
    expect(days(photosNow)).toEqual(['2026-02-01', '2026-03-10'])
  })

  it('are the first and the newest where nobody came before', () => {
    const { photosThen, photosNow } = thenAndNow(photos, null)
    expect(days(photosThen)).toEqual(['2025-05-01'])
    expect(days(photosNow)).toEqual(['2025-12-30', '2026-02-01', '2026-03-10'])
    expect(thenAndNow([], null)).toEqual({ photosThen: [], photosNow: [] })
  })
})
