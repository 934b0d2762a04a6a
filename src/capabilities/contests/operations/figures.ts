import { asDay, dayOf } from '../../../kernel/day.ts'
import { ANY_PERIOD, type FigureAnswer, type FigureId, type ListSpec } from '../../../kernel/figures.ts'
import type { Period } from '../../../kernel/period.ts'
import { type FigureTeller, inWholeRegion, type ListRow, type ListTeller, wordsOf } from '../../../platform/figures.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import type { ContestKind, TallyResult } from '../contract.ts'
import { contestFigureWords as inEnglish, contestListWords as listsInEnglish } from '../messages/figures.en.ts'
import { contestCellWords, contestFigureWords, contestListWords } from '../messages/figures.zh-CN.ts'
import { unitResults, type UnitResult } from '../rules/unit-results.ts'
import { type ContestRow, listPublished } from '../store/contests.ts'
import { listDecisions, signedCounts } from '../store/counts.ts'
import { resultOf } from './package.ts'

/** A published contest with the result it was published with. */
export interface PublishedContest {
  readonly row: ContestRow
  readonly result: TallyResult
  readonly units: readonly UnitResult[]
}

/** The published contests that count for a period, rehearsals left out, the latest first. */
export async function publishedIn(
  ctx: Pick<OperationContext, 'tx' | 'scope'>,
  period: Period,
  kind?: ContestKind,
): Promise<readonly PublishedContest[]> {
  const rows = await listPublished(ctx, [period], kind)
  const counts = await signedCounts(
    ctx,
    rows.map(({ id }) => id),
  )
  return rows.flatMap((row) => {
    const count = counts.get(row.id)
    if (!count) return []
    const result = resultOf(count)
    return [{ row, result, units: unitResults(row.body, result) }]
  })
}

const WORDS = { 'zh-CN': contestFigureWords, en: inEnglish }
const LIST_WORDS = { 'zh-CN': contestListWords, en: listsInEnglish }

function figure(id: FigureId, kind: ContestKind, what: 'score' | 'place'): FigureTeller {
  return {
    spec: { id, unit: 'own', of: ['unit'], periods: ANY_PERIOD },
    words: wordsOf(WORDS, id),
    tell: async (ctx, period, subjects) => {
      const [last] = await publishedIn(inWholeRegion(ctx), period, kind)
      return new Map(
        subjects.map((subject): [string | null, FigureAnswer] => {
          const own = last?.units.find(({ unitId }) => unitId === subject)
          return [
            subject,
            {
              value: own ? String(own[what]) : null,
              unitText: what === 'score' ? contestCellWords.point : contestCellWords.place,
              asOf: last?.row.published_at ? dayOf(last.row.published_at) : null,
              rows: own ? 1 : 0,
              path: last ? `/contests/${last.row.id}` : '/contests',
            },
          ]
        }),
      )
    },
  }
}

/** What the last published tour or arena of a period gave a unit. */
export const contestsFigures: readonly FigureTeller[] = [
  figure('contests.tour_score', 'tour', 'score'),
  figure('contests.tour_place', 'tour', 'place'),
  figure('contests.arena_score', 'arena', 'score'),
  figure('contests.arena_place', 'arena', 'place'),
]

const RESULT_COLUMNS: ListSpec['columns'] = [
  { key: 'group', unit: 'text' },
  { key: 'place', unit: 'text' },
  { key: 'name', unit: 'text' },
  { key: 'score', unit: 'own' },
  { key: 'award', unit: 'text' },
]

function results(id: FigureId, kind: ContestKind): ListTeller {
  return {
    spec: { id, columns: RESULT_COLUMNS, periods: ANY_PERIOD },
    words: wordsOf(LIST_WORDS, id),
    tell: async (ctx, period, subject = null) => {
      const [last] = await publishedIn(inWholeRegion(ctx), period, kind)
      if (!last) return []
      const unitOf = new Map(last.row.body.entrants.map(({ key, unitId }) => [key, unitId]))
      return last.result.groups.flatMap(({ name: group, places }) =>
        places
          .filter(({ entrantKey }) => subject === null || unitOf.get(entrantKey) === subject)
          .map(
            ({ name, rank, isJoint, score, awards }): ListRow => ({
              group,
              place: rank === null ? null : contestCellWords.rank(rank, isJoint),
              name,
              score,
              award: awards.join('、'),
            }),
          ),
      )
    },
  }
}

const commitments: ListTeller = {
  spec: {
    id: 'contests.commitments',
    columns: [
      { key: 'contest', unit: 'text' },
      { key: 'name', unit: 'text' },
      { key: 'text', unit: 'text' },
      { key: 'due_on', unit: 'day' },
    ],
    periods: ANY_PERIOD,
  },
  words: wordsOf(LIST_WORDS, 'contests.commitments'),
  tell: async (narrow, period, subject = null) => {
    const ctx = inWholeRegion(narrow)
    const rows: ListRow[] = []
    for (const { row } of await publishedIn(ctx, period)) {
      const decisions = await listDecisions(ctx, row.id)
      rows.push(
        ...decisions
          .filter(({ kind, unit_id }) => kind === 'commitment' && (subject === null || unit_id === subject))
          .map((decision) => ({
            contest: row.name,
            name: row.body.entrants.find(({ key }) => key === decision.entrant_key)?.name ?? null,
            text: decision.text,
            due_on: decision.due_on === null ? null : asDay(decision.due_on),
          })),
      )
    }
    return rows
  },
}

/** Results of the last published tour and arena of a period, and what was committed to there. */
export const contestsLists: readonly ListTeller[] = [
  results('contests.tour_results', 'tour'),
  results('contests.arena_results', 'arena'),
  commitments,
]
