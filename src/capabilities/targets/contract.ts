import * as actuals from './contract/actuals.ts'
import * as claims from './contract/claims.ts'
import * as curves from './contract/curves.ts'
import * as goalImports from './contract/goal-imports.ts'
import * as imports from './contract/imports.ts'
import * as indicators from './contract/indicators.ts'
import * as targets from './contract/targets.ts'
import * as years from './contract/years.ts'

export * from './contract/actuals.ts'
export * from './contract/claims.ts'
export * from './contract/curves.ts'
export * from './contract/goal-imports.ts'
export * from './contract/goals.ts'
export * from './contract/imports.ts'
export * from './contract/indicators.ts'
export * from './contract/progress.ts'
export * from './contract/shared.ts'
export * from './contract/targets.ts'
export * from './contract/years.ts'

/** Every operation of this capability. */
export const targetsContracts = [
  indicators.listCampaigns,
  indicators.createCampaign,
  indicators.updateCampaign,
  indicators.moveCampaign,
  indicators.listIndicators,
  indicators.createIndicator,
  indicators.updateIndicator,
  targets.listTargets,
  targets.showTarget,
  targets.createTarget,
  targets.updateTarget,
  targets.prepareTarget,
  targets.decideTarget,
  targets.reviseTarget,
  targets.allotTarget,
  targets.showBalance,
  targets.rankUnits,
  actuals.showGrid,
  actuals.enterActuals,
  actuals.showActual,
  claims.listClaims,
  claims.adoptClaim,
  claims.setClaimAside,
  claims.nameClaimIndicator,
  curves.listCurves,
  curves.saveCurve,
  imports.previewImport,
  imports.applyImport,
  imports.explainImport,
  goalImports.previewGoals,
  goalImports.applyGoals,
  goalImports.explainGoals,
  goalImports.undoGoals,
  imports.listImports,
  imports.undoImport,
  imports.exportTargets,
  years.listYears,
  years.moveYear,
  years.carryYearOver,
  years.rejudgeYear,
  years.exportYear,
] as const
