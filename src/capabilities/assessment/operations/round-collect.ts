import { newId } from '../../../kernel/ids.ts'
import { exact, parseExact, toDecimal } from '../../../kernel/exact.ts'
import { asPeriod, type Period } from '../../../kernel/period.ts'
import { inWholeRegion, tellFigures } from '../../../platform/figures.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import type { FigureKind, FigureSource } from '../contract.ts'
import { belowValue, type BelowTotal, periodBefore } from '../rules/round-below.ts'
import { type AskedFigure, ofOrigin } from '../rules/round-comparison.ts'
import { streakOf } from '../rules/streak.ts'
import { listEditions } from '../store/editions.ts'
import { insertFigures, listCurrentFigures } from '../store/round-figures.ts'
import { listRoundsUntil } from '../store/rounds.ts'
import { contestFigures } from './contest-results.ts'
import { ledgers } from './ledgers.ts'
import { readRound, type ReadRound } from './round-read.ts'

/** What somebody else knows of an asked figure: its value as decimal text, or that there is none. */
interface Found {
  readonly asked: AskedFigure
  readonly value: string | null
  readonly source: FigureSource
}

const DECIMALS = 12

/**
 * Reads again every figure of a round that is not entered by hand: from the ledgers, from rounds below, from contests, then the streaks that hang on
 * them. A value that changed becomes a new line; one that was corrected here by its source unit stays. Answers how many lines were written and
 * how many figures nobody knows.
 */
export async function collect(
  ctx: OperationContext,
  round: ReadRound,
): Promise<{ readonly collected: number; readonly missing: number }> {
  const asked = round.criteria.flatMap((criterion) => criterion.asked)
  const found = [
    ...(await fromLedgers(ctx, round, asked)),
    ...(await fromBelow(ctx, round, asked)),
    ...(await contestFigures(ctx, round.period, asked)),
  ]
  const written = await keep(ctx, round, found)
  const streaks = await fromStreaks(ctx, round, asked)
  const counted = await keep(ctx, round, streaks)
  return {
    collected: written + counted,
    missing: [...found, ...streaks].filter(({ value }) => value === null).length,
  }
}

/** Counts the streaks of a round again, where the scheme has any: they hang on figures that were just entered or corrected. */
export async function countStreaks(ctx: OperationContext, round: ReadRound): Promise<void> {
  const asked = round.criteria.flatMap((criterion) => criterion.asked)
  if (ofOrigin(asked, 'streak').length === 0) return
  const now = await readRound(ctx, round.row.id)
  await keep(ctx, now, await fromStreaks(ctx, now, asked))
}

async function fromLedgers(
  ctx: OperationContext,
  { period }: ReadRound,
  asked: readonly AskedFigure[],
): Promise<readonly Found[]> {
  const wanted = ofOrigin(asked, 'ledger').map(({ each, from }) => ({
    each,
    ref: from.figure,
  }))
  const answers = await tellFigures(
    ledgers,
    inWholeRegion(ctx),
    wanted.map(({ each, ref }) => ({ ref, period, subject: each.unitId })),
  )
  return wanted.map(({ each, ref }, at) => {
    const answer = answers[at]
    return {
      asked: each,
      value: answer?.value == null ? null : decimalOf(answer.value),
      source: {
        ref,
        period,
        asOf: answer?.asOf ?? null,
        rows: answer?.rows ?? null,
        path: answer?.path ?? null,
        unitText: answer?.unitText ?? null,
      },
    }
  })
}

async function fromBelow(
  ctx: OperationContext,
  round: ReadRound,
  asked: readonly AskedFigure[],
): Promise<readonly Found[]> {
  const wanted = ofOrigin(asked, 'below')
  const totals = new Map<string, BelowTotal[]>()
  for (const level of new Set(wanted.map(({ from }) => from.level)))
    for (const { unit, ...total } of await publishedTotals(ctx, round, level))
      totals.set(`${level} ${unit}`, [...(totals.get(`${level} ${unit}`) ?? []), total])
  return wanted.map(({ each, from }) => ({
    asked: each,
    value: belowValue(round.period, from, totals.get(`${from.level} ${each.unitId}`) ?? []) ?? null,
    source: {
      ref: `${from.level}.${from.at}`,
      period: round.period,
      asOf: null,
      rows: null,
      path: null,
      unitText: null,
    },
  }))
}

async function publishedTotals(
  ctx: OperationContext,
  { row }: ReadRound,
  level: 'month' | 'quarter',
): Promise<readonly (BelowTotal & { readonly unit: string })[]> {
  const rounds = await listRoundsUntil(ctx, { schemeId: row.scheme_id, level, until: row.period_end })
  const published = rounds.flatMap(({ id, published_edition: edition }) =>
    edition === null ? [] : [{ roundId: id, edition }],
  )
  const periods = new Map(rounds.map(({ id, period }) => [id, asPeriod(period)]))
  return (await listEditions(ctx, published)).flatMap(({ round_id: id, ranking }) => {
    const period = periods.get(id)
    if (!period) return []
    return ranking.groups.flatMap(({ places }) => places.map(({ unit, total }) => ({ unit, period, total })))
  })
}

async function fromStreaks(
  ctx: OperationContext,
  round: ReadRound,
  asked: readonly AskedFigure[],
): Promise<readonly Found[]> {
  const wanted = ofOrigin(asked, 'streak')
  if (wanted.length === 0) return []
  const { scheme_id: schemeId, level, period_end: until } = round.row
  const rounds = new Map((await listRoundsUntil(ctx, { schemeId, level, until })).map((each) => [each.period, each.id]))
  const row: string[] = []
  for (let period: Period | undefined = round.period; period; period = periodBefore(period)) {
    const id = rounds.get(period)
    if (id === undefined) break
    row.push(id)
  }
  const figures = new Map<string, Record<string, string>>()
  for (const each of await listCurrentFigures(ctx, row)) {
    if (each.value === null) continue
    const key = `${each.round_id} ${each.unit_id} ${each.criterion}`
    figures.set(key, { ...figures.get(key), [each.figure]: each.value })
  }
  return wanted.map(({ each, from }) => {
    const count = streakOf(
      from,
      row.map((id) => figures.get(`${id} ${each.unitId} ${from.criterion}`) ?? {}),
    )
    return {
      asked: each,
      value: count === undefined ? null : String(count),
      source: {
        ref: `streak.${from.criterion}`,
        period: round.period,
        asOf: null,
        rows: row.length,
        path: null,
        unitText: null,
      },
    }
  })
}

const KINDS = { ledger: 'ledger', below: 'below', contest: 'contest', streak: 'streak' } as const

async function keep(ctx: OperationContext, round: ReadRound, found: readonly Found[]): Promise<number> {
  const there = new Map(
    round.figures.map((each) => [`${each.unit_id} ${each.criterion} ${each.figure}`, each] as const),
  )
  const rows = found.flatMap(({ asked, value, source }) => {
    const { unitId, criterion, figure } = asked
    const before = there.get(`${unitId} ${criterion} ${figure.key}`)
    if (before && (before.value === value || before.kind === 'correction')) return []
    const kind: FigureKind = KINDS[figure.from.kind as keyof typeof KINDS]
    return [
      {
        region_code: ctx.scope.region,
        id: newId(ctx.now),
        round_id: round.row.id,
        unit_id: unitId,
        criterion,
        figure: figure.key,
        value,
        kind,
        source: JSON.stringify(source),
        evidence: '',
        reason: null,
        objection_id: null,
        replaces: before?.id ?? null,
        author_id: ctx.actor.personId,
        author_name: ctx.actor.name,
        author_unit_id: null,
        created_at: ctx.now,
      },
    ]
  })
  await insertFigures(ctx, rows)
  return rows.length
}

/** A ledger's number as a plain decimal of at most twelve places, which is how far numbers of people go. */
function decimalOf(text: string): string | null {
  const value = parseExact(text)
  if (value === undefined) return null
  return /^-?\d{1,18}(\.\d{1,12})?$/.test(text) ? text : toDecimal(exact(text), DECIMALS)
}
