import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arenaBody } from '../../../../tests/support/arena.ts'
import { type BoardPlace, ContestBody, type ContestEvent, type EventData, type EventKind } from '../contract.ts'
import { boardOf, type BoardFrame, nextPlaces } from './board.ts'
import { ENTRANT_ACTS, mayAct, mayReveal, runningOf } from './running.ts'

const START = Date.parse('2026-03-16T07:00:00Z')
const SIZE = 4
const KEYS = Array.from({ length: SIZE }, (_, at) => `e${at + 1}`)

/** What people do in a hall, in any order; what is out of turn is refused by the rules and so never becomes an event. */
type Deed =
  | { readonly do: keyof typeof KIND_OF; readonly who: number }
  | { readonly do: 'vote'; readonly who: number; readonly judge: number; readonly mark: number }
  | { readonly do: 'freeze'; readonly isOn: boolean }
  | { readonly do: 'wait'; readonly seconds: number }

const KIND_OF = {
  call: 'called',
  begin_speech: 'speech_begun',
  begin_questions: 'questions_begun',
  open_window: 'window_opened',
  extend_window: 'window_extended',
  close_window: 'window_closed',
  reveal: 'score_revealed',
} as const

const who = fc.nat({ max: SIZE - 1 })
const acts = Object.keys(KIND_OF) as (keyof typeof KIND_OF)[]
const vote = fc.record({ do: fc.constant('vote' as const), who, judge: fc.nat({ max: 4 }), mark: fc.nat({ max: 60 }) })
const single: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constantFrom(...acts), who }) },
  { weight: 4, arbitrary: vote },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('freeze' as const), isOn: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wait' as const), seconds: fc.nat({ max: 120 }) }) },
)
/** The turn of an entrant as a host means it, votes and somebody's score included. */
const turn: fc.Arbitrary<readonly Deed[]> = fc
  .tuple(who, fc.array(vote, { maxLength: 5 }), who)
  .map(([one, votes, shown]) => [
    ...(['call', 'begin_speech', 'begin_questions', 'open_window'] as const).map((act) => ({ do: act, who: one })),
    ...votes.map((each) => ({ ...each, who: one })),
    { do: 'close_window', who: one },
    { do: 'reveal', who: shown },
    { do: 'reveal', who: one },
  ])
/** A day: turns and whatever else happens in between. */
const deeds = fc
  .array(fc.oneof({ weight: 2, arbitrary: turn }, { weight: 3, arbitrary: single.map((deed) => [deed]) }), {
    minLength: 5,
    maxLength: 40,
  })
  .map((parts) => parts.flat())

interface Hall {
  readonly body: ContestBody
  readonly events: ContestEvent[]
  readonly votes: Map<string, Map<number, number>>
  now: number
}

function openHall(reveal: ContestBody['reveal']): Hall {
  const hall: Hall = {
    body: ContestBody.parse(arenaBody(SIZE, { reveal })),
    events: [],
    votes: new Map(),
    now: START,
  }
  say(hall, 'frozen', { rulesHash: 'a'.repeat(64) })
  say(hall, 'started', {})
  return hall
}

function say<K extends EventKind>(hall: Hall, kind: K, data: EventData<K>): void {
  const at = new Date(hall.now).toISOString()
  hall.events.push({ ordinal: hall.events.length + 1, kind, at, data } as ContestEvent)
}

const running = (hall: Hall) => runningOf(hall.body, hall.events, new Date(hall.now))

/** Does one thing as the operations would: what the rules refuse does not happen. Answers whether it did. */
function perform(hall: Hall, deed: Deed): boolean {
  if (deed.do === 'wait') {
    hall.now += deed.seconds * 1000
    return true
  }
  if (deed.do === 'freeze') {
    if (running(hall).isBoardFrozen === deed.isOn) return false
    say(hall, deed.isOn ? 'board_frozen' : 'board_thawed', {})
    return true
  }
  const key = KEYS[deed.who] ?? ''
  if (deed.do === 'vote') {
    const isOpen = running(hall).windows.some((window) => window.about === key && window.isOpen)
    const cast = hall.votes.get(key) ?? new Map<number, number>()
    if (!isOpen || cast.has(deed.judge)) return false
    hall.votes.set(key, cast.set(deed.judge, deed.mark))
    return true
  }
  const state = running(hall)
  const allowed = deed.do === 'reveal' ? mayReveal(hall.body, state, key) : mayAct(hall.body, state, deed.do, key)
  if (!allowed.ok) return false
  const closesAt = new Date(hall.now + 90_000).toISOString()
  const data = {
    called: { entrantKey: key },
    speech_begun: { entrantKey: key },
    questions_begun: { entrantKey: key },
    window_opened: { about: key, closesAt },
    window_extended: { about: key, closesAt, reason: '示例' },
    window_closed: { about: key },
    score_revealed: { entrantKey: key, score: scoreOf(hall, key) },
  }
  const kind = KIND_OF[deed.do]
  say(hall, kind, data[kind])
  return true
}

function scoreOf({ votes }: Hall, key: string): string | null {
  const marks = [...(votes.get(key)?.values() ?? [])]
  return marks.length === 0 ? null : (marks.reduce((total, mark) => total + mark, 0) / marks.length).toFixed(2)
}

const frameOf = ({ body }: Hall): BoardFrame => ({
  id: '01890000-0000-7000-8000-000000000001',
  kind: 'arena',
  name: '示例擂台',
  place: '',
  heldOn: '2026-03-16',
  isRehearsal: false,
  state: 'running',
  rulesHash: 'a'.repeat(64),
  body,
})
const boardNow = (hall: Hall) => boardOf(frameOf(hall), hall.events, new Date(hall.now))

const reveals = fc.constantFrom('after_next' as const, 'at_once' as const, 'at_end' as const)

describe('the board', () => {
  it('is the same moment by moment whatever the judges voted, until the moment a score is shown', () => {
    fc.assert(
      fc.property(reveals, deeds, fc.infiniteStream(fc.nat({ max: 60 })), (reveal, done, marks) => {
        const [one, other] = [openHall(reveal), openHall(reveal)]
        for (const deed of done) {
          perform(one, deed)
          // The other hall lives the same day, but its judges vote otherwise, some of them not at all.
          const mark = marks.next().value ?? 0
          if (deed.do !== 'vote') perform(other, deed)
          else if (mark % 3 > 0) perform(other, { ...deed, mark })
          const [seen, alsoSeen] = [boardNow(one), boardNow(other)]
          const without = (board: typeof seen) => ({
            ...board,
            entrants: board.entrants.map((entrant) =>
              entrant.stage === 'revealed' ? { ...entrant, score: null, place: null } : { ...entrant, place: null },
            ),
          })
          expect(without(seen)).toEqual(without(alsoSeen))
          for (const { stage, score } of seen.entrants) if (stage !== 'revealed') expect(score).toBeNull()
        }
      }),
      { numRuns: 80 },
    )
  })

  it('shows exactly the scores an oracle allows: revealed, and not since a freeze that holds', () => {
    const tally = { shown: 0, heldBack: 0 }
    fc.assert(
      fc.property(reveals, deeds, (reveal, done) => {
        const hall = openHall(reveal)
        let held: ReadonlyMap<string, string | null> | undefined
        const shown = new Map<string, string | null>()
        for (const deed of done) {
          const before = new Map(shown)
          const isDone = perform(hall, deed)
          const last = hall.events.at(-1)
          if (isDone && deed.do === 'reveal' && last?.kind === 'score_revealed')
            shown.set(last.data.entrantKey, last.data.score)
          if (isDone && deed.do === 'freeze') held = deed.isOn ? before : undefined
          const board = boardNow(hall)
          const oracle = held ?? shown
          tally.shown += oracle.size
          tally.heldBack += shown.size - oracle.size
          expect(new Map(board.entrants.map(({ key, score }) => [key, score]))).toEqual(
            new Map(KEYS.map((key) => [key, oracle.get(key) ?? null])),
          )
          if (reveal === 'at_end') expect(shown.size).toBe(0)
        }
      }),
      { numRuns: 150 },
    )
    expect(tally.shown).toBeGreaterThan(100)
    expect(tally.heldBack).toBeGreaterThan(10)
  })

  it('never shows a score before the next entrant was heard, where the rules say so', () => {
    fc.assert(
      fc.property(deeds, (done) => {
        const hall = openHall('after_next')
        for (const deed of done) {
          const isDone = perform(hall, deed)
          if (!isDone || deed.do !== 'reveal') continue
          const key = KEYS[deed.who] ?? ''
          const opened = hall.events.findIndex(
            ({ kind, data }) => kind === 'window_opened' && 'about' in data && data.about === key,
          )
          const isFollowed = hall.events.some(
            ({ kind, data }, at) =>
              (at > opened && kind === 'window_opened') ||
              (kind === 'questions_begun' && 'entrantKey' in data && data.entrantKey !== key) ||
              (kind === 'called' && 'entrantKey' in data && data.entrantKey !== key),
          )
          const areAllClosed = KEYS.every((each) =>
            hall.events.some(({ kind, data }) => kind === 'window_opened' && 'about' in data && data.about === each),
          )
          expect(isFollowed || areAllClosed).toBe(true)
        }
      }),
      { numRuns: 150 },
    )
  })

  it('counts the places among the scores shown: one more than those above, equals together', () => {
    const hall = openHall('at_once')
    for (const [who, mark] of [50, 60, 50, 40].entries())
      for (const deed of [
        { do: 'open_window', who },
        { do: 'vote', who, judge: 0, mark },
        { do: 'close_window', who },
        { do: 'reveal', who },
      ] as const)
        expect(perform(hall, deed)).toBe(true)
    expect(boardNow(hall).entrants.map(({ place }) => place)).toEqual([2, 1, 2, 4])
  })
})

describe('the running', () => {
  it('lets nobody pass a stage twice backwards: a revealed entrant stays revealed, a locked one is opened only by extending', () => {
    fc.assert(
      fc.property(reveals, deeds, (reveal, done) => {
        const hall = openHall(reveal)
        const revealed = new Set<string>()
        for (const deed of done) {
          const before = running(hall).stages
          const isDone = perform(hall, deed)
          const after = running(hall).stages
          for (const key of KEYS) {
            if (before.get(key) === 'revealed') revealed.add(key)
            if (revealed.has(key)) expect(after.get(key)).toBe('revealed')
            if (before.get(key) === 'locked' && after.get(key) === 'scoring')
              expect(isDone && deed.do === 'extend_window').toBe(true)
          }
        }
      }),
      { numRuns: 150 },
    )
  })

  it('has a way on from every stage but the last', () => {
    for (const [stage, acts] of Object.entries(ENTRANT_ACTS)) expect(acts.length > 0).toBe(stage !== 'revealed')
  })
})

describe('the places of the final ranking', () => {
  const place = (groupKey: string, at: number): BoardPlace => ({
    groupKey,
    entrantKey: `${groupKey}${at}`,
    name: `${groupKey}${at}`,
    rank: at,
    isJoint: false,
    score: null,
    awards: [],
    tieStep: null,
  })

  it('come from the last to the first and all in the end', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 1, max: 4 }),
        (sizes, count) => {
          const ranking = sizes.flatMap((size, group) =>
            Array.from({ length: size }, (_, at) => place(`g${group}`, at + 1)),
          )
          let shown: readonly BoardPlace[] = []
          for (let step = 1; ; step += 1) {
            const { places, isComplete } = nextPlaces(ranking, shown, count)
            const worst = Math.min(...sizes.map((size) => size - step * count))
            for (const [group, size] of sizes.entries())
              expect(places.filter(({ groupKey }) => groupKey === `g${group}`)).toHaveLength(
                Math.min(size, step * count),
              )
            expect(isComplete).toBe(sizes.every((size) => size <= step * count))
            shown = places
            if (isComplete) break
            expect(worst).toBeLessThan(9)
          }
          expect(shown).toEqual(ranking)
        },
      ),
    )
  })
})
