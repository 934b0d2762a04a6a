import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, asDay, type Day } from '../../../kernel/day.ts'
import { unwrap, type Outcome } from '../../../kernel/outcome.ts'
import { ActualStatus, ActualVersion, Goal, type TargetVersion } from '../contract.ts'
import {
  actualAsOf,
  addActual,
  isReleased,
  reviseTarget,
  versionOn,
  type ActualEntry,
  type TargetRevision,
} from './revisions.ts'

const START = asDay('2026-01-20')

function revision(value: string, day: Day, more: Partial<TargetRevision> = {}): TargetRevision {
  return {
    goal: Goal.parse({ comparator: '>=', value }),
    reason: 'list adjusted',
    approverId: 'person-1',
    approverName: '示例县长',
    approvingBody: 'county executive meeting',
    decidedOn: day,
    effectiveOn: day,
    ...more,
  }
}

function entry(value: string | null, more: Partial<ActualEntry> = {}): ActualEntry {
  const { number: _, ...body } = ActualVersion.parse({
    number: 1,
    value,
    status: 'preliminary',
    asOf: '2026-04-10',
    ...more,
  })
  return body
}

function codes<T>(outcome: Outcome<T>): readonly string[] {
  return outcome.ok ? [] : outcome.problems.map((each) => each.code)
}

describe('revising a target', () => {
  const issued = unwrap(reviseTarget([], revision('100', START)))

  it('keeps both versions, numbered', () => {
    const both = unwrap(reviseTarget(issued, revision('90', asDay('2026-07-01'))))
    expect(both.map((each) => [each.number, each.goal.value])).toEqual([
      [1, '100'],
      [2, '90'],
    ])
  })

  it('asks a reason, the same body, a change, and goes forward in time only', () => {
    expect(codes(reviseTarget(issued, revision('90', asDay('2026-07-01'), { reason: ' ' })))).toEqual([
      'targets.revision_reason_missing',
    ])
    expect(codes(reviseTarget(issued, revision('90', asDay('2026-07-01'), { approvingBody: 'office' })))).toEqual([
      'targets.revision_other_body',
    ])
    expect(codes(reviseTarget(issued, revision('100', asDay('2026-07-01'))))).toEqual(['targets.revision_unchanged'])
    expect(codes(reviseTarget(issued, revision('90', asDay('2026-01-01'))))).toEqual(['targets.revision_backward'])
    const early = revision('90', asDay('2026-07-01'), { effectiveOn: asDay('2026-06-01') })
    expect(codes(reviseTarget(issued, early))).toEqual(['targets.revision_before_decision'])
  })

  it('never changes or loses an earlier version, and one version is in force on every day from the first on', () => {
    const step = fc.tuple(fc.integer({ min: -10, max: 60 }), fc.integer({ min: 1, max: 5 }))
    fc.assert(
      fc.property(fc.array(step, { maxLength: 8 }), fc.nat(400), (steps, on) => {
        let versions: readonly TargetVersion[] = issued
        let day = START
        for (const [days, value] of steps) {
          day = addDays(day, days)
          const next = reviseTarget(versions, revision(String(value), day))
          if (!next.ok) continue
          expect(next.value.slice(0, -1)).toEqual(versions)
          versions = next.value
        }
        expect(versions.map((each) => each.number)).toEqual(versions.map((_, index) => index + 1))
        const inForce = versionOn(versions, addDays(START, on))
        expect(inForce).toBeDefined()
        const later = versions.filter((each) => each.number > (inForce?.number ?? 0))
        expect(later.every((each) => each.effectiveOn > addDays(START, on))).toBe(true)
        expect(versionOn(versions, addDays(START, -1))).toBeUndefined()
      }),
    )
  })
})

describe('the revision chain of an actual figure', () => {
  const chain = unwrap(addActual([], entry('18.28')))

  it('ripens from flash to final and not back', () => {
    const final = unwrap(addActual(chain, entry('18.28', { status: 'final', asOf: asDay('2026-05-01') })))
    expect(final.map((each) => [each.number, each.status])).toEqual([
      [1, 'preliminary'],
      [2, 'final'],
    ])
    const back = entry('18.28', { asOf: asDay('2026-05-02'), reason: 'x' })
    expect(codes(addActual(final, back))).toEqual(['targets.actual_status_backward'])
  })

  it('asks a reason for changing or emptying a figure that stood, none for filling an empty one', () => {
    expect(codes(addActual(chain, entry('18.30')))).toEqual(['targets.actual_reason_missing'])
    expect(codes(addActual(chain, entry(null)))).toEqual(['targets.actual_reason_missing'])
    expect(codes(addActual(chain, entry('18.30', { reason: 'late invoices' })))).toEqual([])
    expect(codes(addActual(unwrap(addActual([], entry(null))), entry('18.28')))).toEqual([])
  })

  it('refuses an older as-of date, the same again, and a place outside its group', () => {
    expect(codes(addActual(chain, entry('18.28', { status: 'final', asOf: asDay('2026-04-01') })))).toEqual([
      'targets.actual_as_of_backward',
    ])
    expect(codes(addActual(chain, entry('18.28')))).toEqual(['targets.actual_unchanged'])
    expect(codes(addActual([], entry('1', { rank: 4, rankOf: 3 })))).toEqual(['targets.actual_rank_outside'])
    expect(codes(addActual([], entry('1', { rank: 4 })))).toEqual(['targets.actual_rank_outside'])
  })

  it('answers what was known on a day, and what is out', () => {
    const later = unwrap(addActual(chain, entry('18.30', { asOf: asDay('2026-05-10'), reason: 'late invoices' })))
    expect(actualAsOf(later, asDay('2026-05-09'))?.value).toBe('18.28')
    expect(actualAsOf(later, asDay('2026-05-10'))?.value).toBe('18.30')
    expect(actualAsOf(later, asDay('2026-04-09'))).toBeUndefined()
    expect(isReleased({ releasedOn: asDay('2026-04-20') }, asDay('2026-04-19'))).toBe(false)
    expect(isReleased({ releasedOn: asDay('2026-04-20') }, asDay('2026-04-20'))).toBe(true)
    expect(isReleased({ releasedOn: null }, asDay('2026-04-20'))).toBe(false)
  })

  it('only ever grows: every accepted entry leaves the earlier ones as they were and as ripe', () => {
    const step = fc.record({
      value: fc.option(fc.integer({ min: 0, max: 3 }).map(String), { nil: null }),
      status: fc.constantFrom(...ActualStatus.options),
      days: fc.integer({ min: -3, max: 20 }),
      reason: fc.constantFrom('', 'corrected'),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 10 }), (steps) => {
        let versions: readonly ActualVersion[] = []
        let day = START
        for (const { days, ...each } of steps) {
          day = addDays(day, days)
          const next = addActual(versions, entry(each.value, { ...each, asOf: day }))
          if (!next.ok) continue
          expect(next.value.slice(0, -1)).toEqual(versions)
          versions = next.value
        }
        for (const [index, version] of versions.entries()) {
          const before = versions[index - 1]
          if (!before) continue
          expect(ActualStatus.options.indexOf(version.status)).toBeGreaterThanOrEqual(
            ActualStatus.options.indexOf(before.status),
          )
          expect(version.asOf >= before.asOf).toBe(true)
          if (before.value !== null && before.value !== version.value) expect(version.reason).not.toBe('')
        }
      }),
    )
  })
})
