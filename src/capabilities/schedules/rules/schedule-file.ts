import { fail, ok, type Outcome } from '../../../kernel/outcome.ts'
import { problem } from '../../../kernel/problem.ts'
import type { WorkCalendar } from '../../../kernel/work-calendar.ts'
import { readMspdi } from './mspdi-read.ts'
import { type MspdiDates, scheduleMspdi } from './mspdi-schedule.ts'
import { dayOfMinute } from './mspdi-time.ts'
import { type FileSchedule, type FileTask, scheduleOffsets } from './offsets.ts'
import { readPsplib } from './psplib.ts'
import { scheduleTaskFile } from './task-file.ts'

/**
 * Schedules a file by what stands in it: a project of PSPLIB, the XML of Microsoft Project, or our own JSON of tasks. Refuses
 * `schedules.schedule_file_not_json` for JSON that is cut or misspelt, `schedules.schedule_file_unknown` for any other, and what its
 * reader and scheduling refuse, with the task named.
 */
export function scheduleFile(fileName: string, text: string, calendar: WorkCalendar): Outcome<FileSchedule> {
  const plain = text.replace(/^\uFEFF/, '')
  const sign = plain.trimStart().slice(0, 1)
  if (sign === '<') return scheduleXml(plain)
  if (sign === '{' || sign === '[') return scheduleJson(plain, fileName, calendar)
  if (/^PRECEDENCE RELATIONS/im.test(plain) || /\.sm$/i.test(fileName)) {
    const project = readPsplib(plain)
    return project.ok ? scheduleOffsets(project.value.jobs) : project
  }
  return fail(problem('schedules.schedule_file_unknown', { file: fileName }))
}

function scheduleJson(text: string, fileName: string, calendar: WorkCalendar): Outcome<FileSchedule> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return fail(problem('schedules.schedule_file_not_json', { file: fileName }))
  }
  return scheduleTaskFile(value, calendar)
}

function scheduleXml(text: string): Outcome<FileSchedule> {
  const plan = readMspdi(text)
  if (!plan.ok) return plan
  const schedule = scheduleMspdi(plan.value)
  if (!schedule.ok) return schedule
  const { minutesPerDay } = plan.value
  return ok({
    length: inDays(schedule.value.length, minutesPerDay),
    tasks: schedule.value.dates.map((dates) => toFileTask(dates, minutesPerDay)),
  })
}

function inDays(minutes: number, minutesPerDay: number): number {
  return Math.round((minutes / minutesPerDay) * 10_000) / 10_000
}

function toFileTask(dates: MspdiDates, minutesPerDay: number): FileTask<string> {
  const { earlyStart, earlyFinish, lateStart, lateFinish } = dates
  const uid = Number(dates.task.uid)
  return {
    id: Number.isInteger(uid) ? uid : dates.task.uid,
    earlyStart: dayOfMinute(earlyStart),
    earlyFinish: lastDay(earlyStart, earlyFinish),
    lateStart: dayOfMinute(lateStart),
    lateFinish: lastDay(lateStart, lateFinish),
    totalFloat: inDays(dates.totalSlack, minutesPerDay),
    freeFloat: inDays(dates.freeSlack, minutesPerDay),
    critical: dates.isCritical,
  }
}

/** The last day of work: what ends at midnight ends on the day before. */
function lastDay(start: number, finish: number): string {
  return dayOfMinute(finish > start ? finish - 1 : finish)
}
