import { deskContracts } from './contract/desk.ts'
import { filingContracts } from './contract/filing.ts'
import { photoContracts } from './contract/photos.ts'
import { sheetContracts } from './contract/sheet.ts'

export * from './contract/desk.ts'
export * from './contract/filing.ts'
export * from './contract/photos.ts'
export * from './contract/report.ts'
export * from './contract/sheet.ts'

/** Every operation of this capability. */
export const progressReportsContracts = [
  ...filingContracts,
  ...photoContracts,
  ...deskContracts,
  ...sheetContracts,
] as const
