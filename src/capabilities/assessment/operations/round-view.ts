import type { OperationContext } from '../../../platform/run-operation.ts'
import type { EditionLine, RoundCriterion, RoundLine, RoundPage, SignatureMark } from '../contract.ts'
import { groupsSeen } from '../rules/round-sight.ts'
import type { EditionHead } from '../store/editions.ts'
import type { SignatureRow } from '../store/round-signatures.ts'
import {
  actionsOn,
  actsFor,
  hindrancesOf,
  isSourceOf,
  type ReadCriterion,
  type ReadRound,
  sightOf,
} from './round-read.ts'

/** A round as lists show it. */
export function roundLine(ctx: OperationContext, round: ReadRound): RoundLine {
  const { row } = round
  const open = round.objections.filter(({ state }) => state === 'open')
  const unsigned = round.criteria.filter(({ standing }) => standing === 'owed' || standing === 'broken')
  return {
    id: row.id,
    schemeId: row.scheme_id,
    schemeName: round.schemeName,
    versionId: row.version_id,
    level: row.level,
    period: round.period,
    state: row.state,
    openedAt: row.opened_at.toISOString(),
    checkDueOn: row.check_due_on as RoundLine['checkDueOn'],
    edition: row.edition,
    publishedEdition: row.published_edition,
    publishedAt: row.published_at?.toISOString() ?? null,
    publishedByName: row.published_by_name,
    counts: {
      figures: round.criteria.reduce((sum, { asked }) => sum + asked.length, 0),
      missing: round.criteria.reduce((sum, { missing }) => sum + missing.length, 0),
      unsigned: unsigned.length,
      openObjections: open.length,
      units: round.unitIds.length,
      confirmed: round.checks.length,
    },
    version: row.version,
    actions: [...actionsOn(ctx, round)],
  }
}

/** A round as its desk shows it. */
export function roundPage(ctx: OperationContext, round: ReadRound, editions: readonly EditionHead[]): RoundPage {
  const confirmed = new Map(round.checks.map((each) => [each.unit_id, each]))
  const isSeen = unitsSeen(ctx, round)
  return {
    ...roundLine(ctx, round),
    groups: round.scheme.groups.map(({ key, name, units }) => ({ key, name, units: units.length })),
    criteria: round.criteria.map((criterion) => roundCriterion(ctx, round, criterion)),
    units: round.scheme.groups.flatMap((group) =>
      group.units.map(({ key, name }) => {
        const check = confirmed.get(key)
        const objections = round.objections.filter(({ state, unit_id }) => state === 'open' && unit_id === key)
        return {
          unitId: key,
          unitName: name,
          group: group.key,
          groupName: group.name,
          confirmedAt: check?.checked_at.toISOString() ?? null,
          confirmedByName: check?.checked_by_name ?? null,
          openObjections: isSeen.has(key) ? objections.length : 0,
          isOwn: actsFor(ctx, key) && ctx.actor.personId !== 'system',
        }
      }),
    ),
    extras: [...round.level.extras],
    editions: editions.map(editionLine),
    hindrances: hindrancesOf(ctx, round).all.map(({ code, params }) => ({ code, ...(params ? { params } : {}) })),
    checkStartedOn: round.row.check_started_on as RoundPage['checkStartedOn'],
    reopenReason: round.row.reopen_reason,
  }
}

/** A criterion of a round with its signature and what the reader may do with it. */
export function roundCriterion(ctx: OperationContext, round: ReadRound, criterion: ReadCriterion): RoundCriterion {
  const { body, points, asked, missing, digest } = criterion
  const mayAct = isSourceOf(ctx, criterion)
  const acts = actionsOn(ctx, round)
  return {
    criterion: body.key,
    name: body.name,
    points,
    sourceUnitId: body.sourceUnitId,
    sourceUnitName: round.names.get(body.sourceUnitId ?? '') ?? null,
    isExpected: body.isExpected,
    figures: body.figures.map(({ key, name, unit, from }) => ({ key, name, unit, from })),
    asked: asked.length,
    missing: missing.length,
    digest: missing.length === 0 ? digest : null,
    signature: signatureMark(round, criterion),
    actions: mayAct ? (['enter', 'sign', 'correct'] as const).filter((action) => acts.includes(action)) : [],
  }
}

/** The last signature of a criterion, and whether it still holds. */
export function signatureMark(round: ReadRound, { signature, standing }: ReadCriterion): SignatureMark | null {
  return signature ? markOf(signature, round, standing === 'broken') : null
}

function markOf(signature: SignatureRow, { names }: ReadRound, isBroken: boolean): SignatureMark {
  return {
    byName: signature.signed_by_name,
    unitName: names.get(signature.unit_id) ?? null,
    at: signature.signed_at.toISOString(),
    digest: signature.digest,
    isBroken,
  }
}

/** The assessed units whose figures and places the reader may see before anything is published. */
export function unitsSeen(ctx: OperationContext, round: ReadRound): ReadonlySet<string> {
  const groups = round.scheme.groups.map(({ key, units }) => ({ key, units: units.map((unit) => unit.key) }))
  return new Set(groupsSeen(groups, sightOf(ctx), false).flatMap(({ units }) => units))
}

/** An edition as pages list it. */
export function editionLine(row: EditionHead): EditionLine {
  return {
    edition: row.edition,
    digest: row.digest,
    settledAt: row.settled_at.toISOString(),
    settledByName: row.settled_by_name,
    publishedAt: row.published_at?.toISOString() ?? null,
    publishedByName: row.published_by_name,
    note: row.note,
  }
}
