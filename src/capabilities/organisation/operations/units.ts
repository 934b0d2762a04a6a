import { addDays, asDay, type Day } from '../../../kernel/day.ts'
import { newId } from '../../../kernel/ids.ts'
import { problem } from '../../../kernel/problem.ts'
import { implement, type OperationContext, orNotFound } from '../../../platform/run-operation.ts'
import * as contract from '../contract.ts'
import * as rules from '../rules/units.ts'
import { insertPosts, endPostsAfter, listPostsFrom } from '../store/posts.ts'
import { listUnitEdges } from '../store/unit-edges.ts'
import * as store from '../store/units.ts'
import { managesOrganisation, orConflict, refuseAll, spelled, today } from './acting.ts'

const LAST_DAY = asDay('2199-12-31')
const FIRST_DAY = asDay('1900-01-01')

/** A unit as the contract shows it. */
export function unitOf(row: store.UnitRow, mayManage: boolean): contract.Unit {
  return {
    id: row.id,
    name: row.name,
    shortName: row.shortName,
    kind: row.kind as contract.UnitKind,
    parentId: row.parentId,
    groupName: row.groupName,
    position: row.position,
    areaCode: row.areaCode,
    areaSquareMetres: row.areaSquareMetres,
    openedOn: asDay(row.openedOn),
    closedOn: row.closedOn === null ? null : asDay(row.closedOn),
    closedReason: row.closedReason,
    mergedIntoId: row.mergedIntoId,
    version: row.version,
    actions: mayManage ? [...rules.unitActions(row)] : [],
  }
}

const stateOf = (row: store.UnitRow) => ({ ...row, lastChangeOn: row.validFrom })

async function getUnit(ctx: OperationContext, unitId: string) {
  return stateOf(orNotFound(await store.findUnitRow(ctx.tx, ctx.scope.region, unitId)))
}

/** Refuses a name that another unit open on the day bears. */
async function refuseTakenName(ctx: OperationContext, name: string, day: string, exceptId?: string): Promise<void> {
  const rows = await store.listUnitRows(ctx.tx, ctx.scope.region, day, { openOnly: true })
  const isTaken = rows.some((row) => row.name === name && row.id !== exceptId)
  if (isTaken) refuseAll([problem('organisation.unit_name_taken', { name }, ['name'])])
}

function announceChange(
  ctx: OperationContext,
  topic: string,
  before: store.UnitRow,
  after: Partial<store.UnitRow>,
): void {
  const seen = Object.fromEntries(Object.keys(after).map((key) => [key, before[key as keyof store.UnitRow]]))
  ctx.announce(`organisation.${topic}`, { subject: { kind: 'unit', id: before.id }, before: seen, after })
}

const matches = (row: store.UnitRow, word: string) =>
  [row.name, row.shortName, row.pinyin.replaceAll(' ', ''), row.initials].some((each) =>
    each.toLowerCase().includes(word),
  )

const list = implement(contract.listUnits, async (ctx, { on, search, kind, withClosed }) => {
  const rows = await store.listUnitRows(ctx.tx, ctx.scope.region, on ?? today(ctx), { openOnly: !withClosed })
  const mayManage = managesOrganisation(ctx)
  const word = (search ?? '').normalize('NFKC').toLowerCase()
  return {
    items: rows
      .filter((row) => (!kind || row.kind === kind) && (word === '' || matches(row, word)))
      .map((row) => unitOf(row, mayManage)),
  }
})

const show = implement(contract.showUnit, async (ctx, { unitId }) => {
  const row = orNotFound(await store.findUnitRow(ctx.tx, ctx.scope.region, unitId))
  const history = await store.listUnitVersions(ctx.tx, ctx.scope.region, unitId)
  return {
    unit: unitOf(row, managesOrganisation(ctx)),
    history: history.map((each) => ({ ...each, validFrom: asDay(each.validFrom) })),
  }
})

const create = implement(contract.createUnit, async (ctx, input) => {
  const { region } = ctx.scope
  if (input.parentId !== undefined) {
    const parent = await store.findUnitRow(ctx.tx, region, input.parentId)
    if (!parent) refuseAll([problem('organisation.unit_unknown', {}, ['parentId'])])
    else if (!rules.isOpenOn(parent, input.openedOn))
      refuseAll([problem('organisation.parent_not_open', { day: input.openedOn }, ['parentId'])])
  }
  await refuseTakenName(ctx, input.name, input.openedOn)
  const id = newId(ctx.now)
  const unit = {
    id,
    name: input.name,
    shortName: input.shortName ?? input.name.slice(0, 40),
    kind: input.kind,
    parentId: input.parentId ?? null,
    groupName: input.groupName ?? null,
    position: input.position,
    areaCode: input.areaCode ?? null,
    areaSquareMetres: input.areaSquareMetres ?? null,
    openedOn: input.openedOn,
    ...spelled(input.name),
  }
  await store.insertUnits(ctx.tx, region, [unit], false)
  ctx.announce('organisation.unit_opened', { subject: { kind: 'unit', id }, after: unit })
  return { id, version: 1 }
})

async function saveChange(
  ctx: OperationContext,
  topic: string,
  unit: store.UnitRow,
  change: Partial<store.NewUnitVersion> & { readonly validFrom: Day },
  expectedVersion: number,
) {
  const { region } = ctx.scope
  orConflict(await store.updateUnit(ctx.tx, region, unit.id, expectedVersion))
  await store.saveUnitVersions(ctx.tx, region, [{ ...versionOf(unit), ...change }])
  announceChange(ctx, topic, unit, change)
  return { id: unit.id, version: expectedVersion + 1 }
}

function versionOf(unit: store.UnitRow): store.NewUnitVersion {
  return {
    unitId: unit.id,
    validFrom: unit.validFrom,
    name: unit.name,
    shortName: unit.shortName,
    parentId: unit.parentId,
    groupName: unit.groupName,
    position: unit.position,
    pinyin: unit.pinyin,
    initials: unit.initials,
  }
}

const rename = implement(contract.renameUnit, async (ctx, { unitId, name, shortName, from, expectedVersion }) => {
  const unit = await getUnit(ctx, unitId)
  refuseAll(rules.problemsOfChange(unit, from))
  await refuseTakenName(ctx, name, from, unitId)
  const change = {
    validFrom: from,
    name,
    shortName: shortName ?? name.slice(0, 40),
    ...spelled(name),
  }
  return saveChange(ctx, 'unit_renamed', unit, change, expectedVersion)
})

const move = implement(
  contract.moveUnit,
  async (ctx, { unitId, parentId, groupName, position, from, expectedVersion }) => {
    const unit = await getUnit(ctx, unitId)
    refuseAll(rules.problemsOfChange(unit, from))
    if (parentId !== null) {
      const parent = orNotFound(await store.findUnitRow(ctx.tx, ctx.scope.region, parentId))
      const now = await listUnitEdges(ctx.tx, ctx.scope.region, from)
      const later = await listUnitEdges(ctx.tx, ctx.scope.region, LAST_DAY)
      refuseAll(rules.problemsOfParent([...now, ...later], unitId, parent, from))
    }
    const change = {
      validFrom: from,
      parentId,
      groupName: groupName === undefined ? unit.groupName : groupName,
      position: position ?? unit.position,
    }
    return saveChange(ctx, 'unit_moved', unit, change, expectedVersion)
  },
)

const setArea = implement(
  contract.setUnitArea,
  async (ctx, { unitId, areaCode, areaSquareMetres, expectedVersion }) => {
    const unit = await getUnit(ctx, unitId)
    const patch = { areaCode: areaCode ?? null, areaSquareMetres: areaSquareMetres ?? null }
    orConflict(await store.updateUnit(ctx.tx, ctx.scope.region, unitId, expectedVersion, patch))
    announceChange(ctx, 'unit_area_set', unit, patch)
    return { id: unitId, version: expectedVersion + 1 }
  },
)

async function childrenOn(ctx: OperationContext, unitId: string, day: string) {
  const rows = await store.listUnitRows(ctx.tx, ctx.scope.region, day, { openOnly: true })
  return rows.filter((row) => row.parentId === unitId)
}

const close = implement(contract.closeUnit, async (ctx, { unitId, closedOn, reason, expectedVersion }) => {
  const unit = await getUnit(ctx, unitId)
  const posts = (await listPostsFrom(ctx.tx, ctx.scope.region, unitId, closedOn)).length
  const units = (await childrenOn(ctx, unitId, closedOn)).length
  refuseAll(rules.problemsOfClosing(unit, closedOn, { posts, units }))
  const patch = { closedOn, closedReason: reason }
  orConflict(await store.updateUnit(ctx.tx, ctx.scope.region, unitId, expectedVersion, patch))
  announceChange(ctx, 'unit_closed', unit, patch)
  return { id: unitId, version: expectedVersion + 1 }
})

const reopen = implement(contract.reopenUnit, async (ctx, { unitId, reason, expectedVersion }) => {
  const unit = await getUnit(ctx, unitId)
  if (unit.closedOn === null) refuseAll([problem('organisation.unit_is_open')])
  await refuseTakenName(ctx, unit.name, unit.closedOn ?? FIRST_DAY, unitId)
  const patch = { closedOn: null, closedReason: null, mergedIntoId: null }
  orConflict(await store.updateUnit(ctx.tx, ctx.scope.region, unitId, expectedVersion, patch))
  ctx.announce('organisation.unit_reopened', {
    subject: { kind: 'unit', id: unitId },
    before: { closedOn: unit.closedOn, closedReason: unit.closedReason, mergedIntoId: unit.mergedIntoId },
    after: { ...patch, reason },
  })
  return { id: unitId, version: expectedVersion + 1 }
})

const merge = implement(contract.mergeUnit, async (ctx, { unitId, intoId, on, reason, expectedVersion }) => {
  const { region } = ctx.scope
  const unit = await getUnit(ctx, unitId)
  const into = await getUnit(ctx, intoId)
  const edges = await listUnitEdges(ctx.tx, region, LAST_DAY)
  refuseAll(rules.problemsOfMerger(edges, unit, into, on))
  const children = await childrenOn(ctx, unitId, on)
  await store.saveUnitVersions(
    ctx.tx,
    region,
    children.map((child) => ({ ...versionOf(child), validFrom: later(child.validFrom, on), parentId: intoId })),
  )
  const posts = await listPostsFrom(ctx.tx, region, unitId, on)
  await endPostsAfter(ctx.tx, region, { unitId }, { toOn: addDays(on, -1), reason })
  await insertPosts(
    ctx.tx,
    region,
    posts.map((post) => ({ ...post, id: newId(ctx.now), unitId: intoId, fromOn: later(post.fromOn, on) })),
    false,
  )
  const patch = { closedOn: on, closedReason: reason, mergedIntoId: intoId }
  orConflict(await store.updateUnit(ctx.tx, region, unitId, expectedVersion, patch))
  announceChange(ctx, 'unit_merged', unit, patch)
  return { id: unitId, version: expectedVersion + 1, postsMoved: posts.length, unitsMoved: children.length }
})

function later(one: string, other: string): string {
  return one > other ? one : other
}

/** The operations on units. */
export const unitOperations = [list, show, create, rename, move, setArea, close, reopen, merge]
