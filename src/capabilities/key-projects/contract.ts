import * as events from './contract/events.ts'
import * as excuses from './contract/excuses.ts'
import * as imports from './contract/imports.ts'
import * as life from './contract/life.ts'
import * as lineage from './contract/lineage.ts'
import * as lists from './contract/lists.ts'
import * as map from './contract/map.ts'
import * as money from './contract/money.ts'
import * as people from './contract/people.ts'
import * as project from './contract/project.ts'
import * as views from './contract/views.ts'
import * as years from './contract/years.ts'

export * from './contract/events.ts'
export * from './contract/excuses.ts'
export * from './contract/imports.ts'
export * from './contract/life.ts'
export * from './contract/lineage.ts'
export * from './contract/lists.ts'
export * from './contract/map.ts'
export * from './contract/money.ts'
export * from './contract/people.ts'
export * from './contract/project.ts'
export * from './contract/views.ts'
export * from './contract/years.ts'

/** Every operation of this capability. */
export const keyProjectsContracts = [
  project.listProjects,
  project.countProjects,
  project.showProject,
  project.listProjectHistory,
  project.createProject,
  project.updateProject,
  project.enterProjectStatistics,
  project.withdrawProject,
  project.restoreProject,
  views.listViews,
  views.saveView,
  views.discardView,
  imports.exportProjects,
  imports.previewImport,
  imports.importProjects,
  imports.exportImportFaults,
  imports.listImports,
  imports.undoImport,
  ...life.lifeContracts,
  ...lists.listContracts,
  ...years.yearContracts,
  ...events.eventContracts,
  ...lineage.lineageContracts,
  ...money.moneyContracts,
  ...people.peopleContracts,
  ...map.mapContracts,
  ...excuses.excuseContracts,
] as const
