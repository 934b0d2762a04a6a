import { ROLES, type Role } from '../../kernel/permissions.ts'
import type { ColumnWanted } from '../../platform/excel/find-table.ts'
import type { ColumnKind, ColumnOut, RowOut, SheetOut } from '../../platform/excel/sheet.ts'
import { type IMPORT_SHEETS, UNIT_KINDS, type UnitKind } from './contract.ts'
import { organisationMessages } from './messages/index.ts'

type SheetName = (typeof IMPORT_SHEETS)[number]
type Heading = Exclude<keyof (typeof organisationMessages)['zh-CN']['sheets'], 'fileName'>

interface Column {
  readonly key: Heading
  readonly width: number
  readonly kind?: ColumnKind
  readonly isRequired?: boolean
  readonly options?: 'roles' | 'unitKinds'
}

/** The columns of each sheet, in order: the same for what is written and what is read. */
const COLUMNS = {
  units: [
    { key: 'name', width: 32, isRequired: true },
    { key: 'shortName', width: 18 },
    { key: 'kind', width: 12, isRequired: true, options: 'unitKinds' },
    { key: 'parent', width: 32 },
    { key: 'group', width: 14 },
    { key: 'position', width: 8, kind: 'integer' },
    { key: 'openedOn', width: 14, kind: 'day' },
    { key: 'areaCode', width: 14 },
    { key: 'area', width: 16, kind: 'integer' },
  ],
  people: [
    { key: 'personName', width: 14, isRequired: true },
    { key: 'account', width: 18, isRequired: true },
    { key: 'phone', width: 16 },
  ],
  posts: [
    { key: 'account', width: 18, isRequired: true },
    { key: 'name', width: 32, isRequired: true },
    { key: 'role', width: 18, isRequired: true, options: 'roles' },
    { key: 'title', width: 20, isRequired: true },
    { key: 'fromOn', width: 14, kind: 'day' },
    { key: 'toOn', width: 14, kind: 'day' },
  ],
} as const satisfies Record<SheetName, readonly Column[]>

const zh = organisationMessages['zh-CN']
const en = organisationMessages.en

/** Names a sheet of the workbook may go by. */
export const SHEET_NAMES: Readonly<Record<SheetName, readonly string[]>> = {
  units: [zh.import.sheets.units, en.import.sheets.units],
  people: [zh.import.sheets.people, en.import.sheets.people],
  posts: [zh.import.sheets.posts, en.import.sheets.posts],
}

/** The columns an import looks for on a sheet. */
export function columnsWanted(sheet: SheetName): readonly ColumnWanted[] {
  return (COLUMNS[sheet] as readonly Column[]).map((column) => ({
    key: column.key,
    heading: zh.sheets[column.key],
    kind: column.kind === 'day' ? 'day' : column.kind === 'integer' ? 'number' : 'text',
    synonyms: [en.sheets[column.key]],
    ...(column.isRequired ? { isRequired: true } : {}),
  }))
}

/** One sheet as it is written. */
export function sheetOf(sheet: SheetName, rows: readonly RowOut[]): SheetOut {
  return {
    name: zh.import.sheets[sheet],
    columns: (COLUMNS[sheet] as readonly Column[]).map(
      (column): ColumnOut => ({
        key: column.key,
        heading: zh.sheets[column.key],
        width: column.width,
        kind: column.kind ?? 'text',
        ...(column.options ? { options: Object.values(zh[column.options]) } : {}),
      }),
    ),
    rows,
    spareRows: rows.length === 0 ? 200 : 20,
  }
}

/** The role a word stands for, in either language or as its code. */
export function roleOfWord(word: string): Role | undefined {
  return ROLES.find((role) => [role, zh.roles[role], en.roles[role]].includes(word.trim()))
}

/** The kind of unit a word stands for, in either language or as its code. */
export function unitKindOfWord(word: string): UnitKind | undefined {
  return UNIT_KINDS.find((kind) => [kind, zh.unitKinds[kind], en.unitKinds[kind]].includes(word.trim()))
}
