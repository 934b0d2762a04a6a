import * as audit from './contract/audit.ts'
import * as people from './contract/people.ts'
import * as posts from './contract/posts.ts'
import * as regions from './contract/regions.ts'
import * as units from './contract/units.ts'

export * from './contract/audit.ts'
export * from './contract/people.ts'
export * from './contract/posts.ts'
export * from './contract/regions.ts'
export * from './contract/units.ts'

/** Every operation of this capability. */
export const organisationContracts = [
  units.listUnits,
  units.showUnit,
  units.createUnit,
  units.renameUnit,
  units.moveUnit,
  units.setUnitArea,
  units.closeUnit,
  units.reopenUnit,
  units.mergeUnit,
  people.listPeople,
  people.showPerson,
  people.createPerson,
  people.updatePerson,
  people.disablePerson,
  people.enablePerson,
  people.erasePerson,
  people.unlockAccount,
  people.resetPassword,
  people.resetTotp,
  people.endPersonSessions,
  posts.listPosts,
  posts.appoint,
  posts.endPost,
  posts.listDelegations,
  posts.listDelegablePosts,
  posts.giveDelegation,
  posts.withdrawDelegation,
  regions.showPermissions,
  regions.listRegions,
  regions.saveRegion,
  regions.listCalendarYears,
  regions.importCalendarYear,
  regions.setUp,
  regions.importOrganisation,
  regions.explainOrganisation,
  regions.exportOrganisation,
  regions.countOrganisation,
  audit.listAudit,
  audit.exportAuditTrail,
] as const
