import { asDay, dayOf } from '../../../kernel/day.ts'
import { newId } from '../../../kernel/ids.ts'
import { PERMISSIONS, type Permission, permissionRow, ROLES } from '../../../kernel/permissions.ts'
import { problem } from '../../../kernel/problem.ts'
import { orRefuse, refuse } from '../../../kernel/refusal.ts'
import { asRegionCode, parentRegion, regionContains, scopeRange } from '../../../kernel/region-code.ts'
import { makeWorkCalendar, NATIONAL_WORK_CALENDAR_DATA, WorkCalendarYear } from '../../../kernel/work-calendar.ts'
import { hashPassword, newFirstPassword } from '../../../platform/identity/passwords.ts'
import { implement } from '../../../platform/run-operation.ts'
import * as contract from '../contract.ts'
import { organisationMessages } from '../messages/index.ts'
import { normalizeAccount } from '../rules/sign-in.ts'
import { countLocked, insertPeople, listTakenAccounts } from '../store/people.ts'
import { insertPosts } from '../store/posts.ts'
import * as store from '../store/regions.ts'
import { insertUnits } from '../store/units.ts'
import { isSystem, orConflict, refuseAll, spelled, today } from './acting.ts'

/** The day the codes of `data/regions.json` are taken to hold from where nothing better is known. */
const CODES_SINCE = asDay('2000-01-01')
const words = organisationMessages['zh-CN'].defaults

const list = implement(contract.listRegions, async (ctx, { on, search }) => {
  const rows = await store.listRegionRows(ctx.tx, ctx.scope.region, { on: on ?? today(ctx), search })
  return {
    items: rows.map((row) => ({
      ...row,
      validFrom: asDay(row.validFrom),
      validTo: row.validTo === null ? null : asDay(row.validTo),
    })),
  }
})

const save = implement(contract.saveRegion, async (ctx, { code, name, validFrom, validTo }) => {
  const { region } = ctx.scope
  if (!regionContains(asRegionCode(region), code))
    refuseAll([problem('organisation.region_outside', { code }, ['code'])])
  if (validTo !== undefined && validTo <= validFrom)
    refuseAll([problem('organisation.days_reversed', undefined, ['validTo'])])
  const row = { code, name, parentCode: parentRegion(code) ?? null, validFrom, validTo: validTo ?? null }
  await store.saveRegions(ctx.tx, region, [row], false)
  ctx.announce('organisation.region_saved', { subject: { kind: 'region', id: code }, after: row })
  return { code }
})

const listYears = implement(contract.listCalendarYears, async (ctx) => {
  const rows = await store.listCalendarRows(ctx.tx, ctx.scope.region)
  return {
    publishedThrough: ctx.calendar.publishedThrough,
    items: rows.map((row) => ({ ...row, arrangement: WorkCalendarYear.parse(row.arrangement) })),
  }
})

const importYear = implement(contract.importCalendarYear, async (ctx, { year, arrangement, expectedVersion }) => {
  const { region } = ctx.scope
  if (arrangement.year !== year)
    refuseAll([problem('organisation.calendar_other_year', { year: arrangement.year }, ['year'])])
  const own = (await store.listCalendarRows(ctx.tx, region)).map((row) => WorkCalendarYear.parse(row.arrangement))
  const byYear = new Map([...NATIONAL_WORK_CALENDAR_DATA.years, ...own, arrangement].map((each) => [each.year, each]))
  orRefuse(makeWorkCalendar({ ...NATIONAL_WORK_CALENDAR_DATA, years: [...byYear.values()] }))
  orConflict(await store.saveCalendarYear(ctx.tx, region, { year, arrangement, expectedVersion }))
  ctx.announce('organisation.calendar_year_imported', {
    subject: { kind: 'calendar_year', id: String(year) },
    after: arrangement,
  })
  return { year, version: expectedVersion + 1 }
})

const matrix = implement(contract.showPermissions, async () => ({
  rows: (Object.keys(PERMISSIONS) as Permission[]).map((permission) => {
    const row = permissionRow(permission)
    const everybody = typeof row === 'string' ? row : null
    const reaches =
      typeof row === 'string'
        ? []
        : ROLES.flatMap((role) => {
            const reach = row[role]
            return reach ? [{ role, reach }] : []
          })
    return { permission, everybody, reaches }
  }),
}))

const count = implement(contract.countOrganisation, async (ctx) => ({
  ...(await store.countOn(ctx.tx, ctx.scope.region, today(ctx))),
  lockedAccounts: await countLocked(ctx.tx, ctx.scope.region),
}))

/** Opens a tenant; the edge and the command line run it as the system. */
export const setUpOperation = implement(contract.setUp, async (ctx, input) => {
  const { region } = ctx.scope
  if (!isSystem(ctx)) refuse('forbidden', problem('organisation.set_up_by_system_only'))
  if (input.regionCode !== region) refuseAll([problem('organisation.region_outside', { code: input.regionCode })])
  const tenant = { code: region, name: input.regionName, isSample: input.isSample, now: ctx.now }
  if (!(await store.insertTenant(ctx.tx, tenant)))
    refuse('conflict', problem('organisation.tenant_exists', { code: region }, ['regionCode']))
  const account = normalizeAccount(input.account)
  if ((await listTakenAccounts(ctx.tx, [account])).has(account))
    refuse('conflict', problem('organisation.account_taken', { account }, ['account']))
  const published = store.publishedRegions(scopeRange(input.regionCode))
  const rows = new Map(published.map((each) => [each.code, each.name]))
  rows.set(region, input.regionName)
  await store.saveRegions(
    ctx.tx,
    region,
    [...rows].map(([code, name]) => ({
      code,
      name,
      parentCode: parentRegion(asRegionCode(code)) ?? null,
      validFrom: CODES_SINCE,
      validTo: null,
    })),
    input.isSample,
  )
  const unitName = input.unitName ?? words.firstUnit(input.regionName)
  const [unitId, personId] = [newId(ctx.now), newId(ctx.now)]
  const openedOn = asDay(`${dayOf(ctx.now).slice(0, 4)}-01-01`)
  await insertUnits(
    ctx.tx,
    region,
    [
      {
        id: unitId,
        name: unitName,
        shortName: unitName.slice(0, 40),
        kind: 'office',
        parentId: null,
        groupName: null,
        position: 0,
        areaCode: null,
        areaSquareMetres: null,
        openedOn,
        ...spelled(unitName),
      },
    ],
    input.isSample,
  )
  const firstPassword = newFirstPassword()
  const person = {
    id: personId,
    name: input.administratorName,
    account,
    phone: null,
    ...spelled(input.administratorName, 'person'),
    passwordHash: await hashPassword(firstPassword),
    mustChange: true,
  }
  const taken = await insertPeople(ctx.tx, region, [person], { now: ctx.now, isSample: input.isSample })
  if (taken !== 1) refuse('conflict', problem('organisation.account_taken', { account }, ['account']))
  const post = {
    id: newId(ctx.now),
    personId,
    unitId,
    role: 'administrator',
    title: words.administrator,
    fromOn: openedOn,
    toOn: null,
  }
  await insertPosts(ctx.tx, region, [post], input.isSample)
  ctx.announce('organisation.tenant_opened', { subject: { kind: 'tenant', id: region }, after: { name: tenant.name } })
  return { personId, unitId, account, firstPassword }
})

/** The operations on regions, calendar, rights and the tenant itself. */
export const regionOperations = [list, save, listYears, importYear, matrix, count, setUpOperation]
