import { newId } from '../../../kernel/ids.ts'
import { sentenceOf } from '../../../kernel/language.ts'
import { kernelMessages } from '../../../kernel/messages/index.ts'
import { type Problem, problem } from '../../../kernel/problem.ts'
import { orRefuse, refuse } from '../../../kernel/refusal.ts'
import { errorsSheet } from '../../../platform/excel/errors-workbook.ts'
import { findTable, type FoundTable } from '../../../platform/excel/find-table.ts'
import { readWorkbook } from '../../../platform/excel/read-workbook.ts'
import { type SheetIn, textOfCell } from '../../../platform/excel/sheet.ts'
import { writeWorkbook } from '../../../platform/excel/write-workbook.ts'
import { hashPassword, newFirstPassword } from '../../../platform/identity/passwords.ts'
import { platformMessages } from '../../../platform/messages/index.ts'
import { implement, type OperationContext } from '../../../platform/run-operation.ts'
import * as contract from '../contract.ts'
import { organisationMessages } from '../messages/index.ts'
import { type ImportPlan, type Known, type OrganisationRows, planImport, postKey } from '../rules/import.ts'
import { normalizeAccount } from '../rules/sign-in.ts'
import { columnsWanted, roleOfWord, SHEET_NAMES, sheetOf, unitKindOfWord } from '../sheets.ts'
import { insertPeople, listPersonRows, listTakenAccounts } from '../store/people.ts'
import { insertPosts, listPostRows } from '../store/posts.ts'
import { insertUnits, listUnitRows } from '../store/units.ts'
import { refuseAll, spelled, today } from './acting.ts'

type SheetName = (typeof contract.IMPORT_SHEETS)[number]

const MOST_PEOPLE = 100_000
const FAULTS_SHOWN = 200
const words = organisationMessages['zh-CN']

const importAll = implement(contract.importOrganisation, async (ctx, { mode }) => {
  const { rows } = await readRows(ctx)
  const have = await readKnown(ctx, rows)
  const { plan, faults } = planImport(rows, have.known)
  const counts = { units: plan.units.length, people: plan.people.length, posts: plan.posts.length }
  const shown = { counts, faults: faults.slice(0, FAULTS_SHOWN), faultCount: faults.length }
  if (mode === 'preview' || faults.length > 0) return { saved: false, ...shown, firstPasswords: [] }
  const firstPasswords = await savePlan(ctx, plan, have)
  ctx.announce('organisation.imported', { subject: { kind: 'import', id: newId(ctx.now) }, after: counts })
  return { saved: true, ...shown, firstPasswords }
})

/** One sheet as it came, with the table found in it. */
interface FoundSheet {
  readonly sheet: SheetIn
  readonly table: FoundTable
}

interface ReadWorkbook {
  readonly rows: OrganisationRows
  readonly found: Readonly<Record<SheetName, FoundSheet | undefined>>
}

const explain = implement(contract.explainOrganisation, async (ctx) => {
  const { rows, found } = await readRows(ctx)
  const { faults } = planImport(rows, (await readKnown(ctx, rows)).known)
  const sheets = contract.IMPORT_SHEETS.flatMap((name) => {
    const problems = faults
      .filter((fault) => fault.sheet === name)
      .map(({ code, params, row, field }) => problem(code, params, field === null ? [row] : [row, field]))
    const of = found[name]
    const texts = {
      sheet: words.import.sheets[name],
      rowNumber: words.import.row,
      errors: words.import.fault,
      title: words.import.sheets[name],
    }
    return of ? [errorsSheet({ ...of, problems }, texts, sentence, true)] : []
  })
  return {
    name: `${words.sheets.fileName}-${words.import.fault}.xlsx`,
    type: contract.explainOrganisation.fileOut ?? '',
    bytes: await writeWorkbook(sheets),
  }
})

function sentence(found: Problem): string {
  return sentenceOf(found, 'zh-CN', [kernelMessages, platformMessages, organisationMessages])
}

async function readRows(ctx: OperationContext): Promise<ReadWorkbook> {
  if (!ctx.upload) return refuse('invalid', problem('file.missing'))
  const sheets = orRefuse(await readWorkbook(ctx.upload.bytes), 'invalid')
  const found = {
    units: tableIn(sheets, 'units'),
    people: tableIn(sheets, 'people'),
    posts: tableIn(sheets, 'posts'),
  }
  if (!found.units && !found.people && !found.posts) refuseAll([problem('organisation.import_no_sheet')])
  return {
    rows: { units: textRows(found.units), people: textRows(found.people), posts: textRows(found.posts) },
    found,
  }
}

function tableIn(sheets: readonly SheetIn[], name: SheetName): FoundSheet | undefined {
  const sheet = sheets.find((each) => SHEET_NAMES[name].some((start) => each.name.trim().startsWith(start)))
  return sheet && { sheet, table: orRefuse(findTable(sheet, columnsWanted(name)), 'invalid') }
}

function textRows(found: FoundSheet | undefined): OrganisationRows[SheetName] {
  return (found?.table.rows ?? []).map((row) => ({
    row: row.row,
    cells: Object.fromEntries(Object.entries(row.cells).map(([key, cell]) => [key, textOfCell(cell)])),
  }))
}

interface Have {
  readonly known: Known
  readonly unitIds: ReadonlyMap<string, string>
  readonly personIds: ReadonlyMap<string, string>
}

async function readKnown(ctx: OperationContext, rows: OrganisationRows): Promise<Have> {
  const { region } = ctx.scope
  const day = today(ctx)
  const units = await listUnitRows(ctx.tx, region, day, { openOnly: true })
  const people = await listPersonRows(ctx.tx, region, { day, limit: MOST_PEOPLE })
  const posts = await listPostRows(ctx.tx, region, day, { on: day, limit: MOST_PEOPLE })
  const accountOf = new Map(people.map((person) => [person.id, person.account]))
  const wanted = rows.people.map((row) => normalizeAccount(row.cells['account'] ?? '')).filter((each) => each !== '')
  const taken = await listTakenAccounts(ctx.tx, [...new Set(wanted)].slice(0, 5000))
  return {
    unitIds: new Map(units.map((unit) => [unit.name, unit.id])),
    personIds: new Map(people.filter((each) => each.account !== '').map((person) => [person.account, person.id])),
    known: {
      unitNames: new Set(units.map((unit) => unit.name)),
      accounts: new Set(accountOf.values()),
      takenAccounts: taken,
      posts: new Set(posts.map((post) => postKey(accountOf.get(post.personId) ?? '', post.unitName, post.role))),
      today: day,
      roleOf: roleOfWord,
      kindOf: unitKindOfWord,
      roleWords: Object.values(words.roles).join('、'),
      kindWords: Object.values(words.unitKinds).join('、'),
    },
  }
}

async function savePlan(ctx: OperationContext, plan: ImportPlan, have: Have) {
  const { region } = ctx.scope
  const unitIds = new Map([...have.unitIds, ...plan.units.map((unit) => [unit.name, newId(ctx.now)] as const)])
  const idOf = (ids: ReadonlyMap<string, string>, name: string) => ids.get(name) ?? ''
  await insertUnits(
    ctx.tx,
    region,
    plan.units.map((unit) => ({
      id: idOf(unitIds, unit.name),
      name: unit.name,
      shortName: unit.shortName,
      kind: unit.kind,
      parentId: unit.parent === '' ? null : idOf(unitIds, unit.parent),
      groupName: unit.group || null,
      position: unit.position,
      areaCode: unit.areaCode,
      areaSquareMetres: unit.areaSquareMetres,
      openedOn: unit.openedOn,
      ...spelled(unit.name),
    })),
    false,
  )
  const people = await Promise.all(
    plan.people.map(async (person) => {
      const firstPassword = newFirstPassword()
      const passwordHash = await hashPassword(firstPassword)
      const id = newId(ctx.now)
      return { ...person, id, firstPassword, passwordHash, mustChange: true, ...spelled(person.name, 'person') }
    }),
  )
  const taken = await insertPeople(ctx.tx, region, people, { now: ctx.now, isSample: false })
  if (taken !== people.length) refuse('conflict', problem('operation.conflict'))
  const personIds = new Map([...have.personIds, ...people.map((person) => [person.account, person.id] as const)])
  await insertPosts(
    ctx.tx,
    region,
    plan.posts.map((post) => ({
      id: newId(ctx.now),
      personId: idOf(personIds, post.account),
      unitId: idOf(unitIds, post.unit),
      role: post.role,
      title: post.title,
      fromOn: post.fromOn,
      toOn: post.toOn,
    })),
    false,
  )
  return people.map(({ name, account, firstPassword }) => ({ name, account, firstPassword }))
}

const exportAll = implement(contract.exportOrganisation, async (ctx, { empty }) => {
  const rows = empty ? { units: [], people: [], posts: [] } : await rowsOfToday(ctx)
  const bytes = await writeWorkbook(contract.IMPORT_SHEETS.map((sheet) => sheetOf(sheet, rows[sheet])))
  const type = contract.exportOrganisation.fileOut ?? ''
  return { name: `${words.sheets.fileName}${empty ? '' : `-${today(ctx)}`}.xlsx`, type, bytes }
})

async function rowsOfToday(ctx: OperationContext) {
  const { region } = ctx.scope
  const day = today(ctx)
  const units = await listUnitRows(ctx.tx, region, day, { openOnly: true })
  const people = await listPersonRows(ctx.tx, region, { day, state: 'active', limit: MOST_PEOPLE })
  const posts = await listPostRows(ctx.tx, region, day, { on: day, limit: MOST_PEOPLE })
  const nameOf = new Map(units.map((unit) => [unit.id, unit.name]))
  const accountOf = new Map(people.map((person) => [person.id, person.account]))
  return {
    units: units.map((unit) => ({
      name: unit.name,
      shortName: unit.shortName,
      kind: words.unitKinds[unit.kind as contract.UnitKind],
      parent: nameOf.get(unit.parentId ?? ''),
      group: unit.groupName,
      position: unit.position,
      openedOn: unit.openedOn,
      areaCode: unit.areaCode,
      area: unit.areaSquareMetres,
    })),
    people: people.map((person) => ({ personName: person.name, account: person.account, phone: person.phone })),
    posts: posts.map((post) => ({
      account: accountOf.get(post.personId),
      name: post.unitName,
      role: words.roles[post.role],
      title: post.title,
      fromOn: post.fromOn,
      toOn: post.toOn,
    })),
  }
}

/** The operations on workbooks. */
export const workbookOperations = [importAll, explain, exportAll]
