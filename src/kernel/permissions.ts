/**
 * The permission matrix: who may do what, and how far that reaches. It is the only place where rights are written down; operations name
 * a row, the access machinery reads it, the administration screen prints it, and an oracle in the tests checks it.
 */

/** The roles a post can carry, in the order in which screens list them. */
export const ROLES = [
  'chief_leader',
  'sponsoring_leader',
  'project_office',
  'assessment_office',
  'supervision_office',
  'statistics_bureau',
  'department',
  'township',
  'task_force',
  'enterprise',
  'judge',
  'discipline_inspection',
  'superior',
  'administrator',
] as const
export type Role = (typeof ROLES)[number]

/**
 * How far a permission reaches: `below` the region and every region under it in the GB/T 2260 tree (reading only), `region` every unit
 * of the tenant, `unit` the unit of the post and the units under it, `self` what belongs to the person alone.
 */
export const REACHES = ['self', 'unit', 'region', 'below'] as const
export type Reach = (typeof REACHES)[number]

type Row = 'anyone' | 'signed_in' | Partial<Record<Role, Reach>>

const LEADERS = { chief_leader: 'region', sponsoring_leader: 'region' } as const
const OFFICES = {
  project_office: 'region',
  assessment_office: 'region',
  supervision_office: 'region',
  statistics_bureau: 'region',
} as const
const FRONT = { department: 'unit', township: 'unit', task_force: 'unit' } as const
const READERS = {
  ...LEADERS,
  ...OFFICES,
  discipline_inspection: 'region',
  superior: 'below',
  administrator: 'region',
} as const

/**
 * One row a permission. `anyone` needs no sign-in, `signed_in` needs nothing but a session; otherwise each role that has the
 * permission is listed with its reach, and every role not listed is refused.
 */
export const PERMISSIONS = {
  'session.open': 'anyone',
  'session.own': 'signed_in',

  'organisation.view': { ...READERS, ...FRONT, department: 'region', township: 'region', task_force: 'region' },
  'organisation.manage': { administrator: 'region' },
  'organisation.delegate': {
    administrator: 'region',
    chief_leader: 'self',
    sponsoring_leader: 'self',
    project_office: 'self',
    assessment_office: 'self',
    supervision_office: 'self',
    statistics_bureau: 'self',
    department: 'self',
    township: 'self',
    task_force: 'self',
  },
  'audit.view': { administrator: 'region', discipline_inspection: 'region' },
  'data.export_all': { administrator: 'region' },

  'lights.view': { ...READERS, department: 'region', township: 'region', task_force: 'region' },
  'lights.manage': { project_office: 'region', assessment_office: 'region' },

  'targets.view': { ...READERS, department: 'region', township: 'region', task_force: 'region' },
  'targets.manage': { assessment_office: 'region', project_office: 'region' },
  'targets.approve': { chief_leader: 'region', assessment_office: 'region' },
  'targets.enter_actual': { statistics_bureau: 'unit', department: 'unit', township: 'unit' },
  'targets.enter_statistics': { statistics_bureau: 'unit' },
  'targets.view_unreleased': { ...LEADERS, statistics_bureau: 'unit', department: 'unit', township: 'unit' },

  'key_projects.view': { ...READERS, ...FRONT, department: 'region' },
  'key_projects.manage': { project_office: 'region', department: 'unit', township: 'unit', task_force: 'unit' },
  'key_projects.statistics': { statistics_bureau: 'region' },
  'key_projects.move': { project_office: 'region', department: 'region', township: 'unit', task_force: 'unit' },
  'key_projects.lists': { project_office: 'region' },
  'key_projects.contacts': { ...LEADERS, project_office: 'region', ...FRONT },

  'project_support.view': { ...READERS, ...FRONT, department: 'region' },
  'project_support.visit': { ...LEADERS, project_office: 'region', ...FRONT },
  'project_support.ask': { project_office: 'region', ...FRONT },
  'project_support.allocate': { project_office: 'region', department: 'unit' },
  'project_support.manage': { project_office: 'region' },

  'schedules.view': { ...READERS, ...FRONT, department: 'region' },
  'schedules.plan': { project_office: 'region', ...FRONT },
  'schedules.record': { project_office: 'region', ...FRONT },
  'schedules.feed': 'anyone',

  'progress_reports.view': { ...READERS, ...FRONT, department: 'region' },
  'progress_reports.fill': { project_office: 'region', ...FRONT },
  'progress_reports.check': { project_office: 'region', ...FRONT },
  'progress_reports.confirm': { project_office: 'region', ...FRONT },
  'progress_reports.manage': { project_office: 'region' },

  'promises.view': { ...READERS, ...FRONT, department: 'region' },
  'promises.manage': { supervision_office: 'region', project_office: 'region', department: 'unit', township: 'unit' },

  'items.view': { ...READERS, ...FRONT, enterprise: 'unit' },
  'items.report': { project_office: 'region', supervision_office: 'region', ...FRONT, enterprise: 'unit' },
  'items.verify': { project_office: 'region', supervision_office: 'region' },
  'items.assign': { project_office: 'region', supervision_office: 'region' },
  'items.handle': FRONT,
  'items.consent': { project_office: 'region', supervision_office: 'region', ...FRONT, enterprise: 'unit' },
  'items.lead': LEADERS,
  'items.look_back': { supervision_office: 'region' },
  'items.manage': { supervision_office: 'region' },

  'meetings.view': { ...READERS, ...FRONT, department: 'region', township: 'region', task_force: 'region' },
  'meetings.manage': { project_office: 'region', supervision_office: 'region' },

  'notices.view': 'signed_in',
  'notices.manage': { administrator: 'region', supervision_office: 'region' },
  'notices.load': { ...READERS, ...FRONT },

  'dispatches.view': { ...READERS, department: 'region', township: 'region' },
  'dispatches.accept': { project_office: 'region', assessment_office: 'region' },

  'assessment.try': { chief_leader: 'region', assessment_office: 'region' },
  'assessment.view': { ...READERS, department: 'region', township: 'region', task_force: 'region' },
  'assessment.view_unpublished': {
    ...LEADERS,
    assessment_office: 'region',
    discipline_inspection: 'region',
    ...FRONT,
  },
  'assessment.manage': { assessment_office: 'region' },
  'assessment.sign': {
    project_office: 'unit',
    assessment_office: 'unit',
    supervision_office: 'unit',
    statistics_bureau: 'unit',
    ...FRONT,
  },
  'assessment.object': FRONT,
  'assessment.publish': { chief_leader: 'region', assessment_office: 'region' },

  'contests.view': { ...READERS, department: 'region', township: 'region', task_force: 'region' },
  'contests.manage': { assessment_office: 'region', project_office: 'region' },
  'contests.supervise': { discipline_inspection: 'region', supervision_office: 'region' },
  'contests.papers': {
    assessment_office: 'region',
    project_office: 'region',
    discipline_inspection: 'region',
    supervision_office: 'region',
  },
  'contests.seat': 'anyone',
  'contests.board': 'anyone',

  'overview.view': { ...READERS, ...FRONT, department: 'region', township: 'region' },

  'bulletins.view': { ...READERS, department: 'region', township: 'region', task_force: 'region' },
  'bulletins.briefs': { ...LEADERS, ...OFFICES, discipline_inspection: 'region' },
  'bulletins.letters': FRONT,
  'bulletins.write': { ...OFFICES },
  'bulletins.publish': {
    chief_leader: 'region',
    assessment_office: 'region',
    project_office: 'region',
    supervision_office: 'region',
  },
} as const satisfies Record<string, Row>

export type Permission = keyof typeof PERMISSIONS

/**
 * Whether a post of a role speaks for the units under its own too: departments, towns, task forces and enterprises do. An office or a
 * leader does not by its place alone, or whoever sits at the top of the county would be a party to everything in it.
 */
export function speaksForUnitsBelow(role: Role): boolean {
  return role in FRONT || role === 'enterprise'
}

/** The row of a permission, with its type opened up for generic code. */
export function permissionRow(permission: Permission): Row {
  return PERMISSIONS[permission]
}

/** The reach a role has by a permission, or `undefined` where it has none. */
export function reachOf(role: Role, permission: Permission): Reach | undefined {
  const row = permissionRow(permission)
  if (row === 'anyone' || row === 'signed_in') return 'self'
  return row[role]
}

/** The wider of two reaches. */
export function widerReach(one: Reach, other: Reach): Reach {
  return REACHES.indexOf(one) >= REACHES.indexOf(other) ? one : other
}
