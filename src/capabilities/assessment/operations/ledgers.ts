import type { FigureTeller } from '../../../platform/figures.ts'
import { keyProjectsFigures } from '../../key-projects/public.ts'

/** The figures of the ledgers a criterion may read, each told by the neighbour that keeps the ledger. */
export const ledgers: readonly FigureTeller[] = [...keyProjectsFigures]
