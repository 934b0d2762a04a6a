import { problem } from '../../../kernel/problem.ts'
import { fail, ok, type Outcome } from '../../../kernel/outcome.ts'
import type { ContestBody, ContestEvent, DeductionLine, EntrantStage, StageClock, Window } from '../contract.ts'

/** A window with the spans of time in which it was open, in milliseconds; `isSealed` once a score of it was revealed: no ballot any more. */
export interface RunningWindow extends Window {
  readonly spans: readonly { readonly from: number; readonly through: number }[]
  readonly isSealed: boolean
}

/** Where a running contest stands at an instant: what its events add up to. */
export interface Running {
  readonly isStarted: boolean
  readonly isVotingClosed: boolean
  readonly isBoardFrozen: boolean
  /** Keys in the order in which they come on, group by group. */
  readonly order: readonly string[]
  readonly stages: ReadonlyMap<string, EntrantStage>
  readonly current: string | null
  readonly clock: StageClock | null
  readonly windows: readonly RunningWindow[]
  /** Revealed scores by key. */
  readonly scores: ReadonlyMap<string, string | null>
  /** When a speech that runs began. */
  readonly speechSince: string | null
  readonly ordinal: number
}

/** What the host does about an entrant. */
export type EntrantAct =
  | 'call'
  | 'begin_speech'
  | 'begin_questions'
  | 'open_window'
  | 'extend_window'
  | 'close_window'
  | 'reveal'

/** 候场 → 陈述 → 提问 → 评分开放 → 评分锁定 → 亮分: what may be done next; a vote on all at the end passes by the stages of scoring. */
export const ENTRANT_ACTS = {
  waiting: ['call', 'open_window'],
  called: ['begin_speech', 'begin_questions', 'open_window'],
  speaking: ['begin_questions', 'open_window'],
  questions: ['open_window'],
  heard: ['call', 'open_window'],
  scoring: ['extend_window', 'close_window'],
  locked: ['extend_window', 'reveal'],
  revealed: [],
} as const satisfies Record<EntrantStage, readonly EntrantAct[]>

/** Entrants in the order in which they come on: as drawn, else as the rules list them, group by group. */
export function runningOrder(body: ContestBody, events: readonly ContestEvent[]): readonly string[] {
  const drawn = events.findLast((event) => event.kind === 'drawn')
  const order = drawn?.kind === 'drawn' ? drawn.data.order : {}
  return body.groups.flatMap(
    ({ key }) =>
      order[key] ?? body.entrants.filter((entrant) => entrant.groupKey === key).map((entrant) => entrant.key),
  )
}

/** What the events of a contest add up to at `now`. Windows close by themselves when their time is up. */
export function runningOf(body: ContestBody, events: readonly ContestEvent[], now: Date): Running {
  const order = runningOrder(body, events)
  const seen = new Map<string, EntrantStage>(order.map((key) => [key, 'waiting']))
  const windows = windowsOf(events, now)
  const scores = new Map<string, string | null>()
  let current: string | null = null
  let clock: StageClock | null = null
  let scoringOf: string | null = null
  let speechSince: string | null = null
  const leave = (key: string): void => {
    const stage = current === null ? undefined : seen.get(current)
    if (current !== null && current !== key && stage !== 'waiting') seen.set(current, 'heard')
    if (current !== key && clock?.phase !== 'scoring') clock = null
    if (current !== key) speechSince = null
    current = key
  }
  for (const event of events) {
    switch (event.kind) {
      case 'called':
        leave(event.data.entrantKey)
        seen.set(event.data.entrantKey, 'called')
        break
      case 'speech_begun':
        leave(event.data.entrantKey)
        seen.set(event.data.entrantKey, 'speaking')
        clock = clockFrom('speaking', event.at, body.timing.speakSeconds, body.timing.warnSeconds)
        speechSince = event.at
        break
      case 'questions_begun':
        leave(event.data.entrantKey)
        seen.set(event.data.entrantKey, 'questions')
        clock = clockFrom('questions', event.at, body.timing.questionSeconds, 0)
        speechSince = null
        break
      case 'window_opened':
      case 'window_extended':
        if (seen.has(event.data.about)) seen.set(event.data.about, 'heard')
        clock = { phase: 'scoring', startedAt: event.at, warnAt: null, endsAt: event.data.closesAt }
        scoringOf = event.data.about
        if (event.data.about === '*' || event.data.about === current) speechSince = null
        break
      case 'score_revealed':
        scores.set(event.data.entrantKey, event.data.score)
        break
      default:
    }
  }
  if (clock?.phase === 'scoring' && !windows.some(({ about, isOpen }) => isOpen && about === scoringOf)) clock = null
  return {
    isStarted: events.some(({ kind }) => kind === 'started'),
    isVotingClosed: events.some(({ kind }) => kind === 'voting_closed'),
    isBoardFrozen: isFrozen(events),
    order,
    stages: new Map(order.map((key) => [key, stageOf(key, seen.get(key) ?? 'waiting', windows, scores)])),
    current,
    clock,
    windows,
    scores,
    speechSince,
    ordinal: events.at(-1)?.ordinal ?? 0,
  }
}

/** Whether the board is frozen after these events. */
export function isFrozen(events: readonly ContestEvent[]): boolean {
  return events.findLast(({ kind }) => kind === 'board_frozen' || kind === 'board_thawed')?.kind === 'board_frozen'
}

/** The windows of a contest at `now`, in the order in which they were first opened. */
export function windowsOf(events: readonly ContestEvent[], now: Date): readonly RunningWindow[] {
  const windows = new Map<string, RunningWindow>()
  for (const event of events) {
    if (event.kind === 'window_opened' || event.kind === 'window_extended') {
      const { about, closesAt } = event.data
      const before = windows.get(about)
      const [from, through] = [Date.parse(event.at), Date.parse(closesAt)]
      const last = before?.spans.at(-1)
      const goesOn = last !== undefined && last.through >= from
      const spans = goesOn
        ? [...(before?.spans.slice(0, -1) ?? []), { from: last.from, through }]
        : [...(before?.spans ?? []), { from, through }]
      const openedAt = before?.openedAt ?? event.at
      windows.set(about, { about, openedAt, closesAt, closedAt: null, isOpen: false, isSealed: false, spans })
    }
    if (event.kind === 'window_closed') {
      const before = windows.get(event.data.about)
      const at = Date.parse(event.at)
      if (before)
        windows.set(event.data.about, {
          ...before,
          closedAt: event.at,
          spans: before.spans.map(({ from, through }) => ({ from, through: Math.min(through, at) })),
        })
    }
    if (event.kind === 'score_revealed' || event.kind === 'voting_closed')
      for (const [about, window] of windows)
        if (event.kind === 'voting_closed' || about === '*' || about === event.data.entrantKey)
          windows.set(about, { ...window, isSealed: true })
  }
  return [...windows.values()].map((window) => {
    const { through = 0 } = window.spans.at(-1) ?? {}
    return { ...window, isOpen: !window.isSealed && window.closedAt === null && now.getTime() < through }
  })
}

function stageOf(
  key: string,
  seen: EntrantStage,
  windows: readonly RunningWindow[],
  scores: ReadonlyMap<string, string | null>,
): EntrantStage {
  if (scores.has(key)) return 'revealed'
  const window = windows.find(({ about }) => about === key) ?? windows.find(({ about }) => about === '*')
  if (!window) return seen
  return window.isOpen ? 'scoring' : 'locked'
}

function clockFrom(phase: 'speaking' | 'questions', startedAt: string, seconds: number, warn: number): StageClock {
  const ends = Date.parse(startedAt) + seconds * 1000
  return {
    phase,
    startedAt,
    warnAt: warn > 0 ? new Date(ends - warn * 1000).toISOString() : null,
    endsAt: new Date(ends).toISOString(),
  }
}

/**
 * Whether the host may do something about an entrant, or about all (`*`), just now. Refuses `contests.not_running`, `contests.no_such_entrant`,
 * `contests.window_kind` where the rules vote otherwise, and `contests.not_now`.
 */
export function mayAct(body: ContestBody, running: Running, act: EntrantAct, about: string): Outcome<null> {
  if (!running.isStarted || running.isVotingClosed) return fail(problem('contests.not_running'))
  const isWindow = act === 'open_window' || act === 'extend_window' || act === 'close_window'
  if (isWindow && (about === '*') !== (body.casting === 'at_end')) return fail(problem('contests.window_kind'))
  const stage = about === '*' ? stageOfAll(running) : running.stages.get(about)
  if (stage === undefined) return fail(problem('contests.no_such_entrant'))
  const allowed: readonly EntrantAct[] = ENTRANT_ACTS[stage]
  return allowed.includes(act) ? ok(null) : fail(problem('contests.not_now', { act, stage }))
}

/** A vote on all stands where its window stands. */
function stageOfAll({ windows, scores }: Running): EntrantStage {
  const window = windows.find(({ about }) => about === '*')
  if (!window) return 'heard'
  if (scores.size > 0) return 'revealed'
  return window.isOpen ? 'scoring' : 'locked'
}

/**
 * Whether an entrant's score may be shown: at once when it is locked; one behind, when the next one in the order has spoken or nobody is
 * left to speak; never before the end where the rules say so. Refuses as `mayAct`, `contests.reveal_at_end`, `contests.reveal_too_early`.
 */
export function mayReveal(body: ContestBody, running: Running, key: string): Outcome<null> {
  const allowed = mayAct(body, running, 'reveal', key)
  if (!allowed.ok) return allowed
  if (body.reveal === 'at_end') return fail(problem('contests.reveal_at_end'))
  if (body.reveal === 'at_once') return ok(null)
  const others = running.order.filter((each) => each !== key).map((each) => running.stages.get(each))
  const hasNextSpoken = others.some((stage) => stage === 'questions' || stage === 'heard') || isFollowed(running, key)
  const isLast = others.every((stage) => stage === 'scoring' || stage === 'locked' || stage === 'revealed')
  return hasNextSpoken || isLast ? ok(null) : fail(problem('contests.reveal_too_early'))
}

/** Whether a window was opened after that of an entrant: somebody spoke since. */
function isFollowed({ windows }: Running, key: string): boolean {
  const own = windows.findIndex(({ about }) => about === key)
  return own >= 0 && own < windows.length - 1
}

/** The lines of points taken off and their reversals, in the order they were written: what the count takes in. */
export function deductionsOf(events: readonly ContestEvent[]): readonly DeductionLine[] {
  return events.flatMap((event): DeductionLine[] => {
    if (event.kind === 'deducted') {
      const { deductionId, entrantKey, points, reason } = event.data
      return [{ id: deductionId, entrantKey, points, reason, reverses: null }]
    }
    if (event.kind === 'deduction_reversed') {
      const { deductionId, reverses, entrantKey, points, reason } = event.data
      return [{ id: deductionId, entrantKey, points, reason, reverses }]
    }
    return []
  })
}
