import { dayOf } from '../../../kernel/day.ts'
import type { FigureAnswer, FigureId, FigureUnit, ListSpec } from '../../../kernel/figures.ts'
import type { Period, PeriodKind } from '../../../kernel/period.ts'
import {
  type FigureSubject,
  type FigureTeller,
  inWholeRegion,
  type ListRow,
  type ListTeller,
  wordsOf,
} from '../../../platform/figures.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import type { EditionMarks, RankedPlace } from '../contract.ts'
import { assessmentFigureWords as inEnglish, assessmentListWords as listsInEnglish } from '../messages/figures.en.ts'
import { assessmentCellWords as words, assessmentFigureWords, assessmentListWords } from '../messages/figures.zh-CN.ts'
import { assessmentMessages } from '../messages/index.ts'
import { listEditions } from '../store/editions.ts'
import { listPublishedRounds } from '../store/rounds.ts'

/** The kinds of period rounds have. */
const PERIODS: readonly PeriodKind[] = ['month', 'quarter', 'year']
const WORDS = { 'zh-CN': assessmentFigureWords, en: inEnglish }
const LIST_WORDS = { 'zh-CN': assessmentListWords, en: listsInEnglish }
const MOST_SCHEMES = 20

interface Published {
  readonly roundId: string
  readonly publishedAt: Date
  readonly scheme: string
  readonly groups: readonly { readonly name: string; readonly places: readonly RankedPlace[] }[]
  readonly marks: EditionMarks
}

/** The published rounds of a period as they were published, the latest first. */
async function publishedIn(narrow: OperationContext, period: Period): Promise<readonly Published[]> {
  const ctx = inWholeRegion(narrow)
  const rounds = await listPublishedRounds(ctx, { period, limit: MOST_SCHEMES })
  const editions = await listEditions(
    ctx,
    rounds.flatMap(({ id, published_edition: edition }) => (edition === null ? [] : [{ roundId: id, edition }])),
  )
  return editions
    .flatMap(({ round_id: roundId, published_at: publishedAt, ranking, marks }) =>
      publishedAt === null ? [] : [{ roundId, publishedAt, scheme: ranking.scheme, groups: ranking.groups, marks }],
    )
    .toSorted((one, other) => other.publishedAt.getTime() - one.publishedAt.getTime())
}

function figure(
  id: FigureId,
  spec: { readonly unit: FigureUnit; readonly unitText: string | null },
  valueOf: (place: RankedPlace) => string | null,
): FigureTeller {
  return {
    spec: { id, unit: spec.unit, of: ['unit'], periods: PERIODS },
    words: wordsOf(WORDS, id),
    tell: async (ctx, period, subjects) => {
      const published = await publishedIn(ctx, period)
      const answer = (subject: FigureSubject): FigureAnswer => {
        for (const round of published)
          for (const { places } of round.groups) {
            const own = places.find(({ unit }) => unit === subject)
            if (own)
              return {
                value: valueOf(own),
                unitText: spec.unitText,
                asOf: dayOf(round.publishedAt),
                rows: 1,
                path: `/assessment/rounds/${round.roundId}/units/${own.unit}`,
              }
          }
        return { value: null, unitText: spec.unitText, asOf: null, rows: 0, path: '/assessment' }
      }
      return new Map(subjects.map((subject) => [subject, answer(subject)]))
    },
  }
}

/** What published rounds of a period say of a unit. */
export const assessmentFigures: readonly FigureTeller[] = [
  figure('assessment.score', { unit: 'own', unitText: words.point }, ({ total }) => total),
  figure('assessment.place', { unit: 'own', unitText: words.place }, ({ rank }) =>
    rank === null ? null : String(rank),
  ),
  figure('assessment.places_gained', { unit: 'own', unitText: words.places }, ({ gained }) =>
    gained === null ? null : String(gained),
  ),
]

/** A place with the names of its round and group, as a row begins. */
interface Row {
  readonly group: string
  readonly place: RankedPlace
  readonly rank: string
  readonly marks: EditionMarks[string]
}

async function rowsIn(ctx: OperationContext, period: Period, subject: FigureSubject): Promise<readonly Row[]> {
  const published = await publishedIn(ctx, period)
  const isMany = new Set(published.map(({ scheme }) => scheme)).size > 1
  return published.flatMap(({ scheme, groups, marks }) =>
    groups.flatMap(({ name, places }) =>
      places
        .filter(({ unit }) => subject === null || unit === subject)
        .map((place) => ({
          group: isMany ? words.ofScheme(scheme, name) : name,
          place,
          rank:
            place.rank === null
              ? words.vetoed
              : words.rank(place.rank, places.filter(({ rank }) => rank === place.rank).length > 1),
          marks: marks[place.unit] ?? [],
        })),
    ),
  )
}

function list(id: FigureId, columns: ListSpec['columns'], rowsOf: (row: Row) => readonly ListRow[]): ListTeller {
  return {
    spec: { id, columns, periods: PERIODS },
    words: wordsOf(LIST_WORDS, id),
    tell: async (ctx, period, subject = null) => (await rowsIn(ctx, period, subject)).flatMap(rowsOf),
  }
}

const text = (...keys: readonly string[]): ListSpec['columns'] => keys.map((key) => ({ key, unit: 'text' as const }))

/** Lists of published rounds: places, red and black lists, awards. */
export const assessmentLists: readonly ListTeller[] = [
  list(
    'assessment.ranking',
    [
      ...text('group', 'place', 'unit'),
      { key: 'score', unit: 'own' },
      { key: 'gained', unit: 'count' },
      ...text('band'),
    ],
    ({ group, place, rank, marks }) => [
      {
        group,
        place: rank,
        unit: place.name,
        score: place.total,
        gained: place.gained === null ? null : String(place.gained),
        band: marks.find(({ kind }) => kind === 'band')?.name ?? null,
      },
    ],
  ),
  list('assessment.red_black', text('list', 'group', 'unit', 'place', 'reason'), ({ group, place, rank, marks }) =>
    marks.flatMap(({ kind, name, reasons }) =>
      kind === 'red' || kind === 'black' || kind === 'excused'
        ? [{ list: words[kind](name), group, unit: place.name, place: rank, reason: sentences(reasons) }]
        : [],
    ),
  ),
  list('assessment.awards', text('award', 'group', 'unit', 'place', 'reason'), ({ group, place, rank, marks }) =>
    marks.flatMap(({ kind, name, count, reasons }) =>
      kind === 'flag' || kind === 'star' || kind === 'progress'
        ? [
            {
              award: count === null ? name : words.stars(name, count),
              group,
              unit: place.name,
              place: rank,
              reason: sentences(reasons),
            },
          ]
        : [],
    ),
  ),
]

function sentences(reasons: EditionMarks[string][number]['reasons']): string {
  const said: Readonly<Record<string, ((params: Record<string, string | number>) => string) | undefined>> =
    assessmentMessages['zh-CN'].reasons
  return reasons.map(({ code, params }) => said[code]?.(params) ?? code).join('；')
}
