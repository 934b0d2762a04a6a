import { z } from 'zod'
import { DayText } from '../../../kernel/day.ts'
import { FileAnswer } from '../../../kernel/file-answer.ts'
import { Id, RecordVersion } from '../../../kernel/id.ts'
import { command, query } from '../../../kernel/operation.ts'
import { REACHES } from '../../../kernel/permissions.ts'
import { RegionCodeText } from '../../../kernel/region-code.ts'
import { WorkCalendarYear } from '../../../kernel/work-calendar.ts'
import { Account, FirstPassword, Name, RoleName, Search } from './shared.ts'

/** The permission matrix. */
export const showPermissions = query({
  id: 'organisation.show_permissions',
  summary: 'Show who may do what',
  route: 'GET /permissions',
  permission: 'organisation.view',
  input: z.object({}),
  output: z.object({
    rows: z.array(
      z.object({
        permission: z.string(),
        everybody: z.enum(['anyone', 'signed_in']).nullable(),
        reaches: z.array(z.object({ role: RoleName, reach: z.enum(REACHES) })),
      }),
    ),
  }),
})

/** A region of the tenant's tree, by GB/T 2260 code; valid from, and until the day before `validTo`. */
export const Region = z.object({
  code: z.string(),
  name: z.string(),
  parentCode: z.string().nullable(),
  validFrom: DayText,
  validTo: DayText.nullable(),
})

/** The regions of the tenant: itself and those under it. */
export const listRegions = query({
  id: 'organisation.list_regions',
  summary: 'List the regions of the tenant as they stood on a day',
  route: 'GET /regions',
  permission: 'organisation.view',
  input: z.object({ on: DayText.optional(), search: Search.optional() }),
  output: z.object({ items: z.array(Region) }),
})

/** Adds a region under the tenant, renames it, or says until when its code was valid. */
export const saveRegion = command({
  id: 'organisation.save_region',
  summary: 'Add a region, rename it or end its code',
  route: 'PUT /regions/:code',
  permission: 'organisation.manage',
  input: z.object({
    code: RegionCodeText,
    name: Name,
    validFrom: DayText,
    validTo: DayText.optional(),
  }),
  output: z.object({ code: z.string() }),
})

/** The years of the working calendar this region imported itself. */
export const listCalendarYears = query({
  id: 'organisation.list_calendar_years',
  summary: 'List the imported years of the working calendar',
  route: 'GET /calendar-years',
  permission: 'organisation.view',
  input: z.object({}),
  output: z.object({
    publishedThrough: z.string(),
    items: z.array(z.object({ year: z.int(), version: RecordVersion, arrangement: WorkCalendarYear })),
  }),
})

/** Imports the arrangements of a year as the State Council's notice states them; a second import replaces the first. */
export const importCalendarYear = command({
  id: 'organisation.import_calendar_year',
  summary: "Import the working days of a year from the State Council's notice",
  route: 'PUT /calendar-years/:year',
  permission: 'organisation.manage',
  input: z.object({
    year: z.int().min(2000).max(2150),
    arrangement: WorkCalendarYear,
    expectedVersion: z.int().min(0),
  }),
  output: z.object({ year: z.int(), version: RecordVersion }),
})

/** Opens the tenant: its region, its first unit and its first administrator. Only the system may, and only once. */
export const setUp = command({
  id: 'organisation.set_up',
  summary: 'Open a tenant with its first administrator',
  route: 'POST /organisation/set-up',
  permission: 'organisation.manage',
  input: z.object({
    regionCode: RegionCodeText,
    regionName: Name,
    administratorName: Name,
    account: Account,
    unitName: Name.optional(),
    isSample: z.boolean().default(false),
  }),
  output: z.object({ personId: Id, unitId: Id, account: z.string(), firstPassword: FirstPassword }),
})

/** What a workbook of the organisation holds. */
export const IMPORT_SHEETS = ['units', 'people', 'posts'] as const

/** A fault of one row of an imported workbook; `row` as Excel counts. */
export const ImportFault = z.object({
  sheet: z.enum(IMPORT_SHEETS),
  row: z.int(),
  field: z.string().nullable(),
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
})
/** A fault of one row of an imported workbook. */
export type ImportFault = z.output<typeof ImportFault>

/**
 * Takes in units, people and posts from one workbook, all or nothing. `preview` only says what would happen. With faults nothing is
 * saved. One-time passwords of new people are answered once.
 */
export const importOrganisation = command({
  id: 'organisation.import',
  summary: 'Import units, people and posts from a workbook',
  route: 'POST /organisation/import',
  permission: 'organisation.manage',
  fileIn: { types: ['xlsx'], maxBytes: 10_000_000 },
  input: z.object({ mode: z.enum(['preview', 'save']), holdsNoSecret: z.literal(true) }),
  output: z.object({
    saved: z.boolean(),
    counts: z.object({ units: z.int(), people: z.int(), posts: z.int() }),
    faults: z.array(ImportFault),
    faultCount: z.int(),
    firstPasswords: z.array(z.object({ name: z.string(), account: z.string(), firstPassword: FirstPassword })),
  }),
})

/** Gives a workbook back with what is wrong before each row, to be mended and imported as it is. */
export const explainOrganisation = command({
  id: 'organisation.explain_import',
  summary: 'Give a workbook of units, people and posts back with what is wrong before each row',
  route: 'POST /organisation/import/problems',
  permission: 'organisation.manage',
  fileIn: { types: ['xlsx'], maxBytes: 10_000_000 },
  fileOut: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  input: z.object({ holdsNoSecret: z.literal(true) }),
  output: FileAnswer,
})

/** Units, people and posts of today as a workbook that `organisation.import` understands. */
export const exportOrganisation = query({
  id: 'organisation.export',
  summary: 'Export units, people and posts as a workbook',
  route: 'GET /organisation/export',
  permission: 'organisation.manage',
  audited: true,
  fileOut: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  input: z.object({ empty: z.boolean().default(false) }),
  output: FileAnswer,
})

/** How many units, people and posts there are today. */
export const countOrganisation = query({
  id: 'organisation.count',
  summary: 'Count units, people and posts of today',
  route: 'GET /organisation/counts',
  permission: 'organisation.view',
  input: z.object({}),
  output: z.object({ units: z.int(), people: z.int(), posts: z.int(), lockedAccounts: z.int() }),
})
