import { watchLive } from '../kernel/live.ts'
import type { OperationSpec } from '../kernel/operation.ts'

/** Every declared operation, capability by capability: what the command line offers. Safe without a server. */
export const contracts: readonly OperationSpec[] = [watchLive]
