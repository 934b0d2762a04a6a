import { z } from 'zod'
import { DayText } from '../../kernel/day.ts'
import { FileAnswer } from '../../kernel/file-answer.ts'
import { Id, RecordVersion } from '../../kernel/id.ts'
import { command, query } from '../../kernel/operation.ts'
import { REACHES, ROLES } from '../../kernel/permissions.ts'
import { RegionCodeText } from '../../kernel/region-code.ts'
import { WorkCalendarYear } from '../../kernel/work-calendar.ts'

/** Kinds of units, in the order in which screens list them. */
export const UNIT_KINDS = [
  'leaders',
  'office',
  'department',
  'township',
  'park',
  'state_firm',
  'task_force',
  'enterprise',
] as const
/** One of `UNIT_KINDS`. */
export type UnitKind = (typeof UNIT_KINDS)[number]

/** What can be done to a unit. */
export const UNIT_ACTIONS = ['rename', 'move', 'set_area', 'close', 'merge', 'reopen'] as const
/** What can be done to a person. */
export const PERSON_ACTIONS = [
  'update',
  'disable',
  'enable',
  'erase',
  'unlock',
  'reset_password',
  'reset_totp',
  'end_sessions',
  'appoint',
] as const

const Name = z.string().trim().min(1).max(100)
const ShortName = z.string().trim().min(1).max(40)
const Account = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._@-]{2,49}$/)
const Phone = z
  .string()
  .trim()
  .regex(/^\+?[0-9-]{5,20}$/)
const Reason = z.string().trim().min(1).max(500)
const Title = z.string().trim().min(1).max(60)
const Search = z.string().trim().max(50)
const Cursor = z.string().max(400).optional()
const Limit = z.int().min(1).max(200).default(50)
const Changed = z.object({ id: Id, version: RecordVersion })
const RoleName = z.enum(ROLES)

/** A unit as it was on a day. Days: `openedOn` the first it exists, `closedOn` the first it no longer does. Area in square metres. */
export const Unit = z.object({
  id: Id,
  name: z.string(),
  shortName: z.string(),
  kind: z.enum(UNIT_KINDS),
  parentId: Id.nullable(),
  groupName: z.string().nullable(),
  position: z.int(),
  areaCode: z.string().nullable(),
  areaSquareMetres: z.int().nullable(),
  openedOn: DayText,
  closedOn: DayText.nullable(),
  closedReason: z.string().nullable(),
  mergedIntoId: Id.nullable(),
  version: RecordVersion,
  actions: z.array(z.enum(UNIT_ACTIONS)),
})
/** A unit as it was on a day. */
export type Unit = z.output<typeof Unit>

/** The units of the tenant as they stood on a day (today unless given), parents before children is not promised. */
export const listUnits = query({
  id: 'organisation.list_units',
  summary: 'List the units of the region as they stood on a day',
  route: 'GET /units',
  permission: 'organisation.view',
  input: z.object({
    on: DayText.optional(),
    search: Search.optional(),
    kind: z.enum(UNIT_KINDS).optional(),
    withClosed: z.boolean().default(false),
  }),
  output: z.object({ items: z.array(Unit) }),
})

/** One unit with all its names and places. */
export const showUnit = query({
  id: 'organisation.show_unit',
  summary: 'Show a unit with every name it had',
  route: 'GET /units/:unitId',
  permission: 'organisation.view',
  input: z.object({ unitId: Id }),
  output: z.object({
    unit: Unit,
    history: z.array(
      z.object({ validFrom: DayText, name: z.string(), shortName: z.string(), parentId: Id.nullable() }),
    ),
  }),
})

const Area = {
  areaCode: RegionCodeText.optional(),
  areaSquareMetres: z.int().min(1).max(1_000_000_000_000).optional(),
}

/** Opens a unit. */
export const createUnit = command({
  id: 'organisation.create_unit',
  summary: 'Open a unit',
  route: 'POST /units',
  permission: 'organisation.manage',
  input: z.object({
    name: Name,
    shortName: ShortName.optional(),
    kind: z.enum(UNIT_KINDS),
    parentId: Id.optional(),
    groupName: ShortName.optional(),
    position: z.int().min(0).max(100_000).default(0),
    openedOn: DayText,
    ...Area,
  }),
  output: Changed,
})

/** Gives a unit another name from a day on; what it was called before stays. */
export const renameUnit = command({
  id: 'organisation.rename_unit',
  summary: 'Rename a unit from a day on',
  route: 'POST /units/:unitId/rename',
  permission: 'organisation.manage',
  input: z.object({
    unitId: Id,
    name: Name,
    shortName: ShortName.optional(),
    from: DayText,
    expectedVersion: RecordVersion,
  }),
  output: Changed,
})

/** Puts a unit under another from a day on, or at the top. */
export const moveUnit = command({
  id: 'organisation.move_unit',
  summary: 'Put a unit under another from a day on',
  route: 'POST /units/:unitId/move',
  permission: 'organisation.manage',
  input: z.object({
    unitId: Id,
    parentId: Id.nullable(),
    groupName: ShortName.nullable().optional(),
    position: z.int().min(0).max(100_000).optional(),
    from: DayText,
    expectedVersion: RecordVersion,
  }),
  output: Changed,
})

/** Sets the area of a park or township. */
export const setUnitArea = command({
  id: 'organisation.set_unit_area',
  summary: 'Set the area of a unit',
  route: 'POST /units/:unitId/area',
  permission: 'organisation.manage',
  input: z.object({ unitId: Id, ...Area, expectedVersion: RecordVersion }),
  output: Changed,
})

/** Closes a unit: from `closedOn` it no longer exists. Its records stay. */
export const closeUnit = command({
  id: 'organisation.close_unit',
  summary: 'Close a unit',
  route: 'POST /units/:unitId/close',
  permission: 'organisation.manage',
  input: z.object({ unitId: Id, closedOn: DayText, reason: Reason, expectedVersion: RecordVersion }),
  output: Changed,
})

/** Opens a closed unit again, as if it had not been closed. */
export const reopenUnit = command({
  id: 'organisation.reopen_unit',
  summary: 'Reopen a closed unit',
  route: 'POST /units/:unitId/reopen',
  permission: 'organisation.manage',
  input: z.object({ unitId: Id, reason: Reason, expectedVersion: RecordVersion }),
  output: Changed,
})

/** Merges a unit into another from a day on: its posts go over, its sub-units move, its records find their keeper there. */
export const mergeUnit = command({
  id: 'organisation.merge_unit',
  summary: 'Merge a unit into another',
  route: 'POST /units/:unitId/merge',
  permission: 'organisation.manage',
  input: z.object({ unitId: Id, intoId: Id, on: DayText, reason: Reason, expectedVersion: RecordVersion }),
  output: Changed.extend({ postsMoved: z.int(), unitsMoved: z.int() }),
})

/** A post held by a person in a unit; both days are inclusive, an open end is `null`. */
export const Post = z.object({
  id: Id,
  personId: Id,
  personName: z.string(),
  unitId: Id,
  unitName: z.string(),
  role: RoleName,
  title: z.string(),
  fromOn: DayText,
  toOn: DayText.nullable(),
  endReason: z.string().nullable(),
  version: RecordVersion,
  actions: z.array(z.enum(['end', 'delegate'])),
})
/** A post held by a person in a unit. */
export type Post = z.output<typeof Post>

/** A person as lists show them: the telephone number is masked. */
export const Person = z.object({
  id: Id,
  name: z.string(),
  account: z.string(),
  phone: z.string().nullable(),
  state: z.enum(['active', 'disabled', 'erased']),
  stateReason: z.string().nullable(),
  isLocked: z.boolean(),
  mustChangePassword: z.boolean(),
  totpEnabled: z.boolean(),
  posts: z.array(z.object({ id: Id, role: RoleName, title: z.string(), unitId: Id, unitName: z.string() })),
  version: RecordVersion,
  actions: z.array(z.enum(PERSON_ACTIONS)),
})
/** A person as lists show them. */
export type Person = z.output<typeof Person>

/** People by name, account, unit or role; ordered by pinyin. */
export const listPeople = query({
  id: 'organisation.list_people',
  summary: 'List people by name, pinyin, account, unit or role',
  route: 'GET /people',
  permission: 'organisation.view',
  input: z.object({
    search: Search.optional(),
    unitId: Id.optional(),
    role: RoleName.optional(),
    state: z.enum(['active', 'disabled', 'erased']).optional(),
    cursor: Cursor,
    limit: Limit,
  }),
  output: z.object({ items: z.array(Person), nextCursor: z.string().nullable() }),
})

/** One person with the whole telephone number; audited. */
export const showPerson = query({
  id: 'organisation.show_person',
  summary: 'Show a person with the whole telephone number and every post',
  route: 'GET /people/:personId',
  permission: 'organisation.manage',
  audited: true,
  input: z.object({ personId: Id }),
  output: z.object({ person: Person, posts: z.array(Post) }),
})

const FirstPassword = z.string()

/** Registers a person; the one-time password is answered once and kept nowhere. */
export const createPerson = command({
  id: 'organisation.create_person',
  summary: 'Register a person and answer a one-time password',
  route: 'POST /people',
  permission: 'organisation.manage',
  input: z.object({
    name: Name,
    account: Account,
    phone: Phone.optional(),
    post: z.object({ unitId: Id, role: RoleName, title: Title, fromOn: DayText }).optional(),
    /** A password known beforehand that need not be changed; only the system may give one, to a sample person. */
    samplePassword: z.string().min(8).max(128).optional(),
  }),
  secret: ['samplePassword'],
  output: Changed.extend({ account: z.string(), firstPassword: FirstPassword }),
})

/** Corrects name, account or telephone number of a person. */
export const updatePerson = command({
  id: 'organisation.update_person',
  summary: 'Correct name, account or telephone number',
  route: 'PATCH /people/:personId',
  permission: 'organisation.manage',
  input: z.object({
    personId: Id,
    name: Name,
    account: Account,
    phone: Phone.nullable(),
    expectedVersion: RecordVersion,
  }),
  output: Changed,
})

const OnPerson = { personId: Id, expectedVersion: RecordVersion }

/** Takes a person out of service: sessions end, sign-in is refused, posts end today. */
export const disablePerson = command({
  id: 'organisation.disable_person',
  summary: 'Take a person out of service',
  route: 'POST /people/:personId/disable',
  permission: 'organisation.manage',
  input: z.object({ ...OnPerson, reason: Reason }),
  output: Changed,
})

/** Puts a person back into service; posts are given anew. */
export const enablePerson = command({
  id: 'organisation.enable_person',
  summary: 'Put a person back into service',
  route: 'POST /people/:personId/enable',
  permission: 'organisation.manage',
  input: z.object(OnPerson),
  output: Changed,
})

/**
 * Erases the personal data of somebody out of service when its purpose has ended (PIPL art. 47): account, telephone number, password,
 * sessions, and the name unless they held a leading post, whose holder is of public record.
 */
export const erasePerson = command({
  id: 'organisation.erase_person',
  summary: 'Erase the personal data of a person out of service',
  route: 'POST /people/:personId/erase',
  permission: 'organisation.manage',
  input: z.object({ ...OnPerson, reason: Reason }),
  output: Changed,
})

/** Removes the lock of an account after failed sign-ins. */
export const unlockAccount = command({
  id: 'organisation.unlock_account',
  summary: 'Unlock an account after failed sign-ins',
  route: 'POST /people/:personId/unlock',
  permission: 'organisation.manage',
  input: z.object({ personId: Id }),
  output: z.object({ id: Id }),
})

/** Gives a new one-time password and ends every session; unlocks too. */
export const resetPassword = command({
  id: 'organisation.reset_password',
  summary: 'Give a new one-time password',
  route: 'POST /people/:personId/reset-password',
  permission: 'organisation.manage',
  input: z.object({ personId: Id }),
  output: z.object({ id: Id, firstPassword: FirstPassword }),
})

/** Switches one-time codes off for somebody who lost their generator. */
export const resetTotp = command({
  id: 'organisation.reset_totp',
  summary: 'Switch one-time codes off for a person',
  route: 'POST /people/:personId/reset-totp',
  permission: 'organisation.manage',
  input: z.object({ personId: Id, reason: Reason }),
  output: z.object({ id: Id }),
})

/** Ends every session of a person. */
export const endPersonSessions = command({
  id: 'organisation.end_sessions',
  summary: 'End every session of a person',
  route: 'POST /people/:personId/end-sessions',
  permission: 'organisation.manage',
  input: z.object({ personId: Id }),
  output: z.object({ id: Id }),
})

/** Posts on a day (today unless given), or all that ever were with `history`. */
export const listPosts = query({
  id: 'organisation.list_posts',
  summary: 'List posts by day, unit, person or role',
  route: 'GET /posts',
  permission: 'organisation.view',
  input: z.object({
    on: DayText.optional(),
    history: z.boolean().default(false),
    unitId: Id.optional(),
    personId: Id.optional(),
    role: RoleName.optional(),
    cursor: Cursor,
    limit: Limit,
  }),
  output: z.object({ items: z.array(Post), nextCursor: z.string().nullable() }),
})

/** Gives a person a post in a unit from a day on. */
export const appoint = command({
  id: 'organisation.appoint',
  summary: 'Give a person a post',
  route: 'POST /posts',
  permission: 'organisation.manage',
  input: z.object({
    personId: Id,
    unitId: Id,
    role: RoleName,
    title: Title,
    fromOn: DayText,
    toOn: DayText.optional(),
  }),
  output: Changed,
})

/** Ends a post; `toOn` is its last day. Delegations of it end with it. */
export const endPost = command({
  id: 'organisation.end_post',
  summary: 'End a post',
  route: 'POST /posts/:postId/end',
  permission: 'organisation.manage',
  input: z.object({ postId: Id, toOn: DayText, reason: Reason, expectedVersion: RecordVersion }),
  output: Changed,
})

/** A delegation of a post; both days are inclusive. */
export const Delegation = z.object({
  id: Id,
  postId: Id,
  ownerId: Id,
  ownerName: z.string(),
  role: RoleName,
  unitName: z.string(),
  delegateId: Id,
  delegateName: z.string(),
  fromOn: DayText,
  toOn: DayText,
  reason: z.string(),
  withdrawnOn: DayText.nullable(),
  version: RecordVersion,
  actions: z.array(z.enum(['withdraw'])),
})
/** A delegation of a post. */
export type Delegation = z.output<typeof Delegation>

/** Delegations: those of one's own posts and to oneself, or all of the region for an administrator. */
export const listDelegations = query({
  id: 'organisation.list_delegations',
  summary: 'List delegations of posts',
  route: 'GET /delegations',
  permission: 'organisation.delegate',
  input: z.object({ withPast: z.boolean().default(false) }),
  output: z.object({ items: z.array(Delegation) }),
})

/** The posts a person may delegate: their own of today, or everybody's for an administrator. */
export const listDelegablePosts = query({
  id: 'organisation.list_delegable_posts',
  summary: 'List the posts one may delegate',
  route: 'GET /delegations/posts',
  permission: 'organisation.delegate',
  input: z.object({}),
  output: z.object({ items: z.array(Post) }),
})

/** Lets somebody enter on behalf of a post between two days; both names stay in the record. */
export const giveDelegation = command({
  id: 'organisation.give_delegation',
  summary: 'Let somebody act on behalf of a post',
  route: 'POST /delegations',
  permission: 'organisation.delegate',
  input: z.object({ postId: Id, delegateId: Id, fromOn: DayText, toOn: DayText, reason: Reason }),
  output: Changed,
})

/** Takes a delegation back, at once. */
export const withdrawDelegation = command({
  id: 'organisation.withdraw_delegation',
  summary: 'Take a delegation back',
  route: 'POST /delegations/:delegationId/withdraw',
  permission: 'organisation.delegate',
  input: z.object({ delegationId: Id, reason: Reason, expectedVersion: RecordVersion }),
  output: Changed,
})

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

/** Every operation of this capability. */
export const organisationContracts = [
  listUnits,
  showUnit,
  createUnit,
  renameUnit,
  moveUnit,
  setUnitArea,
  closeUnit,
  reopenUnit,
  mergeUnit,
  listPeople,
  showPerson,
  createPerson,
  updatePerson,
  disablePerson,
  enablePerson,
  erasePerson,
  unlockAccount,
  resetPassword,
  resetTotp,
  endPersonSessions,
  listPosts,
  appoint,
  endPost,
  listDelegations,
  listDelegablePosts,
  giveDelegation,
  withdrawDelegation,
  showPermissions,
  listRegions,
  saveRegion,
  listCalendarYears,
  importCalendarYear,
  setUp,
  importOrganisation,
  exportOrganisation,
  countOrganisation,
] as const
