import * as imports from './contract/imports.ts'
import * as money from './contract/money.ts'
import * as project from './contract/project.ts'
import * as views from './contract/views.ts'

export * from './contract/imports.ts'
export * from './contract/money.ts'
export * from './contract/project.ts'
export * from './contract/views.ts'

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
  ...money.moneyContracts,
] as const
