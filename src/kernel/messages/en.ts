import type { Permission } from '../permissions.ts'
import type { zhCN } from './zh-CN.ts'

const permissions: Readonly<Record<Permission, string>> = {
  'bulletins.view': 'see bulletins',
  'bulletins.briefs': 'see briefs and letters',
  'bulletins.letters': 'see letters to the own unit',
  'bulletins.write': 'write bulletins, change templates',
  'bulletins.publish': 'publish bulletins',
  'session.open': 'sign in',
  'session.own': 'own session and duties',
  'organisation.view': 'see units and people',
  'organisation.manage': 'manage units and people',
  'organisation.delegate': 'delegate posts',
  'audit.view': 'read the audit trail',
  'data.export_all': 'manage all data',
  'lights.view': 'see light rules',
  'lights.manage': 'manage light rules',
  'targets.view': 'see targets',
  'targets.manage': 'manage targets',
  'targets.approve': 'approve targets',
  'targets.enter_actual': 'enter figures',
  'targets.enter_statistics': 'enter statistical figures',
  'targets.view_unreleased': 'see figures before release',
  'key_projects.view': 'see key projects',
  'key_projects.manage': 'manage key projects',
  'key_projects.statistics': 'enter project statistics',
  'key_projects.move': 'move projects between stages',
  'key_projects.lists': 'keep project lists, events and duplicates',
  'key_projects.contacts': 'read contacts of projects',
  'project_support.view': 'see visits and factors',
  'project_support.visit': 'record visits',
  'project_support.ask': 'ask for factors',
  'project_support.allocate': 'verify and allocate factors',
  'project_support.manage': 'manage visits and factors',
  'schedules.view': 'see backward schedules',
  'schedules.plan': 'plan backward schedules',
  'schedules.record': 'report nodes',
  'schedules.feed': 'subscribe to nodes by a secret address',
  'progress_reports.view': 'see progress reports',
  'progress_reports.fill': 'fill in progress reports',
  'progress_reports.check': 'check progress reports',
  'progress_reports.confirm': 'confirm progress reports',
  'progress_reports.manage': 'remind and lock progress reports',
  'promises.view': 'see promises',
  'promises.manage': 'manage promises',
  'items.view': 'see the ledger of items',
  'items.report': 'report items',
  'items.verify': 'verify items',
  'items.assign': 'assign items, decide on extensions',
  'items.handle': 'handle items',
  'items.consent': 'agree to a closing, rate it, reopen it',
  'items.lead': 'suspend, decide, ask the level above',
  'items.look_back': 'look back at closed items',
  'items.manage': 'manage the ladder and the days of the loop',
  'meetings.view': 'see dispatch meetings',
  'meetings.manage': 'hold dispatch meetings, write their minutes',
  'notices.view': 'see own notices',
  'notices.manage': 'manage the ways notices go, and limits of burden',
  'notices.load': 'see the load meter',
  'dispatches.view': 'see dispatches',
  'dispatches.accept': 'accept from dispatches',
  'assessment.try': 'try schemes of assessment',
  'assessment.view': 'see assessments',
  'assessment.view_unpublished': 'see rankings before they are published',
  'assessment.manage': 'write schemes of assessment and run its rounds',
  'assessment.sign': 'enter and sign the figures of the own unit',
  'assessment.object': 'object to figures of an assessment',
  'assessment.publish': 'publish rankings',
  'contests.view': 'see contests',
  'contests.manage': 'run contests',
  'contests.supervise': 'supervise the vote and the count of contests',
  'contests.papers': 'type and check paper ballots',
  'contests.seat': 'score by the link of a seat',
  'contests.board': 'see a board by its link',
  'overview.view': 'see the overview',
}

/** The same words in English. */
export const en: typeof zhCN = {
  permissions,
  problems: {
    'shape.required': () => 'is required; please fill it in.',
    'shape.wrong_type': ({ expected }) => `has the wrong form; it should be ${typeOf(expected)}.`,
    'shape.too_small': ({ minimum }) => `is too small or too short; at least ${minimum}.`,
    'shape.too_big': ({ maximum }) => `is too big or too long; at most ${maximum}.`,
    'shape.not_one_of': ({ values }) => `must be one of: ${values}.`,
    'shape.bad_format': ({ format }) => `${formatOf(format)}; please check it.`,
    'shape.unknown_field': ({ keys }) => `has fields nobody knows: ${keys}; please remove them.`,
    'shape.invalid': () => 'is not valid; please check it.',
    'access.sign_in_first': () => 'Please sign in first.',
    'access.not_allowed': ({ permission }) =>
      `Your post may not ${permissions[permission as Permission] ?? permission}; ask your administrator.`,
    'access.wrong_region': () => 'You cannot work on the records of another region.',
    'operation.unknown': () => 'There is no such operation; please check the address.',
    'operation.too_many': () => 'Too many requests; please try again in a moment.',
    'operation.unavailable': () =>
      'The system or its database is busy; what you typed is still here, please try again shortly.',
    'operation.conflict': () => 'Somebody else has just changed this record; reload, compare and try again.',
    'operation.bug': ({ reference }) =>
      `Something went wrong and was logged (reference ${reference}); try again or tell your administrator.`,
    'operation.key_reused': () => 'The same idempotency key was used for different content; use a new key.',
    'operation.body_too_large': ({ maximum }) => `The content is too large; at most ${maximum}.`,
    'operation.not_json': () => 'The content is not valid JSON.',
    'operation.cross_site': () => 'This request did not come from a page of this system and was refused.',
    'file.empty': () => 'The file is empty. Please choose it again.',
    'file.missing': () => 'No file arrived; choose a file and upload it again.',
    'file.save_as': ({ type }) =>
      `This is an old kind of file; open it in WPS or Office, save it as .${type}, and upload the new file.`,
    'file.wrong_type': ({ types }) => `This kind of file is not supported; use: ${types}.`,
    'file.too_large': ({ maximum }) => `The file is too large; at most ${maximum}.`,
    'record.not_found': () => 'This record was not found; it may have been withdrawn or lie outside your scope.',
    'kernel.day_invalid': () => 'is not a day; write it like 2026-03-25 (years 1900 to 2199).',
    'kernel.period_invalid': () =>
      'is not a period; write it like 2026, 2026-Q1, 2026-M03, 2026-M01_02, 2026-W12 or 2026-03-25.',
    'kernel.region_code_invalid': () => 'is not a region code; it has six digits (GB/T 2260), like 370786.',
    'kernel.money_invalid': () => 'is not an amount of money; write a number, like 1010 or 166.5.',
    'kernel.yuan_fraction': ({ text }) => `The amount ${text} comes to a part of a yuan; please use fewer decimals.`,
    'kernel.money_too_large': ({ text }) =>
      `The amount ${text} is too large; check whether the unit is 元, 万元 or 亿元.`,
    'kernel.area_invalid': () => 'is not an area; write a number of 0 or more.',
    'kernel.percent_invalid': () => 'is not a percentage; write a number, like 6.4.',
    'kernel.ratio_without_whole': () =>
      'The whole is 0 or missing, so there is no ratio; please fill in the plan first.',
    'kernel.credit_code_length': ({ length }) =>
      `A unified social credit code has 18 characters, this has ${length}; please check it.`,
    'kernel.credit_code_character': ({ character, position }) =>
      `Character ${position} of a unified social credit code cannot be "${character}" (I, O, S, V, Z are not used; 3 to 8 are digits); please check it.`,
    'kernel.credit_code_check_digit': ({ expected, given }) =>
      `The check digit of the unified social credit code does not fit: the first 17 characters call for ${expected}, not ${given}; please compare each character.`,
    'kernel.project_code_shape': () => 'is not a project code; it has 24 characters, like 2303-370786-04-01-123456.',
    'kernel.project_code_region': ({ region }) =>
      `The second group ${region} of the project code is not a region; please check it.`,
    'kernel.photo_heic': () =>
      'This is a HEIC photo, which other computers cannot open. Set the camera to “Most Compatible”, or send it as JPEG.',
    'kernel.photo_unknown': () => 'This is no photo. Choose a JPEG, PNG or WebP.',
    'kernel.photo_broken': () => 'The file of this photo is not whole. Choose it again or take another.',
    'kernel.photo_too_many_pixels': ({ width, height }) =>
      `The photo has ${width}×${height} pixels, which is too large. Make it smaller first.`,
    'kernel.calendar_not_published': ({ day, through }) =>
      `The holidays around ${day} are not published yet (published through ${through}); wait for the notice and import it.`,
    'kernel.calendar_year_missing': ({ year }) => `The work calendar lacks the year ${year}; please import it too.`,
    'kernel.calendar_year_twice': ({ year }) => `The work calendar has the year ${year} twice; please remove one.`,
    'kernel.calendar_range_reversed': ({ first, last }) =>
      `The days off from ${first} to ${last} are the wrong way round; please correct them.`,
    'kernel.calendar_day_outside_year': ({ day, year }) =>
      `${day} does not belong to the arrangements of ${year}; please check the year.`,
    'kernel.calendar_day_twice': ({ day }) => `${day} occurs twice, or is both off and worked; please correct it.`,
    'kernel.calendar_make_up_on_weekday': ({ day }) =>
      `${day} is not on a weekend and cannot be a make-up day; please check it.`,
  },
  fields: {
    id: 'Id',
    limit: 'Page size',
    sort: 'Sort',
    descending: 'Descending',
    search: 'Search text',
    locale: 'Language',
    withdrawn: 'Withdrawn',
    importId: 'Import',
    projectId: 'Project',
    targetId: 'Target',
    dispatchId: 'Dispatch',
    itemId: 'Item',
    claimId: 'Claim',
    fileId: 'File',
    fileIds: 'Files',
    mapping: 'Column mapping',
    columns: 'Columns',
    type: 'Type',
    date: 'Date',
    days: 'Days',
    month: 'Month',
    share: 'Share',
    subject: 'Subject',
  },
}

function typeOf(expected: string | number | undefined): string {
  const words: Readonly<Record<string, string>> = {
    number: 'a number',
    int: 'a whole number',
    string: 'a text',
    boolean: 'true or false',
    array: 'a list',
    object: 'a group of fields',
    record: 'a group of fields',
    date: 'a date',
  }
  return words[String(expected)] ?? 'of the form described'
}

function formatOf(format: string | number | undefined): string {
  const words: Readonly<Record<string, string>> = {
    uuid: 'is not the id of a record',
    email: 'is not an e-mail address',
    url: 'is not an address of the web',
  }
  return words[String(format)] ?? 'has the wrong form'
}
