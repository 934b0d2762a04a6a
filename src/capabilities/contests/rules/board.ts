import { compare, exact } from '../../../kernel/exact.ts'
import type { Board, BoardPlace, ContestBody, ContestEvent, ContestKind, ContestState } from '../contract.ts'
import { type Running, runningOf } from './running.ts'

/** What a board is made of beside the events: the contest as everybody may know it. */
export interface BoardFrame {
  readonly id: string
  readonly kind: ContestKind
  readonly name: string
  readonly place: string
  readonly heldOn: string
  readonly isRehearsal: boolean
  readonly state: ContestState
  readonly rulesHash: string | null
  readonly body: ContestBody
}

/**
 * The board at an instant: a pure function of the rules and of what happened. No ballot is an input of it, so none can be told from it. While it is
 * frozen it shows scores and places as they stood at the freeze; the stage and its clock, which the hall sees anyway, go on.
 */
export function boardOf(frame: BoardFrame, events: readonly ContestEvent[], now: Date): Board {
  const { body } = frame
  const running = runningOf(body, events, now)
  const shown = shownEvents(events)
  const scores = shownScores(shown)
  const drawn = events.findLast((event) => event.kind === 'drawn')
  const committed = events.findLast((event) => event.kind === 'seed_committed')
  const places = shown.findLast((event) => event.kind === 'places_revealed')
  const last = places?.kind === 'places_revealed' ? places.data : undefined
  const byKey = new Map(body.entrants.map((entrant) => [entrant.key, entrant]))
  return {
    contestId: frame.id,
    kind: frame.kind,
    name: frame.name,
    place: frame.place,
    heldOn: frame.heldOn,
    isRehearsal: frame.isRehearsal,
    state: frame.state,
    rulesHash: frame.rulesHash,
    rules: spokenRules(body),
    groups: body.groups.map(({ key, name }) => ({ key, name })),
    entrants: running.order.flatMap((key, place) => {
      const entrant = byKey.get(key)
      return entrant
        ? [
            {
              key,
              name: entrant.name,
              groupKey: entrant.groupKey,
              order: place + 1,
              stage: stageShown(running, scores, key),
              score: scores.get(key) ?? null,
              place: placeAmong(body, scores, key),
            },
          ]
        : []
    }),
    current: running.current,
    clock: running.clock,
    draw: {
      commitment: committed?.kind === 'seed_committed' ? committed.data.commitment : null,
      seed: drawn?.kind === 'drawn' ? drawn.data.seed : null,
      publicWord: drawn?.kind === 'drawn' ? drawn.data.publicWord : null,
    },
    isFrozen: running.isBoardFrozen,
    ranking: last?.places ?? [],
    isComplete: last?.isComplete ?? false,
    checksums: last?.checksums ?? [],
    ordinal: running.ordinal,
  }
}

/** The events whose results are shown: all of them, or those before a freeze that still holds. */
function shownEvents(events: readonly ContestEvent[]): readonly ContestEvent[] {
  const last = events.findLastIndex(({ kind }) => kind === 'board_frozen' || kind === 'board_thawed')
  return events[last]?.kind === 'board_frozen' ? events.slice(0, firstOfFreeze(events, last)) : events
}

/** Freezing what is frozen changes nothing: the freeze is as old as its first event. */
function firstOfFreeze(events: readonly ContestEvent[], last: number): number {
  const thawed = events.slice(0, last).findLastIndex(({ kind }) => kind === 'board_thawed')
  return events.findIndex(({ kind }, at) => at > thawed && kind === 'board_frozen')
}

function shownScores(events: readonly ContestEvent[]): ReadonlyMap<string, string | null> {
  return new Map(
    events.flatMap((event) =>
      event.kind === 'score_revealed' ? [[event.data.entrantKey, event.data.score] as const] : [],
    ),
  )
}

/** A score that the freeze keeps back is not said to be revealed. */
function stageShown(
  running: Running,
  scores: ReadonlyMap<string, string | null>,
  key: string,
): Board['entrants'][number]['stage'] {
  const stage = running.stages.get(key) ?? 'waiting'
  return stage === 'revealed' && !scores.has(key) ? 'locked' : stage
}

/** The place among the scores shown in the group: one more than those above; equals share it. */
function placeAmong(body: ContestBody, scores: ReadonlyMap<string, string | null>, key: string): number | null {
  const own = scores.get(key)
  if (own === undefined || own === null) return null
  const group = body.entrants.find((entrant) => entrant.key === key)?.groupKey
  const rivals = body.entrants.filter((entrant) => entrant.groupKey === group && entrant.key !== key)
  const above = rivals.filter((rival) => {
    const score = scores.get(rival.key)
    return score !== undefined && score !== null && compare(exact(score), exact(own)) > 0
  })
  return above.length + 1
}

/** What is read aloud of the rules. */
export function spokenRules(body: ContestBody): Board['rules'] {
  const { ballot, classes, parts, trim, coefficient, tieLadder, decimals, casting, reveal, ballots } = body
  return { ballot, classes, parts, trim, coefficient, tieLadder, decimals, casting, reveal, ballots }
}

/**
 * The next places to show of a final ranking, from the last to the first, group by group at the same pace; `count` are places of each group. What is
 * shown already stays. `isComplete` when nothing is left.
 */
export function nextPlaces(
  ranking: readonly BoardPlace[],
  shown: readonly BoardPlace[],
  count: number,
): { readonly places: readonly BoardPlace[]; readonly isComplete: boolean } {
  const groups = [...new Set(ranking.map(({ groupKey }) => groupKey))]
  const places = groups.flatMap((groupKey) => {
    const ofGroup = ranking.filter((place) => place.groupKey === groupKey)
    const before = shown.filter((place) => place.groupKey === groupKey).length
    return ofGroup.slice(Math.max(0, ofGroup.length - before - count))
  })
  return { places, isComplete: places.length === ranking.length }
}
