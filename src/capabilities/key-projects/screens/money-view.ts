import type { OutputOf } from '../../../kernel/operation.ts'
import type { showProjectMoney } from '../contract.ts'

/** The money of a project as its page shows it. */
export type ProjectMoney = OutputOf<typeof showProjectMoney>
