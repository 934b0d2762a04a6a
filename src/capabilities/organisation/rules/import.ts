import { asDay, type Day, isDay } from '../../../kernel/day.ts'
import type { Role } from '../../../kernel/permissions.ts'
import { parseRegionCode } from '../../../kernel/region-code.ts'
import type { ImportFault, UnitKind } from '../contract.ts'
import { normalizeAccount } from './sign-in.ts'

/** One row of a sheet as text by column key, `''` for nothing; `row` as Excel counts. */
export interface TextRow {
  readonly row: number
  readonly cells: Readonly<Record<string, string>>
}

/** The three sheets as text. */
export interface OrganisationRows {
  readonly units: readonly TextRow[]
  readonly people: readonly TextRow[]
  readonly posts: readonly TextRow[]
}

/** What there is already: names of open units, accounts of people here, accounts taken elsewhere, posts held today. */
export interface Known {
  readonly unitNames: ReadonlySet<string>
  readonly accounts: ReadonlySet<string>
  readonly takenAccounts: ReadonlySet<string>
  readonly posts: ReadonlySet<string>
  readonly today: Day
  readonly roleOf: (word: string) => Role | undefined
  readonly kindOf: (word: string) => UnitKind | undefined
  readonly roleWords: string
  readonly kindWords: string
}

/** What would be new, by names and accounts. */
export interface ImportPlan {
  readonly units: readonly {
    readonly name: string
    readonly shortName: string
    readonly kind: UnitKind
    readonly parent: string
    readonly group: string
    readonly position: number
    readonly openedOn: Day
    readonly areaCode: string | null
    readonly areaSquareMetres: number | null
  }[]
  readonly people: readonly { readonly name: string; readonly account: string; readonly phone: string | null }[]
  readonly posts: readonly {
    readonly account: string
    readonly unit: string
    readonly role: Role
    readonly title: string
    readonly fromOn: Day
    readonly toOn: Day | null
  }[]
}

/** The key by which a post is known again. */
export function postKey(account: string, unit: string, role: string): string {
  return JSON.stringify([account, unit, role])
}

const ACCOUNT = /^[a-z0-9][a-z0-9._@-]{2,49}$/
const PHONE = /^\+?[0-9-]{5,20}$/
const MOST_ROWS = 5000

type Report = (row: number, field: string | null, code: string, params?: ImportFault['params']) => undefined

/**
 * Reads the three sheets against what there is. Rows that stand already (unit by name, person by account, post by account, unit and role)
 * are passed over. Answers what would be new and every fault with its row and column; with any fault nothing may be saved.
 */
export function planImport(
  rows: OrganisationRows,
  known: Known,
): { readonly plan: ImportPlan; readonly faults: readonly ImportFault[] } {
  const faults: ImportFault[] = []
  const reporter =
    (sheet: ImportFault['sheet']): Report =>
    (row, field, code, params = {}) => {
      faults.push({ sheet, row, field, code: `organisation.${code}`, params })
      return undefined
    }
  for (const sheet of ['units', 'people', 'posts'] as const)
    if (rows[sheet].length > MOST_ROWS) reporter(sheet)(0, null, 'import_too_many', { maximum: MOST_ROWS })
  if (faults.length > 0) return { plan: { units: [], people: [], posts: [] }, faults }
  const units = planUnits(rows.units, known, reporter('units'))
  const people = planPeople(rows.people, known, reporter('people'))
  const listed = {
    units: new Set([...known.unitNames, ...rows.units.map((row) => text(row, 'name'))]),
    accounts: new Set([...known.accounts, ...rows.people.map((row) => normalizeAccount(text(row, 'account')))]),
  }
  const posts = planPosts(rows.posts, known, listed, reporter('posts'))
  return { plan: { units, people, posts }, faults }
}

function planUnits(rows: readonly TextRow[], known: Known, report: Report): ImportPlan['units'] {
  const seen = new Map<string, number>()
  const parents = new Map(rows.map((row) => [text(row, 'name'), text(row, 'parent')]))
  const names = new Set([...known.unitNames, ...parents.keys()])
  return rows.flatMap((row) => {
    const name = required(row, 'name', 100, report)
    if (name === undefined) return []
    const earlier = seen.get(name)
    if (earlier !== undefined) report(row.row, 'name', 'import_twice', { text: name, row: earlier })
    seen.set(name, row.row)
    const parent = text(row, 'parent')
    if (parent !== '' && !names.has(parent)) report(row.row, 'parent', 'import_unit_unknown', { text: parent })
    if (leadsBack(parents, name)) report(row.row, 'parent', 'import_parent_circle', { text: parent })
    const kind = known.kindOf(text(row, 'kind'))
    if (!kind) report(row.row, 'kind', 'import_not_one_of', { text: text(row, 'kind'), values: known.kindWords })
    const areaCode = text(row, 'areaCode')
    if (areaCode !== '' && !parseRegionCode(areaCode).ok)
      report(row.row, 'areaCode', 'import_bad_region_code', { text: areaCode })
    const openedOn = dayIn(row, 'openedOn', report) ?? asDay(`${known.today.slice(0, 4)}-01-01`)
    const position = numberIn(row, 'position', report) ?? 0
    const area = numberIn(row, 'area', report)
    const shortName = short(row, 'shortName', 40, report) || name.slice(0, 40)
    const group = short(row, 'group', 40, report)
    if (!kind || known.unitNames.has(name)) return []
    return [
      {
        name,
        shortName,
        kind,
        parent,
        group,
        position,
        openedOn,
        areaCode: areaCode || null,
        areaSquareMetres: area || null,
      },
    ]
  })
}

function leadsBack(parents: ReadonlyMap<string, string>, name: string): boolean {
  const seen = new Set<string>()
  for (let at = parents.get(name) ?? ''; at !== '' && !seen.has(at); at = parents.get(at) ?? '') {
    if (at === name) return true
    seen.add(at)
  }
  return false
}

function planPeople(rows: readonly TextRow[], known: Known, report: Report): ImportPlan['people'] {
  const seen = new Map<string, number>()
  return rows.flatMap((row) => {
    const name = required(row, 'personName', 100, report)
    const account = accountIn(row, report)
    const phone = text(row, 'phone')
    if (phone !== '' && !PHONE.test(phone)) report(row.row, 'phone', 'import_bad_phone', { text: phone })
    if (account === undefined || name === undefined) return []
    const earlier = seen.get(account)
    if (earlier !== undefined) report(row.row, 'account', 'import_twice', { text: account, row: earlier })
    seen.set(account, row.row)
    if (known.accounts.has(account)) return []
    if (known.takenAccounts.has(account)) report(row.row, 'account', 'account_taken', { account })
    return [{ name, account, phone: phone || null }]
  })
}

function planPosts(
  rows: readonly TextRow[],
  known: Known,
  listed: { readonly units: ReadonlySet<string>; readonly accounts: ReadonlySet<string> },
  report: Report,
): ImportPlan['posts'] {
  const seen = new Map<string, number>()
  return rows.flatMap((row) => {
    const account = accountIn(row, report)
    const unit = required(row, 'name', 100, report)
    const title = required(row, 'title', 60, report)
    const role = known.roleOf(text(row, 'role'))
    if (!role) report(row.row, 'role', 'import_not_one_of', { text: text(row, 'role'), values: known.roleWords })
    const fromOn = dayIn(row, 'fromOn', report) ?? known.today
    const toOn = dayIn(row, 'toOn', report) ?? null
    if (toOn !== null && toOn < fromOn) report(row.row, 'toOn', 'days_reversed')
    if (account !== undefined && !listed.accounts.has(account))
      report(row.row, 'account', 'import_person_unknown', { text: account })
    if (unit !== undefined && !listed.units.has(unit)) report(row.row, 'name', 'import_unit_unknown', { text: unit })
    if (account === undefined || unit === undefined || title === undefined || !role) return []
    const key = postKey(account, unit, role)
    const earlier = seen.get(key)
    if (earlier !== undefined) report(row.row, null, 'import_twice', { text: `${account} ${unit}`, row: earlier })
    seen.set(key, row.row)
    return known.posts.has(key) ? [] : [{ account, unit, role, title, fromOn, toOn }]
  })
}

function text(row: TextRow, field: string): string {
  return (row.cells[field] ?? '').trim()
}

function required(row: TextRow, field: string, maximum: number, report: Report): string | undefined {
  const value = short(row, field, maximum, report)
  return value === '' ? report(row.row, field, 'import_required') : value
}

function short(row: TextRow, field: string, maximum: number, report: Report): string {
  const value = text(row, field)
  if (value.length > maximum) report(row.row, field, 'import_too_long', { maximum })
  return value
}

function accountIn(row: TextRow, report: Report): string | undefined {
  const raw = required(row, 'account', 100, report)
  if (raw === undefined) return undefined
  const account = normalizeAccount(raw)
  return ACCOUNT.test(account) ? account : report(row.row, 'account', 'import_bad_account', { text: raw })
}

function dayIn(row: TextRow, field: string, report: Report): Day | undefined {
  const value = text(row, field)
  if (value === '') return undefined
  const match = /^(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?$/.exec(value)
  const day = match ? `${match[1]}-${match[2]?.padStart(2, '0')}-${match[3]?.padStart(2, '0')}` : value
  return isDay(day) ? day : report(row.row, field, 'import_not_a_day', { text: value.slice(0, 40) })
}

function numberIn(row: TextRow, field: string, report: Report): number | undefined {
  const value = text(row, field).replaceAll(',', '')
  if (value === '') return undefined
  const number = Number(value)
  const isFine = Number.isSafeInteger(number) && number >= 0
  return isFine ? number : report(row.row, field, 'import_not_a_number', { text: value.slice(0, 40) })
}
