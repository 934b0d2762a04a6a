import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, asDay, type Day, dayNumber } from '../../../kernel/day.ts'
import { unwrap } from '../../../kernel/outcome.ts'
import { NATIONAL_WORK_CALENDAR } from '../../../kernel/work-calendar.ts'
import { LINK_TYPES, Network, PlanFrame } from '../contract/network.ts'
import { writeICalendar } from './icalendar.ts'
import { networkFromMspdi } from './mspdi-network.ts'
import { readMspdi } from './mspdi-read.ts'
import { scheduleMspdi } from './mspdi-schedule.ts'
import { dayOfMinute, durationText, minuteText, parseDuration, parseMinute } from './mspdi-time.ts'
import { writeMspdi } from './mspdi-write.ts'
import { scheduleNetwork } from './schedule.ts'
import { networkFromTemplate, planTemplates } from './templates.ts'
import { child, escapeXml, readXml, textOf } from './xml.ts'

const CALENDAR = NATIONAL_WORK_CALENDAR
const TODAY = asDay('2026-03-16')

const words = fc.string({
  unit: fc.constantFrom(...Array.from('备案施工 <>&"\'—–;,\\\n\r\t甲乙AZ09😀')),
  minLength: 1,
  maxLength: 60,
})
const days = fc.integer({ min: -400, max: 700 }).map((offset) => addDays(TODAY, offset))
const maybe = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(values, { nil: null, freq: 3 })

const nodes = fc
  .record({
    name: words.filter((name) => name.trim() !== ''),
    days: fc.integer({ min: 0, max: 60 }),
    dayKind: fc.constantFrom('working', 'calendar'),
    calendar: fc.constantFrom('standard', 'outdoor', 'continuous'),
    minDays: maybe(fc.nat(30)),
    dates: fc.record({
      notBefore: maybe(days),
      notAfter: maybe(days),
      startNotAfter: maybe(days),
      finishNotBefore: maybe(days),
    }),
    permit: maybe(
      fc.record({
        kind: words.filter((kind) => kind.trim() !== ''),
        ceilingDays: fc.nat(60),
        ceilingKind: fc.constantFrom('working', 'calendar'),
        basis: words,
        deferrable: fc.boolean(),
      }),
    ),
    startedOn: maybe(fc.integer({ min: 1, max: 300 }).map((ago) => addDays(TODAY, -ago))),
    remainingDays: maybe(fc.integer({ min: 1, max: 40 })),
  })
  .map(({ dates, startedOn, remainingDays, ...node }) => ({
    ...node,
    ...dates,
    milestone: node.days === 0,
    // Dates that contradict each other would be refused before a file is written.
    startNotAfter: dates.notBefore ? null : dates.startNotAfter,
    notAfter: dates.notBefore || dates.finishNotBefore ? null : dates.notAfter,
    facts: { startedOn, finishedOn: null, remainingDays: startedOn ? remainingDays : null },
  }))

const plans = fc
  .record({
    drawn: fc.array(nodes, { minLength: 1, maxLength: 8 }),
    bonds: fc.array(
      fc.record({
        one: fc.nat(7),
        other: fc.nat(7),
        type: fc.constantFrom(...LINK_TYPES),
        lag: fc.integer({ min: -9, max: 30 }),
        lagKind: fc.constantFrom('working', 'calendar'),
      }),
      { maxLength: 10 },
    ),
    openOn: maybe(days.map((day) => addDays(day, 1000))),
    winterStop: maybe(fc.constant({ from: '12-01', through: '02-28' })),
  })
  .map(({ drawn, bonds, openOn, winterStop }) => {
    const seen = new Set<string>()
    const links = bonds.flatMap(({ one, other, ...bond }) => {
      const [from, to] = [Math.min(one, other), Math.max(one, other)]
      const isNew = from !== to && to < drawn.length && !seen.has(`${from} ${to} ${bond.type}`)
      seen.add(`${from} ${to} ${bond.type}`)
      return isNew ? [{ ...bond, from: `节点-${from}`, to: `节点-${to}` }] : []
    })
    const network = Network.parse({ nodes: drawn.map((node, index) => ({ ...node, id: `节点-${index}` })), links })
    return { network, frame: PlanFrame.parse({ openOn, winterStop }) }
  })

function written(network: Network, frame: PlanFrame): string {
  const schedule = unwrap(scheduleNetwork(network, frame, CALENDAR, TODAY))
  return writeMspdi({ name: '示例项目 <一期> & 配套', network, frame, schedule, calendar: CALENDAR })
}

/** Links in one order; XML keeps them at their later task. */
function ordered({ nodes: kept, links }: Network): Network {
  const key = ({ from, to, type }: Network['links'][number]): string => `${from} ${to} ${type}`
  return { nodes: kept, links: links.toSorted((left, right) => (key(left) < key(right) ? -1 : 1)) }
}

/** Line ends of texts are not told apart by XML. */
function plain(network: Network): unknown {
  return JSON.parse(
    JSON.stringify(network).replaceAll(String.raw`\r\n`, String.raw`\n`).replaceAll(String.raw`\r`, String.raw`\n`),
  )
}

describe('a plan as Microsoft Project XML', () => {
  it('comes back as it was', () => {
    fc.assert(
      fc.property(plans, ({ network, frame }) => {
        const back = unwrap(networkFromMspdi(unwrap(readMspdi(written(network, frame)))))
        expect(plain(ordered(back.network))).toEqual(plain(ordered(network)))
        expect(back.frame).toEqual(frame)
        expect(back.dropped).toEqual([])
      }),
      { numRuns: 40 },
    )
  })

  it.each(planTemplates.map(({ id }) => [id]))(
    'of the template %s comes back, and is scheduled there to the same early days',
    (id) => {
      const { network, winterStop } = unwrap(networkFromTemplate(id, 'zh'))
      const frame = PlanFrame.parse({ winterStop, startOn: '2026-03-16' })
      const back = unwrap(networkFromMspdi(unwrap(readMspdi(written(network, frame)))))
      expect(ordered(back.network)).toEqual(ordered(network))
      // Microsoft Project counts a lag of working days on the calendar of the later task.
      const standard = new Set(
        network.nodes
          .filter((node) => node.calendar === 'standard' && node.dayKind === 'working')
          .map((node) => node.id),
      )
      if (network.links.some((link) => link.lag !== 0 && link.lagKind === 'working' && !standard.has(link.to))) return
      const ours = unwrap(scheduleNetwork(network, frame, CALENDAR))
      const theirs = unwrap(
        scheduleMspdi(unwrap(readMspdi(writeMspdi({ name: id, network, frame, schedule: ours, calendar: CALENDAR })))),
      )
      expect(
        theirs.dates.map(({ task, earlyStart }) => [task.name, task.duration > 0 ? dayOfMinute(earlyStart) : '']),
      ).toEqual(
        network.nodes.map(({ name, days: length }, index) => [name, length > 0 ? ours.nodes[index]?.earlyStart : '']),
      )
    },
  )

  it('that is broken or empty is refused with what is wrong', () => {
    const whats = (xml: string): unknown => {
      const outcome = readMspdi(xml)
      return outcome.ok ? 'read' : outcome.problems.map(({ params }) => params?.['what'])
    }
    expect(whats('<Project><Tasks></Project>')).toEqual(['xml'])
    expect(whats('<!DOCTYPE Project SYSTEM "file:///etc/passwd"><Project/>')).toEqual(['xml'])
    expect(whats('<Project><Tasks/></Project>')).toEqual(['tasks'])
    expect(whats('<Project><Tasks><Task><UID>1</UID><Duration>8 days</Duration></Task></Tasks></Project>')).toEqual([
      'Duration',
    ])
    expect(whats('<Project><Tasks><Task><UID>1</UID></Task></Tasks></Project>')).toEqual(['start'])
  })
})

describe('XML', () => {
  it('gives back the text that was escaped into it', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 0x10ffff })), (codes) => {
        const text = String.fromCodePoint(...codes)
        const escaped = escapeXml(text)
        const read = readXml(`<a><b>${escaped}</b></a>`)
        const kept = Array.from(text)
          .filter((sign) => /[\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u.test(sign))
          .join('')
        expect(textOf(read, 'b')).toBe(kept.trim())
      }),
    )
  })

  it('never fails on any text, and reads prefixes, comments and character data', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('<', '>', '/', 'a', 'b', '!', '-', '[', ']', '?', '"', ' ', '&', ';') }),
        (text) => {
          readXml(text)
        },
      ),
    )
    const read = readXml('<?xml version="1.0"?><!-- x --><p:a q="<"><p:b>1&amp;&#x4E2D;<![CDATA[<2>]]></p:b><c/></p:a>')
    expect([read?.name, textOf(read, 'b'), child(read, 'c')?.text]).toEqual(['a', '1&中<2>', ''])
  })
})

describe('minutes of the file', () => {
  it('come back from their text', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 157_000_000 }), (minute) => {
        expect(parseMinute(minuteText(minute))).toBe(minute)
        expect(parseDuration(durationText(minute))).toBe(minute)
      }),
    )
    expect(parseMinute('2026-02-30T08:00:00')).toBeUndefined()
    expect(parseDuration('P1DT2H30M')).toBe(1590)
    expect(parseDuration('P')).toBeUndefined()
  })
})

describe('an iCalendar feed', () => {
  it('folds lines at 75 octets without breaking a character, and gives the text back', () => {
    fc.assert(
      fc.property(words, days, fc.nat(40), (summary, on, length) => {
        const through: Day = addDays(on, length)
        const text = writeICalendar({
          calendarName: '节点',
          madeAt: new Date('2026-03-16T00:00:00Z'),
          events: [{ uid: 'a', summary, on, through }],
        })
        for (const line of text.split('\r\n')) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75)
        const lines = text.replaceAll('\r\n ', '').split('\r\n')
        const value = (name: string): string => lines.find((line) => line.startsWith(name))?.slice(name.length) ?? ''
        const spoken = value('SUMMARY:').replace(/\\([\\;,n])/g, (_, sign: string) => (sign === 'n' ? '\n' : sign))
        expect(spoken).toBe(summary.replace(/\r\n|\r|\n/g, '\n').replaceAll('\t', ' '))
        expect(value('DTSTART;VALUE=DATE:')).toBe(on.replaceAll('-', ''))
        const end = value('DTEND;VALUE=DATE:')
        const last = asDay(`${end.slice(0, 4)}-${end.slice(4, 6)}-${end.slice(6)}`)
        expect(dayNumber(last) - dayNumber(on)).toBe(length + 1)
      }),
    )
  })
})
