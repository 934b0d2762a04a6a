import { dayOf } from '../../../kernel/day.ts'
import { newId } from '../../../kernel/ids.ts'
import { asPeriod } from '../../../kernel/period.ts'
import { problem } from '../../../kernel/problem.ts'
import { orRefuse, refuse } from '../../../kernel/refusal.ts'
import { sm3Of } from '../../../platform/digest.ts'
import { implement, type OperationContext, orNotFound } from '../../../platform/run-operation.ts'
import { listOpenUnits, namesOfUnits } from '../../organisation/public.ts'
import * as contract from '../contract.ts'
import { replayRounds } from '../rules/replay.ts'
import { frozenText, readSchemeFile, writeSchemeFile } from '../rules/scheme-file.ts'
import { templateBody } from '../rules/scheme-start.ts'
import { schemeActions } from '../rules/scheme-states.ts'
import { unitIdsOf, withUnits } from '../rules/scheme-units.ts'
import { listSettledRounds } from '../store/replay.ts'
import * as store from '../store/schemes.ts'
import { ledgers } from './ledgers.ts'
import { proofOf } from './proof.ts'

/** The kind by which announcements and neighbours refer to a scheme. */
export const SCHEME = 'assessment_scheme'

/** Every operation on schemes. */
export const schemeOperations = [
  implement(contract.listSchemes, async (ctx, { year }) => {
    const schemes = await store.listSchemes(ctx, year)
    const versions = await store.listVersions(
      ctx,
      schemes.map(({ id }) => id),
    )
    return {
      items: schemes
        .map((scheme) => summaryOf(ctx, scheme, versions))
        .filter(({ frozen, draft }) => frozen !== null || draft !== null),
      actions: ctx.actor.may('assessment.manage') ? ['create' as const, 'import' as const] : [],
    }
  }),

  implement(contract.showScheme, async (ctx, { schemeId }) => {
    const scheme = await store.getScheme(ctx, schemeId)
    const versions = await listReadable(ctx, schemeId)
    return { scheme: summaryOf(ctx, scheme, versions), versions: versions.map(versionSummary) }
  }),

  implement(contract.showSchemeVersion, async (ctx, { schemeId, number }) => {
    const { scheme, versions, version } = await getReadable(ctx, schemeId, number)
    const names = await namesOfUnits(ctx, unitIdsOf(version.body))
    const actions = schemeActions(version.state, {
      mayManage: ctx.actor.may('assessment.manage'),
      mayTry: ctx.actor.may('assessment.try'),
      hasDraft: versions.some(({ state }) => state === 'draft'),
    })
    return {
      scheme: summaryOf(ctx, scheme, versions),
      version: {
        ...versionSummary(version),
        body: version.body,
        units: [...names.values()].map(({ id, name }) => ({ id, name })),
        proof: await proofOf(ctx, version.body),
        actions,
      },
    }
  }),

  implement(contract.listLedgerFigures, async (ctx, { year }) => {
    const ofUnits = ledgers.filter(({ spec }) => spec.of.includes('unit'))
    const params = ofUnits.find((each) => each.params)?.params
    return {
      items: ofUnits.map(({ spec, words }) => ({
        id: spec.id,
        unit: spec.unit,
        periods: [...spec.periods],
        param: spec.param ?? null,
        words: { 'zh-CN': { ...words['zh-CN'] }, en: { ...words.en } },
      })),
      indicators: params ? (await params(ctx, year)).map(({ param, name }) => ({ param, name })) : [],
    }
  }),

  implement(contract.createScheme, async (ctx, { year, name, basis, body, copyOf, start }) => {
    if (body !== undefined || copyOf === undefined) {
      const units = start === 'template' ? await listOpenUnits(ctx, dayOf(ctx.now)) : []
      const first = start === 'template' ? templateBody(units) : contract.SchemeBody.parse({})
      return begin(ctx, { year, name, basis }, { body: body ?? first, leftOut: [] })
    }
    const { version } = await getReadable(ctx, copyOf.schemeId, copyOf.number)
    const open = new Set((await listOpenUnits(ctx, dayOf(ctx.now))).map(({ id }) => id))
    const copied = withUnits(version.body, (id) => (open.has(id) ? id : undefined))
    const names = await namesOfUnits(ctx, copied.leftOut)
    const leftOut = copied.leftOut.map((id) => names.get(id)?.name ?? id)
    return begin(ctx, { year, name, basis }, { body: copied.body, leftOut })
  }),

  implement(contract.importScheme, async (ctx, { year, name }) => {
    if (!ctx.upload) return refuse('invalid', problem('file.missing'))
    const file = orRefuse(readSchemeFile(new TextDecoder().decode(ctx.upload.bytes)), 'invalid')
    const units = await listOpenUnits(ctx, dayOf(ctx.now))
    const ids = new Set(units.map(({ id }) => id))
    const byName = new Map(units.flatMap((unit) => [unit.name, unit.shortName].map((each) => [each, unit.id])))
    const named = new Map(file.units.map((unit) => [unit.id, unit.name]))
    const moved = withUnits(file.body, (id) => (ids.has(id) ? id : byName.get(named.get(id) ?? '')))
    const leftOut = moved.leftOut.map((id) => named.get(id) ?? id)
    const scheme = { year: year ?? file.year, name: name ?? file.name, basis: file.basis }
    return begin(ctx, scheme, { body: moved.body, leftOut })
  }),

  implement(contract.draftSchemeVersion, async (ctx, { schemeId, number }) => {
    const { versions, version } = await getReadable(ctx, schemeId, number)
    if (versions.some(({ state }) => state === 'draft')) refuse('conflict', problem('assessment.draft_exists'))
    const next = Math.max(...versions.map((each) => each.number)) + 1
    await store.insertDraft(ctx, { id: newId(), schemeId, number: next, body: version.body, now: ctx.now })
    announce(ctx, 'drafted', schemeId, { number: next, from: number })
    return { id: schemeId, number: next, recordVersion: 1 }
  }),

  implement(contract.saveSchemeDraft, async (ctx, { schemeId, number, name, basis, body, expectedVersion }) => {
    const { scheme, version } = await getDraft(ctx, schemeId, number)
    if (await store.isNameTaken(ctx, { id: schemeId, year: scheme.year, name }))
      store.refuseTakenName({ year: scheme.year, name })
    await store.updateScheme(ctx, { id: schemeId, name, basis, now: ctx.now })
    const recordVersion = await store.updateVersion(
      ctx,
      { id: version.id, expectedVersion },
      { body: JSON.stringify(body), updated_at: ctx.now },
    )
    ctx.announce('assessment.scheme_saved', {
      subject: { kind: SCHEME, id: schemeId },
      before: version.body,
      after: body,
    })
    return { id: schemeId, number, recordVersion, proof: await proofOf(ctx, body) }
  }),

  implement(contract.checkSchemeBody, (ctx, { body }) => proofOf(ctx, body)),

  implement(contract.freezeSchemeVersion, async (ctx, { schemeId, number, expectedVersion }) => {
    const { scheme, versions, version } = await getDraft(ctx, schemeId, number)
    const [first, ...rest] = (await proofOf(ctx, version.body)).problems
    if (first) refuse('rule_broken', first, ...rest)
    for (const earlier of versions.filter(({ state }) => state === 'frozen'))
      await store.updateVersion(
        ctx,
        { id: earlier.id, expectedVersion: earlier.version },
        { state: 'superseded', updated_at: ctx.now },
      )
    const hash = sm3Of(frozenText({ year: scheme.year, number, body: version.body }))
    const { personId, name } = ctx.actor
    const recordVersion = await store.updateVersion(
      ctx,
      { id: version.id, expectedVersion },
      {
        state: 'frozen',
        hash,
        frozen_at: ctx.now,
        frozen_by: personId,
        frozen_by_name: name,
        updated_at: ctx.now,
      },
    )
    announce(ctx, 'frozen', schemeId, { number, hash })
    return { id: schemeId, number, recordVersion, hash }
  }),

  implement(contract.discardSchemeDraft, async (ctx, { schemeId, number, expectedVersion }) => {
    const { versions, version } = await getDraft(ctx, schemeId, number)
    await store.deleteDraft(ctx, { id: version.id, expectedVersion }, versions.length === 1 ? schemeId : undefined)
    ctx.announce('assessment.scheme_discarded', { subject: { kind: SCHEME, id: schemeId }, before: version.body })
    return { id: schemeId }
  }),

  implement(contract.exportScheme, async (ctx, { schemeId, number }) => {
    const { scheme, version } = await getReadable(ctx, schemeId, number)
    const names = await namesOfUnits(ctx, unitIdsOf(version.body))
    const text = writeSchemeFile({
      year: scheme.year,
      name: scheme.name,
      basis: scheme.basis,
      number,
      hash: version.hash,
      units: unitIdsOf(version.body).map((id) => ({ id, name: names.get(id)?.name ?? id })),
      body: version.body,
    })
    const fileName = `${scheme.name}-${scheme.year}-${number}.json`
    return { name: fileName, type: 'application/json', bytes: new TextEncoder().encode(text) }
  }),

  implement(contract.replayScheme, async (ctx, { schemeId, number, year }) => {
    const { scheme, version } = await getReadable(ctx, schemeId, number)
    const past = year ?? scheme.year - 1
    const settled = await listSettledRounds(ctx, past)
    const names = await namesOfUnits(ctx, unitIdsOf(version.body))
    const rounds = replayRounds(
      version.body,
      { name: scheme.name, year: past, names: new Map([...names].map(([id, unit]) => [id, unit.name])) },
      settled.map((row) => ({
        id: row.id,
        schemeId: row.scheme_id,
        schemeName: row.scheme_name,
        level: row.level,
        period: asPeriod(row.period),
        comparison: row.export,
        ranking: row.ranking,
      })),
    )
    return {
      year: past,
      rounds: rounds.map((round) => ({
        ...round,
        missing: [...round.missing],
        groups: round.groups.map((group) => ({ ...group, units: [...group.units] })),
      })),
    }
  }),
]

/** Makes a scheme with its first draft. */
async function begin(
  ctx: OperationContext,
  scheme: { readonly year: number; readonly name: string; readonly basis: string },
  first: { readonly body: contract.SchemeBody; readonly leftOut: readonly string[] },
) {
  const id = newId()
  await store.insertScheme(ctx, { id, ...scheme, created_at: ctx.now })
  await store.insertDraft(ctx, { id: newId(), schemeId: id, number: 1, body: first.body, now: ctx.now })
  announce(ctx, 'created', id, { year: scheme.year, name: scheme.name })
  return { id, number: 1, recordVersion: 1, leftOut: [...first.leftOut] }
}

function announce(
  ctx: OperationContext,
  what: 'created' | 'drafted' | 'frozen',
  id: string,
  data: Readonly<Record<string, string | number>>,
): void {
  ctx.announce(`assessment.scheme_${what}`, { subject: { kind: SCHEME, id }, data })
}

/** A draft is read by who writes or tries schemes. */
const mayReadDrafts = (ctx: OperationContext) => ctx.actor.may('assessment.manage') || ctx.actor.may('assessment.try')

async function listReadable(ctx: OperationContext, schemeId: string): Promise<readonly store.VersionRow[]> {
  const versions = await store.listVersions(ctx, [schemeId])
  const readable = versions.filter(({ state }) => state !== 'draft' || mayReadDrafts(ctx))
  orNotFound(readable[0])
  return readable
}

async function getReadable(ctx: OperationContext, schemeId: string, number: number) {
  const scheme = await store.getScheme(ctx, schemeId)
  const versions = await listReadable(ctx, schemeId)
  return { scheme, versions, version: orNotFound(versions.find((each) => each.number === number)) }
}

async function getDraft(ctx: OperationContext, schemeId: string, number: number) {
  const found = await getReadable(ctx, schemeId, number)
  if (found.version.state !== 'draft') refuse('rule_broken', problem('assessment.version_frozen', { number }))
  return found
}

function summaryOf(
  ctx: OperationContext,
  { id, year, name, basis }: store.SchemeRow,
  versions: readonly store.VersionRow[],
): contract.SchemeSummary {
  const own = versions.filter((version) => version.scheme_id === id)
  const frozen = own.find(({ state }) => state === 'frozen')
  const draft = mayReadDrafts(ctx) ? own.find(({ state }) => state === 'draft') : undefined
  const body = (frozen ?? draft)?.body
  return {
    id,
    year,
    name,
    basis,
    frozen: frozen?.number ?? null,
    draft: draft?.number ?? null,
    hash: frozen?.hash ?? null,
    levels: contract.LEVELS.filter((level) => body?.levels[level]),
    groupCount: body?.groups.length ?? 0,
    unitCount: body?.groups.flatMap(({ unitIds }) => unitIds).length ?? 0,
  }
}

function versionSummary(row: store.VersionRow): contract.VersionSummary {
  return {
    schemeId: row.scheme_id,
    number: row.number,
    state: row.state,
    hash: row.hash,
    frozenAt: row.frozen_at?.toISOString() ?? null,
    frozenBy: row.frozen_by_name,
    updatedAt: row.updated_at.toISOString(),
    recordVersion: row.version,
  }
}
