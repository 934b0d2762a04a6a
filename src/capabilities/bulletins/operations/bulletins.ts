import { dayOf, yearOf } from '../../../kernel/day.ts'
import { newId } from '../../../kernel/ids.ts'
import { asPeriod, type Period, periodKind } from '../../../kernel/period.ts'
import type { Permission } from '../../../kernel/permissions.ts'
import { problem } from '../../../kernel/problem.ts'
import { Refusal, refuse } from '../../../kernel/refusal.ts'
import { sm3Of } from '../../../platform/digest.ts'
import { implement, type Implementation, type OperationContext } from '../../../platform/run-operation.ts'
import { requireOpenUnits } from '../../organisation/public.ts'
import * as contract from '../contract.ts'
import { problemsOfBody } from '../rules/check.ts'
import { charactersOfPaper, numberText } from '../rules/compose.ts'
import { differencesBetween } from '../rules/corrections.ts'
import { freeNumbers } from '../rules/free-numbers.ts'
import { MOST_CHARACTERS } from '../rules/length.ts'
import { isSameBinding, withFixed } from '../rules/places.ts'
import { obstructions } from '../rules/publication.ts'
import { actionsOn, mayRead } from '../rules/states.ts'
import * as store from '../store/bulletins.ts'
import { askAll, askNumbers, askTables, tablesOf } from './ask.ts'
import { aboutOf, composed, headingsIn, matterOf, paperOf } from './paper-of.ts'
import { getTemplate } from './templates.ts'
import { askableFor } from './tellers.ts'

const SUBJECT = 'bulletin'

/** A bulletin the reader may see; refuses `not_found` otherwise, as if it were not there. */
export async function readable(ctx: OperationContext, id: string): Promise<store.BulletinRow> {
  const row = await store.getBulletin(ctx, id)
  const isRecipient = row.recipient_unit_id !== null && unitsOf(ctx).includes(row.recipient_unit_id)
  // A correction is as restricted as what it corrects.
  const { kind } = row.corrects_id === null ? row : await store.getBulletin(ctx, row.corrects_id)
  const sees = mayRead({ kind, state: row.state, isRecipient }, mayOf(ctx))
  return sees ? row : refuse('not_found', problem('record.not_found'))
}

/** The units whose letters the reader may see. */
function unitsOf(ctx: OperationContext): readonly string[] {
  return ctx.actor.scopeOf('bulletins.letters')?.unitIds ?? []
}

function mayOf(ctx: OperationContext): (permission: Permission) => boolean {
  return (permission) => ctx.actor.may(permission)
}

const list = implement(contract.listBulletins, async (ctx, { state, kind: kinds = [], text, cursor, limit }) => {
  const seesDrafts = ctx.actor.may('bulletins.write') || ctx.actor.may('bulletins.publish')
  const reader = {
    seesDrafts,
    restricted: ctx.actor.may('bulletins.briefs') ? [] : contract.RESTRICTED_KINDS,
    unitIds: unitsOf(ctx),
  }
  const rows = await store.listLines(ctx, reader, { state, kinds, text, after: cursor, limit: limit + 1 })
  const shown = rows.slice(0, limit)
  const corrections = await store.listCorrections(
    ctx,
    shown.map(({ id }) => id),
  )
  const items = shown.map((row) => {
    const own = corrections.filter(({ corrects_id }) => corrects_id === row.id)
    return {
      id: row.id,
      kind: row.kind,
      state: row.state,
      period: asPeriod(row.period),
      title: row.title,
      number: row.number,
      authorName: row.author_name,
      publishedBy: row.published_by,
      publishedAt: row.published_at?.toISOString() ?? null,
      corrections: own.filter((each) => each.state === 'published').length,
      isCorrecting: seesDrafts && own.some((each) => each.state === 'draft'),
      version: row.version,
    }
  })
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
})

const show = implement(contract.showBulletin, async (ctx, { bulletinId }) => {
  const row = await readable(ctx, bulletinId)
  const seesDrafts = ctx.actor.may('bulletins.write') || ctx.actor.may('bulletins.publish')
  const paper = await paperOf(ctx, row)
  const free = freeNumbers(row.body)
  const characters = charactersOfPaper(paper)
  const limit = row.most_characters
  const corrected = row.corrects_id === null ? null : await store.getBulletin(ctx, row.corrects_id)
  const corrections = await store.listCorrections(ctx, [row.id])
  const referenceOf = ({ id, title, number, state }: store.BulletinRow) => ({ id, title, number, state })
  const isDraft = row.state === 'draft'
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    templateKey: row.template_key,
    templateVersion: row.template_version,
    templateName: row.template_name,
    period: asPeriod(row.period),
    recipientUnitId: row.recipient_unit_id,
    body: row.body,
    numbers: [...row.numbers],
    tables: [...row.tables],
    changes: [...row.changes],
    paper,
    free: [...free],
    length: { characters, limit, isOver: characters > limit, reason: row.long_reason },
    obstructions: isDraft
      ? obstructions({ ...row, free, characters, limit, longReason: '' }).map(({ code, params = {} }) => ({
          code,
          params: { ...params },
        }))
      : [],
    corrects: corrected && referenceOf(corrected),
    corrections: corrections.filter(({ state }) => seesDrafts || state === 'published').map(referenceOf),
    authorName: row.author_name,
    publishedBy: row.published_by,
    publishedAt: row.published_at?.toISOString() ?? null,
    discardedReason: row.discarded_reason,
    digest: row.digest,
    version: row.version,
    actions: [...actionsOn(row.state, mayOf(ctx))],
  }
})

/** A new draft of a template for a period, with everything it binds asked; answers its id. */
export async function makeDraft(
  ctx: OperationContext,
  made: {
    readonly templateKey: string
    readonly period: Period
    readonly recipientUnitId: string | null
    readonly correctsId: string | null
    readonly changes: readonly contract.Change[]
  },
): Promise<string> {
  const { version, content } = await getTemplate(ctx, made.templateKey)
  const { body, kind } = content
  const asked = await askAll(ctx, body, made)
  const about = await aboutOf(ctx, made, dayOf(ctx.now))
  const id = newId(ctx.now)
  await store.insertDraft(ctx, {
    id,
    kind,
    template: { key: made.templateKey, version, name: content.name },
    period: made.period,
    mostCharacters: MOST_CHARACTERS[content.scope],
    title: withFixed(body.title, about),
    number: numberText(body.numbering, yearOf(about.day), null),
    recipientUnitId: made.recipientUnitId,
    correctsId: made.correctsId,
    body,
    ...asked,
    changes: made.changes,
    author: { id: ctx.actor.personId, name: ctx.actor.name },
    now: ctx.now,
  })
  ctx.announce('bulletins.drafted', { subject: { kind: SUBJECT, id }, after: { kind, period: made.period } })
  return id
}

const draft = implement(contract.draftBulletin, async (ctx, { templateKey, period, recipientUnitId = null }) => {
  const { content } = await getTemplate(ctx, templateKey)
  if (content.kind === 'correction')
    refuse('rule_broken', problem('bulletins.correction_is_raised', {}, ['templateKey']))
  if (periodKind(period) !== content.period)
    refuse('rule_broken', problem('bulletins.period_kind', { kind: content.period }, ['period']))
  if (content.kind === 'letter' && recipientUnitId === null)
    refuse('rule_broken', problem('bulletins.recipient_missing', {}, ['recipientUnitId']))
  if (recipientUnitId !== null) await requireOpenUnits(ctx, [{ field: 'recipientUnitId', id: recipientUnitId }])
  const id = await makeDraft(ctx, { templateKey, period, recipientUnitId, correctsId: null, changes: [] })
  return { id, version: 1 }
})

async function draftAt(ctx: OperationContext, id: string, expectedVersion: number): Promise<store.BulletinRow> {
  const row = await store.getBulletin(ctx, id)
  if (row.state !== 'draft') refuse('rule_broken', problem('bulletins.not_a_draft'))
  return row.version === expectedVersion ? row : refuse('conflict', problem('operation.conflict'))
}

const save = implement(contract.saveBulletin, async (ctx, { bulletinId, expectedVersion, body }) => {
  const row = await draftAt(ctx, bulletinId, expectedVersion)
  const period = asPeriod(row.period)
  const problems = problemsOfBody(body, row.kind, askableFor(period))
  if (problems.length > 0) throw new Refusal('rule_broken', problems)
  const asked = { period, recipientUnitId: row.recipient_unit_id }
  const isKept = (name: string, binding: contract.Binding) =>
    row.body.bindings.some((each) => each.name === name && isSameBinding(each, binding))
  const fresh = await askNumbers(
    ctx,
    body.bindings.filter((binding) => !isKept(binding.name, binding)),
    asked,
  )
  const numbers = body.bindings.flatMap(
    ({ name }) => fresh.find((each) => each.name === name) ?? row.numbers.find((each) => each.name === name) ?? [],
  )
  const sameTable = (block: contract.TableBlock) =>
    row.body.blocks.some((each) => JSON.stringify(each) === JSON.stringify(block))
  const blocks = tablesOf(body)
  const freshTables = await askTables(
    ctx,
    blocks.filter((block) => !sameTable(block)),
    asked,
  )
  const tables = blocks.flatMap(
    ({ key }) => freshTables.find((each) => each.key === key) ?? row.tables.find((each) => each.key === key) ?? [],
  )
  const about = await aboutOf(ctx, matterOf(row), dayOf(ctx.now))
  const version = await store.updateDraft(ctx, bulletinId, expectedVersion, {
    ...store.partsOf({ body, numbers, tables }),
    title: withFixed(body.title, about),
    updated_at: ctx.now,
  })
  ctx.announce('bulletins.saved', { subject: { kind: SUBJECT, id: bulletinId }, before: row.body, after: body })
  return { version }
})

const again = implement(contract.askAgain, async (ctx, { bulletinId, expectedVersion }) => {
  const row = await draftAt(ctx, bulletinId, expectedVersion)
  const asked = await askAll(ctx, row.body, { period: asPeriod(row.period), recipientUnitId: row.recipient_unit_id })
  const differences = differencesBetween(row, asked, headingsIn(row.body))
  const version = await store.updateDraft(ctx, bulletinId, expectedVersion, {
    ...store.partsOf(asked),
    updated_at: ctx.now,
  })
  ctx.announce('bulletins.asked_again', {
    subject: { kind: SUBJECT, id: bulletinId },
    data: { differences: differences.length },
  })
  return {
    differences: differences.map(({ of, key, name, wasShown, nowShown }) => ({ of, key, name, wasShown, nowShown })),
    version,
  }
})

const publish = implement(contract.publishBulletin, async (ctx, { bulletinId, expectedVersion, longReason }) => {
  const row = await draftAt(ctx, bulletinId, expectedVersion)
  const asked = await askAll(ctx, row.body, { period: asPeriod(row.period), recipientUnitId: row.recipient_unit_id })
  const moved = differencesBetween(row, asked, headingsIn(row.body))
  if (moved.length > 0)
    refuse('rule_broken', problem('bulletins.numbers_moved', { count: moved.length, first: moved[0]?.name ?? '' }))
  const isNumbered = row.body.numbering.form !== 'none'
  const year = yearOf(dayOf(ctx.now))
  const characters = charactersOfPaper(await composed(ctx, matterOf(row), row, null))
  const problems = obstructions({
    ...row,
    free: freeNumbers(row.body),
    characters,
    limit: row.most_characters,
    longReason,
  })
  if (problems.length > 0) throw new Refusal('rule_broken', problems)
  const count = isNumbered ? await store.nextCount(ctx, row.template_key, year) : null
  const paper = await composed(ctx, matterOf(row), row, count)
  const digest = sm3Of(JSON.stringify({ paper, numbers: row.numbers, tables: row.tables, changes: row.changes }))
  const version = await store.publishDraft(ctx, bulletinId, expectedVersion, {
    paper,
    digest,
    year,
    count,
    longReason: characters > row.most_characters ? longReason : '',
    publishedBy: ctx.actor.name,
    now: ctx.now,
  })
  ctx.announce('bulletins.published', {
    subject: { kind: SUBJECT, id: bulletinId },
    after: { number: paper.number, title: paper.title, digest },
  })
  return { number: paper.number, digest, version }
})

const discard = implement(contract.discardBulletin, async (ctx, { bulletinId, expectedVersion, reason }) => {
  await draftAt(ctx, bulletinId, expectedVersion)
  const version = await store.updateDraft(ctx, bulletinId, expectedVersion, {
    state: 'discarded',
    discarded_reason: reason,
    updated_at: ctx.now,
  })
  ctx.announce('bulletins.discarded', { subject: { kind: SUBJECT, id: bulletinId }, data: { reason } })
  return { version }
})

/** The operations on bulletins: drafts, asking, publication. */
export const bulletinOperations: readonly Implementation[] = [list, show, draft, save, again, publish, discard]
