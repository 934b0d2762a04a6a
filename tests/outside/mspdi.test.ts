import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { unwrap } from '../../src/kernel/outcome.ts'
import { readMspdi } from '../../src/capabilities/schedules/rules/mspdi-read.ts'
import { scheduleMspdi } from '../../src/capabilities/schedules/rules/mspdi-schedule.ts'
import { minuteText } from '../../src/capabilities/schedules/rules/mspdi-time.ts'
import { child, readXml, textOf } from '../../src/capabilities/schedules/rules/xml.ts'

/** A project as Microsoft Project 2013 saved it: 17 tasks, every link type, lags; its dates and slack are those its own scheduler stored. */
const FILE = new URL('../../../shared/checks/mspdi/task-links-project2013-mspdi.xml', import.meta.url)
const present = existsSync(FILE)
if (!present) console.log('skipped: the Microsoft Project file is not on this machine')

const STORED = ['EarlyStart', 'EarlyFinish', 'LateStart', 'LateFinish', 'TotalSlack', 'FreeSlack', 'Critical'] as const

describe.skipIf(!present)('a project of Microsoft Project', () => {
  it('has every date, slack and critical flag that Microsoft stored', () => {
    const xml = readFileSync(FILE, 'utf8')
    const stored = child(readXml(xml), 'Tasks')?.children ?? []
    const { dates, length } = unwrap(scheduleMspdi(unwrap(readMspdi(xml))))
    const computed = dates.map((task) => [
      task.task.uid,
      minuteText(task.earlyStart),
      minuteText(task.earlyFinish),
      minuteText(task.lateStart),
      minuteText(task.lateFinish),
      String(task.totalSlack * 10),
      String(task.freeSlack * 10),
      task.isCritical ? '1' : '0',
    ])
    expect(stored).toHaveLength(17)
    expect(computed).toEqual(stored.map((task) => [textOf(task, 'UID'), ...STORED.map((name) => textOf(task, name))]))
    expect(length).toBe(96 * 60)
  })
})
