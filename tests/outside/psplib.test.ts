import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { unwrap } from '../../src/kernel/outcome.ts'
import { type FileTask, type OffsetTask, scheduleOffsets } from '../../src/capabilities/schedules/rules/offsets.ts'
import { readPsplib } from '../../src/capabilities/schedules/rules/psplib.ts'

/** The 480 single-mode projects of PSPLIB set j30 (Kolisch and Sprecher 1996), each with the length its makers computed. */
const FOLDER = new URL('../../../shared/checks/psplib/', import.meta.url)
const present = existsSync(FOLDER)
if (!present) console.log('skipped: the PSPLIB projects are not on this machine')

const files = present ? readdirSync(FOLDER).filter((name) => name.endsWith('.sm')) : []

function read(name: string) {
  const project = unwrap(readPsplib(readFileSync(new URL(name, FOLDER), 'utf8')))
  const { length, tasks } = unwrap(scheduleOffsets(project.jobs))
  return { ...project, length, tasks: tasks as readonly FileTask<number>[] }
}

function reversed(jobs: readonly OffsetTask[]): OffsetTask[] {
  return jobs.map((job) => ({
    ...job,
    links: jobs
      .filter(({ links }) => links.some(({ to }) => to === job.id))
      .map(({ id }) => ({ to: id, type: 'FS', lag: 0 })),
  }))
}

describe.skipIf(!present)('the projects of PSPLIB j30', () => {
  it('are as long as their makers say, 480 of 480', () => {
    expect(files).toHaveLength(480)
    for (const file of files) {
      const { length, mpmTime } = read(file)
      expect([file, length]).toEqual([file, mpmTime])
    }
  })

  it('begin at 0 backward from that length, and are as long in reverse', () => {
    for (const file of files) {
      const { tasks, jobs, length } = read(file)
      expect([file, Math.min(...tasks.map(({ lateStart }) => lateStart))]).toEqual([file, 0])
      expect([file, unwrap(scheduleOffsets(reversed(jobs))).length]).toEqual([file, length])
    }
  })
})
