import { confirmOperations } from './confirm.ts'
import { deskOperations } from './desk.ts'
import { filingOperations } from './filing.ts'
import { findLateOperation } from './find-late.ts'
import { photoOperations } from './photos.ts'
import { sheetOperations } from './sheet.ts'

/** Every operation of progress reports. */
export const progressReportsOperations = [
  ...filingOperations,
  ...photoOperations,
  ...deskOperations,
  ...confirmOperations,
  findLateOperation,
  ...sheetOperations,
]
