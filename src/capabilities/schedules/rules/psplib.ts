import { fail, ok, type Outcome } from '../../../kernel/outcome.ts'
import { problem } from '../../../kernel/problem.ts'
import type { OffsetTask } from './offsets.ts'

/** A project of the PSPLIB collection: its jobs with their successors, and the length its makers computed without resources. */
export interface PsplibProject {
  readonly jobs: readonly OffsetTask[]
  readonly mpmTime: number | undefined
}

/**
 * Reads a single-mode project of PSPLIB (`.sm`): precedence and durations; resources are left aside. Refuses `schedules.psplib_unreadable`
 * with the line (from 1) that cannot be read: another number of successors than said, a job of several modes, a job without a duration.
 */
export function readPsplib(text: string): Outcome<PsplibProject> {
  const lines = text.split(/\r\n|\r|\n/)
  const precedence = rowsAfter(lines, /^PRECEDENCE RELATIONS/i)
  const requests = rowsAfter(lines, /^REQUESTS\/DURATIONS/i)
  if (precedence.length === 0 || requests.length === 0) return unreadable(1)
  const days = new Map<number, number>()
  for (const { line, numbers } of requests) {
    const [job, , duration] = numbers
    if (job === undefined || duration === undefined || days.has(job)) return unreadable(line)
    days.set(job, duration)
  }
  const jobs: OffsetTask[] = []
  for (const { line, numbers } of precedence) {
    const [job = Number.NaN, modes, count, ...successors] = numbers
    const duration = days.get(job)
    if (modes !== 1 || successors.length !== count || duration === undefined) return unreadable(line)
    jobs.push({
      id: job,
      name: String(job),
      days: duration,
      links: successors.map((to) => ({ to, type: 'FS', lag: 0 })),
    })
  }
  return ok({ jobs, mpmTime: mpmTimeOf(lines) })
}

function unreadable(line: number): Outcome<never> {
  return fail(problem('schedules.psplib_unreadable', { line }))
}

interface Row {
  readonly line: number
  readonly numbers: readonly number[]
}

/** The rows of whole numbers below a heading, until the next line of stars. */
function rowsAfter(lines: readonly string[], heading: RegExp): readonly Row[] {
  const start = lines.findIndex((line) => heading.test(line))
  if (start < 0) return []
  const length = lines.slice(start).findIndex((line) => line.startsWith('***'))
  return lines
    .slice(start, length < 0 ? undefined : start + length)
    .flatMap((text, index) =>
      /^[\s\d]+$/.test(text) && /\d/.test(text)
        ? [{ line: start + index + 1, numbers: text.trim().split(/\s+/).map(Number) }]
        : [],
    )
}

function mpmTimeOf(lines: readonly string[]): number | undefined {
  const heading = lines.findIndex((line) => line.includes('MPM-Time'))
  return heading < 0 ? undefined : rowsAfter(lines.slice(heading), /MPM-Time/)[0]?.numbers.at(-1)
}
