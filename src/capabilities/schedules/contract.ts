import * as baselines from './contract/baselines.ts'
import * as chart from './contract/chart.ts'
import * as feed from './contract/feed.ts'
import * as files from './contract/files.ts'
import * as nodes from './contract/nodes.ts'
import * as obstacles from './contract/obstacles.ts'
import * as plan from './contract/plan.ts'

export * from './contract/baselines.ts'
export * from './contract/chart.ts'
export * from './contract/feed.ts'
export * from './contract/files.ts'
export * from './contract/network.ts'
export * from './contract/nodes.ts'
export * from './contract/obstacles.ts'
export * from './contract/plan.ts'

/** Every operation of this capability. */
export const schedulesContracts = [
  plan.showPlan,
  plan.listTemplates,
  plan.makePlan,
  plan.changePlan,
  plan.whatIfPlan,
  plan.recordFacts,
  plan.explainDate,
  plan.listRepairs,
  plan.listPlanHistory,
  obstacles.showObstacleEffects,
  nodes.listNodes,
  chart.showChart,
  baselines.keepBaseline,
  baselines.chooseReference,
  baselines.compareBaselines,
  files.exportMspdi,
  files.exportCalendar,
  files.exportSheet,
  files.previewPlanImport,
  files.importPlan,
  feed.showFeed,
  feed.openFeed,
  feed.closeFeed,
  feed.readFeed,
] as const
