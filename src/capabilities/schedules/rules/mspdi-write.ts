import { addDays, type Day, dayNumber } from '../../../kernel/day.ts'
import type { WorkCalendar } from '../../../kernel/work-calendar.ts'
import type { Network, PlanFrame, PlanLink, PlanNode, Schedule, ScheduledNode } from '../contract/network.ts'
import { daysOfWeek } from './clock.ts'
import { type OddDays, oddDays, planDays } from './plan-days.ts'
import { extrasText, OWN_CALENDARS, OWN_DAY_MINUTES, OWN_FIELDS } from './mspdi-own.ts'
import { durationText } from './mspdi-time.ts'
import { escapeXml } from './xml.ts'

/** A plan with its computed days, to be written. */
export interface MspdiSource {
  readonly name: string
  readonly network: Network
  readonly frame: PlanFrame
  readonly schedule: Schedule
  readonly calendar: WorkCalendar
}

const LINK_NUMBERS = { FF: 0, FS: 1, SF: 2, SS: 3 } as const satisfies Record<PlanLink['type'], number>
/** Days before and after the plan for which its calendars are written. */
const MARGIN = 370

type Field = readonly [string, string | number]

/**
 * Writes a plan as the XML of Microsoft Project: nodes as tasks of 8-hour days on calendars that carry our holidays, make-up days, winter
 * stop and closures, links with their lags, "not before" as a constraint and "not after" as a deadline, facts, early and late dates, and
 * the latest days as baseline. Microsoft Project counts a lag on the calendar of the later task, a plan of ours on its standard working days;
 * where the two differ, it will show other days. What the format has no place for travels in text fields, so that `networkFromMspdi` gives the plan back.
 */
export function writeMspdi(source: MspdiSource): string {
  const { name, network, frame, schedule } = source
  const uidOf = new Map(network.nodes.map((node, index) => [node.id, index + 1]))
  const into = new Map<string, PlanLink[]>()
  for (const link of network.links) into.set(link.to, [...(into.get(link.to) ?? []), link])
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    '<Project xmlns="http://schemas.microsoft.com/project">',
    ...fields([
      ['SaveVersion', 14],
      ['Name', `${name}.xml`],
      ['Title', name],
      ['Comments', JSON.stringify(frame)],
      ['ScheduleFromStart', 1],
      ['StartDate', startOf(schedule.startOn)],
      ['FinishDate', finishOf(schedule.finishOn)],
      ['CalendarUID', 1],
      ['DefaultStartTime', '08:00:00'],
      ['DefaultFinishTime', '17:00:00'],
      ['MinutesPerDay', OWN_DAY_MINUTES],
      ['MinutesPerWeek', OWN_DAY_MINUTES * 5],
      ['DaysPerMonth', 20],
    ]),
    '<ExtendedAttributes>',
    ...ownField(OWN_FIELDS.id, 'Text1', 'Clarion id'),
    ...ownField(OWN_FIELDS.more, 'Text2', 'Clarion'),
    ...ownField(OWN_FIELDS.basis, 'Text3', '依据 Basis'),
    '</ExtendedAttributes>',
    '<Calendars>',
    ...OWN_CALENDARS.flatMap((own) => calendarLines(own, source)),
    '</Calendars>',
    '<Tasks>',
    ...network.nodes.flatMap((node, index) => {
      const dates = schedule.nodes[index]
      return dates ? taskLines(node, dates, index + 1, into.get(node.id) ?? [], uidOf) : []
    }),
    '</Tasks>',
    '</Project>',
    '',
  ].join('\n')
}

function fields(named: readonly Field[]): readonly string[] {
  return named.map(([name, value]) => `<${name}>${escapeXml(String(value))}</${name}>`)
}

function ownField(id: string, field: string, alias: string): readonly string[] {
  return [
    '<ExtendedAttribute>',
    ...fields([
      ['FieldID', id],
      ['FieldName', field],
      ['Alias', alias],
    ]),
    '</ExtendedAttribute>',
  ]
}

function startOf(day: Day): string {
  return `${day}T08:00:00`
}

function finishOf(day: Day): string {
  return `${day}T17:00:00`
}

function calendarLines(own: (typeof OWN_CALENDARS)[number], source: MspdiSource): readonly string[] {
  const everyWeekday = own.dayKind === 'calendar'
  const regular = daysOfWeek(new Set(everyWeekday ? [1, 2, 3, 4, 5, 6, 7] : [1, 2, 3, 4, 5]))
  const { startOn, finishOn, openOn } = source.schedule
  const through = addDays(finishOn > openOn ? finishOn : openOn, MARGIN)
  const exceptions = oddDays(planDays(own, source.frame, source.calendar), regular, addDays(startOn, -MARGIN), through)
  return [
    '<Calendar>',
    ...fields([
      ['UID', own.uid],
      ['Name', own.name],
      ['IsBaseCalendar', 1],
      ['BaseCalendarUID', -1],
    ]),
    '<WeekDays>',
    ...[1, 2, 3, 4, 5, 6, 7].flatMap((day) => weekDayLines(day, everyWeekday || (day >= 2 && day <= 6))),
    '</WeekDays>',
    ...(exceptions.length > 0 ? ['<Exceptions>', ...exceptions.flatMap(exceptionLines), '</Exceptions>'] : []),
    '</Calendar>',
  ]
}

const HOURS = [
  ['08:00:00', '12:00:00'],
  ['13:00:00', '17:00:00'],
] as const

function hoursLines(): readonly string[] {
  const times = HOURS.flatMap(([from, to]) => [
    '<WorkingTime>',
    ...fields([
      ['FromTime', from],
      ['ToTime', to],
    ]),
    '</WorkingTime>',
  ])
  return ['<WorkingTimes>', ...times, '</WorkingTimes>']
}

function weekDayLines(day: number, isWorked: boolean): readonly string[] {
  return [
    '<WeekDay>',
    ...fields([
      ['DayType', day],
      ['DayWorking', isWorked ? 1 : 0],
    ]),
    ...(isWorked ? hoursLines() : []),
    '</WeekDay>',
  ]
}

function exceptionLines({ first, last, isWorked }: OddDays): readonly string[] {
  return [
    '<Exception>',
    ...fields([['EnteredByOccurrences', 0]]),
    '<TimePeriod>',
    ...fields([
      ['FromDate', `${first}T00:00:00`],
      ['ToDate', `${last}T23:59:00`],
    ]),
    '</TimePeriod>',
    ...fields([
      ['Occurrences', dayNumber(last) - dayNumber(first) + 1],
      ['Type', 1],
      ['DayWorking', isWorked ? 1 : 0],
    ]),
    ...(isWorked ? hoursLines() : []),
    '</Exception>',
  ]
}

function taskLines(
  node: PlanNode,
  dates: ScheduledNode,
  uid: number,
  links: readonly PlanLink[],
  uidOf: ReadonlyMap<string, number>,
): readonly string[] {
  const { facts } = node
  const own = OWN_CALENDARS.find(
    ({ calendar, dayKind }) => calendar === node.calendar && (calendar === 'continuous' || dayKind === node.dayKind),
  )
  const duration = durationText(node.days * OWN_DAY_MINUTES)
  // A milestone is reached at the end of its day.
  const beginOf = node.days === 0 ? finishOf : startOf
  const remaining = facts.finishedOn ? 0 : (facts.remainingDays ?? node.days)
  return [
    '<Task>',
    ...fields([
      ['UID', uid],
      ['ID', uid],
      ['Name', node.name],
      ['Active', 1],
      ['Manual', 0],
      ['Type', 1],
      ['IsNull', 0],
      ['OutlineNumber', uid],
      ['OutlineLevel', 1],
      ['Start', beginOf(dates.earlyStart)],
      ['Finish', finishOf(dates.earlyFinish)],
      ['Duration', duration],
      ['DurationFormat', 7],
      ['Milestone', node.days === 0 ? 1 : 0],
      ['Summary', 0],
      ['Critical', dates.critical ? 1 : 0],
      ['EarlyStart', beginOf(dates.earlyStart)],
      ['EarlyFinish', finishOf(dates.earlyFinish)],
      ['LateStart', beginOf(dates.lateStart)],
      ['LateFinish', finishOf(dates.lateFinish)],
      ['FreeSlack', dates.freeFloat * OWN_DAY_MINUTES * 10],
      ['TotalSlack', dates.totalFloat * OWN_DAY_MINUTES * 10],
      ['PercentComplete', facts.finishedOn ? 100 : 0],
      ...(facts.startedOn ? [['ActualStart', startOf(facts.startedOn)] as const] : []),
      ...(facts.finishedOn ? [['ActualFinish', finishOf(facts.finishedOn)] as const] : []),
      ['RemainingDuration', durationText(remaining * OWN_DAY_MINUTES)],
      ['ConstraintType', constraintOf(node)[0]],
      ['CalendarUID', own?.uid ?? '1'],
      ...constraintOf(node)
        .slice(1)
        .map((on) => ['ConstraintDate', on] as const),
      ...(node.notAfter ? [['Deadline', finishOf(node.notAfter)] as const] : []),
    ]),
    ...links.flatMap((link) => linkLines(link, uidOf.get(link.from) ?? 0)),
    ...ownValue(OWN_FIELDS.id, node.id),
    ...ownValue(OWN_FIELDS.more, extrasText(node)),
    ...ownValue(OWN_FIELDS.basis, node.permit?.basis ?? ''),
    '<Baseline>',
    ...fields([
      ['Number', 0],
      ['Start', beginOf(dates.lateStart)],
      ['Finish', finishOf(dates.lateFinish)],
      ['Duration', duration],
      ['DurationFormat', 7],
    ]),
    '</Baseline>',
    '</Task>',
  ]
}

/** The one constraint the format has room for; the others travel with what it has no place for. */
function constraintOf(node: PlanNode): readonly [number] | readonly [number, string] {
  if (node.notBefore) return [4, startOf(node.notBefore)]
  if (node.finishNotBefore) return [6, finishOf(node.finishNotBefore)]
  return node.startNotAfter ? [5, startOf(node.startNotAfter)] : [0]
}

function linkLines({ type, lag, lagKind }: PlanLink, from: number): readonly string[] {
  const isElapsed = lagKind === 'calendar'
  return [
    '<PredecessorLink>',
    ...fields([
      ['PredecessorUID', from],
      ['Type', LINK_NUMBERS[type]],
      ['CrossProject', 0],
      ['LinkLag', lag * (isElapsed ? 1440 : OWN_DAY_MINUTES) * 10],
      ['LagFormat', isElapsed ? 8 : 7],
    ]),
    '</PredecessorLink>',
  ]
}

function ownValue(field: string, value: string): readonly string[] {
  if (value === '') return []
  return [
    '<ExtendedAttribute>',
    ...fields([
      ['FieldID', field],
      ['Value', value],
    ]),
    '</ExtendedAttribute>',
  ]
}
