import { dayOf } from '../../../kernel/day.ts'
import { asPeriod } from '../../../kernel/period.ts'
import { faultOfQuestion } from '../../../platform/figures.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import { listOpenUnits } from '../../organisation/public.ts'
import type { Level, SchemeBody, SchemeProof } from '../contract.ts'
import { schemeProof } from '../rules/scheme-proof.ts'
import { ledgers } from './ledgers.ts'

/** A period of each level: whether a figure can be asked depends on its kind alone. */
const A_PERIOD = {
  month: asPeriod('2026-M03'),
  quarter: asPeriod('2026-Q1'),
  year: asPeriod('2026'),
} as const satisfies Record<Level, unknown>

/** Proves a body against the units open today and the figures the ledgers can answer. */
export async function proofOf(ctx: OperationContext, body: SchemeBody): Promise<SchemeProof> {
  const units = await listOpenUnits(ctx, dayOf(ctx.now))
  return schemeProof(body, {
    units: new Map(units.map(({ id, name, kind }) => [id, { name, kind }])),
    faultOfLedger: (ref, level) => faultOfQuestion(ledgers, { ref, period: A_PERIOD[level], subject: 'unit' }),
  })
}
