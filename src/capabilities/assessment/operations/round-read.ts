import { type Day, dayOf } from '../../../kernel/day.ts'
import { asPeriod, type Period } from '../../../kernel/period.ts'
import { problem, type Problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import { sm3Of } from '../../../platform/digest.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import { namesOfUnits } from '../../organisation/public.ts'
import type { LevelBody, RoundAction, Scheme, SchemeBody, SchemeCriterion } from '../contract.ts'
import { schemeAt } from '../rules/level-scheme.ts'
import { isCheckOpen } from '../rules/round-clock.ts'
import { type AskedFigure, askedFigures } from '../rules/round-comparison.ts'
import type { Sight } from '../rules/round-sight.ts'
import {
  type CriterionStanding,
  missingFigures,
  settlingProblems,
  signatureProblems,
  signedText,
} from '../rules/round-signing.ts'
import { nextRoundState, type RoundActor, roundActions, type RoundGuard } from '../rules/round-states.ts'
import { type FigureRow, listFigureLines, standing } from '../store/round-figures.ts'
import { listObjections, type ObjectionRow } from '../store/objections.ts'
import { type CheckRow, listChecks, listSignatures, type SignatureRow } from '../store/round-signatures.ts'
import { getRound, holdRound, listVersionsById, type RoundRow } from '../store/rounds.ts'

/** The kind by which announcements and neighbours refer to a round. */
export const ROUND = 'assessment_round'

/** A criterion of a round with its numbers and its signature as they stand. */
export interface ReadCriterion {
  readonly body: SchemeCriterion
  readonly points: string
  readonly asked: readonly AskedFigure[]
  readonly missing: readonly AskedFigure[]
  /** SM3 of what a signature now would be given for. */
  readonly digest: string
  readonly signature: SignatureRow | undefined
  readonly standing: CriterionStanding['signature']
}

/** A round, whole, as operations work on it. */
export interface ReadRound {
  readonly row: RoundRow
  readonly period: Period
  readonly schemeName: string
  readonly year: number
  readonly body: SchemeBody
  readonly level: LevelBody
  readonly scheme: Scheme
  /** Names of the units it speaks of. */
  readonly names: ReadonlyMap<string, string>
  readonly unitIds: readonly string[]
  readonly criteria: readonly ReadCriterion[]
  /** Every line of its figures, replaced ones too, and those nobody replaced. */
  readonly lines: readonly FigureRow[]
  readonly figures: readonly FigureRow[]
  readonly checks: readonly CheckRow[]
  readonly objections: readonly ObjectionRow[]
}

/** Reads rounds whole, in a fixed number of statements. */
export async function readRounds(ctx: OperationContext, rows: readonly RoundRow[]): Promise<readonly ReadRound[]> {
  const ids = rows.map(({ id }) => id)
  const versions = new Map(
    (await listVersionsById(ctx, [...new Set(rows.map((row) => row.version_id))])).map((each) => [each.id, each]),
  )
  const names = await namesIn(
    ctx,
    [...versions.values()].map(({ body }) => body),
  )
  const lines = grouped(await listFigureLines(ctx, ids), (each) => each.round_id)
  const signatures = grouped(await listSignatures(ctx, ids), (each) => each.round_id)
  const checks = grouped(await listChecks(ctx, ids), (each) => each.round_id)
  const objections = grouped(await listObjections(ctx, { roundIds: ids }), (each) => each.round_id)
  return rows.flatMap((row) => {
    const version = versions.get(row.version_id)
    const period = asPeriod(row.period)
    const facts = { name: version?.name ?? '', year: version?.year ?? 0, names }
    const scheme = version && schemeAt(version.body, row.level, period, facts)
    const level = version?.body.levels[row.level]
    if (!version || !scheme || !level) return []
    const all = lines.get(row.id) ?? []
    const figures = standing(all)
    const asked = askedFigures(version.body, row.level, scheme)
    return [
      {
        row,
        period,
        schemeName: version.name,
        year: version.year,
        body: version.body,
        level,
        scheme,
        names,
        unitIds: scheme.groups.flatMap(({ units }) => units.map(({ key }) => key)),
        criteria: criteriaOf({ row, level, scheme, figures, asked, signatures: signatures.get(row.id) ?? [] }),
        lines: all,
        figures,
        checks: checks.get(row.id) ?? [],
        objections: objections.get(row.id) ?? [],
      },
    ]
  })
}

/** Reads one round whole; refuses `not_found` where there is none. */
export async function readRound(ctx: OperationContext, roundId: string): Promise<ReadRound> {
  return whole(await readRounds(ctx, [await getRound(ctx, roundId)]))
}

/** Reads one round whole and holds it against others who would change it at once: what every act on a round begins with. */
export async function readHeldRound(ctx: OperationContext, roundId: string): Promise<ReadRound> {
  return whole(await readRounds(ctx, [await holdRound(ctx, roundId)]))
}

function whole(found: readonly ReadRound[]): ReadRound {
  return found[0] ?? refuse('not_found', problem('record.not_found'))
}

/** Standing figures as the rules take them. */
export function standingOf(figures: readonly FigureRow[]) {
  return figures.map((each) => ({
    id: each.id,
    unitId: each.unit_id,
    criterion: each.criterion,
    figure: each.figure,
    value: each.value,
  }))
}

function criteriaOf(facts: {
  readonly row: RoundRow
  readonly level: LevelBody
  readonly scheme: Scheme
  readonly figures: readonly FigureRow[]
  readonly asked: readonly AskedFigure[]
  readonly signatures: readonly SignatureRow[]
}): readonly ReadCriterion[] {
  const figures = standingOf(facts.figures)
  return facts.scheme.criteria.flatMap(({ key, points }) => {
    const body = facts.level.criteria.find((each) => each.key === key)
    if (!body) return []
    const asked = facts.asked.filter(({ criterion }) => criterion === key)
    const missing = missingFigures(asked, figures)
    const digest = sm3Of(signedText(facts.row.id, key, figures))
    const signature = facts.signatures.find(({ criterion }) => criterion === key)
    const isGood = signature?.digest === digest && missing.length === 0
    const standingNow =
      body.sourceUnitId === null ? 'none' : signature === undefined ? 'owed' : isGood ? 'good' : 'broken'
    return [{ body, points, asked, missing, digest, signature, standing: standingNow }]
  })
}

/** What keeps a round from being settled, and what of it are signatures. */
export function hindrancesOf(
  ctx: Pick<OperationContext, 'now'>,
  round: ReadRound,
): { readonly signatures: readonly Problem[]; readonly all: readonly Problem[] } {
  const criteria = round.criteria.map(({ body, standing: signature }) => ({
    name: body.name,
    unitName: round.names.get(body.sourceUnitId ?? '') ?? '',
    signature,
  }))
  const confirmed = new Set(round.checks.map((each) => each.unit_id))
  const unconfirmed = round.unitIds.filter((unit) => !confirmed.has(unit)).length
  const isOver = !isCheckOpen(round.row.check_due_on, dayOf(ctx.now))
  const isLaidOpen = round.row.check_due_on !== null
  return {
    signatures: signatureProblems(criteria),
    all: settlingProblems({
      criteria,
      openObjections: round.objections.filter(({ state }) => state === 'open').length,
      isChecked: isLaidOpen && (isOver || unconfirmed === 0),
      checkDueOn: round.row.check_due_on,
      unconfirmed,
    }),
  }
}

/** Whether a unit is that of the person who acts; the system's own hands (sample, jobs) are everybody's. */
export function actsFor(ctx: Pick<OperationContext, 'actor'>, unitId: string | null): boolean {
  return unitId !== null && (ctx.actor.personId === 'system' || ctx.actor.isOf(unitId))
}

/** Whether the person who acts enters and signs a criterion. */
export function isSourceOf(ctx: Pick<OperationContext, 'actor'>, { body }: ReadCriterion): boolean {
  const unit = body.sourceUnitId
  return unit !== null && actsFor(ctx, unit) && ctx.actor.may('assessment.sign', [unit])
}

/** The assessed units of a round the person who acts speaks for. */
export function ownUnits(ctx: Pick<OperationContext, 'actor'>, round: ReadRound): readonly string[] {
  return round.unitIds.filter((unit) => actsFor(ctx, unit) && ctx.actor.may('assessment.object', [unit]))
}

/** What the person who acts may do with a round just now. */
export function actionsOn(ctx: Pick<OperationContext, 'actor' | 'now'>, round: ReadRound): readonly RoundAction[] {
  const hindrances = hindrancesOf(ctx, round)
  const actors: RoundActor[] = [
    ...(ctx.actor.may('assessment.manage') ? (['office'] as const) : []),
    ...(round.criteria.some((each) => isSourceOf(ctx, each)) ? (['source'] as const) : []),
    ...(ownUnits(ctx, round).length > 0 ? (['assessed'] as const) : []),
    ...(ctx.actor.may('assessment.publish') ? (['publisher'] as const) : []),
  ]
  const broken: RoundGuard[] = [
    ...(isCheckOpen(round.row.check_due_on, dayOf(ctx.now)) ? [] : (['check_window_open'] as const)),
    ...(hindrances.signatures.length > 0 ? (['signed'] as const) : []),
    ...(hindrances.all.length > 0 ? (['settleable'] as const) : []),
  ]
  return roundActions(round.row.state, actors, new Set(broken))
}

/** Refuses an act that cannot be done from the state a round is in, or whose guards do not hold, with all reasons. Answers the state it leads to. */
export function requireAct(ctx: OperationContext, round: ReadRound, action: RoundAction) {
  const { state, published_edition: published } = round.row
  const next = nextRoundState(state, action, published !== null)
  if (next === undefined) return refuse('rule_broken', problem('assessment.round_not_now', { state, action }))
  if ((action === 'confirm' || action === 'object') && !isCheckOpen(round.row.check_due_on, dayOf(ctx.now)))
    return refuse('rule_broken', problem('assessment.check_over', { day: round.row.check_due_on ?? '' }))
  const { signatures, all } = hindrancesOf(ctx, round)
  const [first, ...rest] = action === 'settle' ? all : action === 'start_checking' ? signatures : []
  return first ? refuse('rule_broken', first, ...rest) : next
}

/** How far the person who acts sees into rounds before they are published. */
export function sightOf(ctx: Pick<OperationContext, 'actor'>): Sight {
  const scope = ctx.actor.scopeOf('assessment.view_unpublished')
  if (!scope) return new Set()
  return scope.reach === 'region' ? 'all' : new Set(scope.unitIds)
}

/** The last day of a round's period. */
export function periodEndOf(row: Pick<RoundRow, 'period_end'>): Day {
  return row.period_end as Day
}

async function namesIn(ctx: OperationContext, bodies: readonly SchemeBody[]): Promise<ReadonlyMap<string, string>> {
  const ids = bodies.flatMap((body) => [
    ...body.groups.flatMap(({ unitIds }) => unitIds),
    ...Object.values(body.levels).flatMap((level) => level?.criteria.map(({ sourceUnitId }) => sourceUnitId) ?? []),
  ])
  const names = await namesOfUnits(ctx, ids)
  return new Map([...names].map(([id, { shortName }]) => [id, shortName]))
}

/** Rows by a key, in their order. */
export function grouped<T>(rows: readonly T[], keyOf: (row: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const group = groups.get(keyOf(row))
    if (group) group.push(row)
    else groups.set(keyOf(row), [row])
  }
  return groups
}
