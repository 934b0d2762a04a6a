import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../tests/support/database.ts'
import { cronOf, migrateJobs, startJobs, type TimedJob } from './jobs.ts'
import { openLog } from './log.ts'
import type { House } from './run-operation.ts'

describe('timed jobs', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await createTestDatabase()
    await migrateJobs(database.adminUrl)
    await migrateJobs(database.adminUrl)
  })
  afterAll(() => database.close())

  it('run for each region apart as the app role: one that fails stops no other', async () => {
    const done: string[] = []
    const failing: TimedJob = {
      name: 'test.failing',
      due: { everyMinutes: 1 },
      run: async (_house, region) => {
        if (region === '370724') throw new Error('this region fails')
        done.push(region)
      },
    }
    const stop = await startJobs({
      pool: database.app.pool,
      house: {} as House,
      jobs: [failing],
      listRegions: async () => ['370724', '370786', '371525'],
      log: openLog('silent'),
    })
    await database.app.pool.query(`select graphile_worker.add_job('test:failing:each_region')`)
    await expect.poll(() => done.toSorted(), { timeout: 20_000 }).toEqual(['370786', '371525'])
    await stop()
    const { rows } = await database.admin.pool.query<{ attempts: number; last_error: string }>(
      `select attempts, last_error from graphile_worker._private_jobs where last_error is not null`,
    )
    expect(rows).toEqual([{ attempts: 1, last_error: expect.stringContaining('this region fails') }])
  })

  it('fall due by the clock of Asia/Shanghai', () => {
    expect(cronOf({ dailyAt: '02:30' })).toBe('30 18 * * *')
    expect(cronOf({ dailyAt: '17:30' })).toBe('30 9 * * *')
    expect(cronOf({ everyMinutes: 5 })).toBe('*/5 * * * *')
  })
})
