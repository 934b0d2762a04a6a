import { z } from 'zod'
import { DayText } from '../../../kernel/day.ts'
import { DecimalText } from '../../../kernel/exact.ts'
import { Id, RecordVersion } from '../../../kernel/id.ts'
import { command, query } from '../../../kernel/operation.ts'
import { PeriodText } from '../../../kernel/period.ts'
import { ActualStatus, ActualVersion } from './actuals.ts'
import { Comparator } from './goals.ts'
import { Changed, Paging, Passage, Source } from './shared.ts'

/** What a publication says of a figure: reached in its period, standing already, or planned. */
export const ClaimStatus = z.enum(['achieved', 'existing', 'planned'])
export type ClaimStatus = z.output<typeof ClaimStatus>

/** A figure somebody published: shown beside the actual, turned into one by the source unit alone. */
export const Claim = z.object({
  id: Id,
  indicatorId: Id.nullable(),
  indicatorName: z.string(),
  unitText: z.string(),
  unitId: Id,
  period: PeriodText,
  status: ClaimStatus,
  comparator: Comparator,
  value: DecimalText.nullable(),
  upper: DecimalText.nullable(),
  from: DecimalText.nullable(),
  source: Source,
  state: z.enum(['open', 'adopted', 'set_aside', 'withdrawn']),
  reason: z.string().nullable(),
  version: RecordVersion,
})
export type Claim = z.output<typeof Claim>

/** A claim beside the actual figure of its period, with what the reader may do about it. */
export const ClaimRow = Claim.extend({
  unitName: z.string(),
  actual: ActualVersion.nullable(),
  actions: z.array(z.enum(['adopt', 'setAside', 'nameIndicator'])),
})
export type ClaimRow = z.output<typeof ClaimRow>

/** Lists published claims. */
export const listClaims = query({
  id: 'targets.list_claims',
  summary: 'List figures somebody published, beside the actual ones',
  route: 'GET /claims',
  permission: 'targets.view',
  input: z.object({
    state: Claim.shape.state.optional(),
    indicatorId: Id.optional(),
    unitId: Id.optional(),
    ...Paging,
  }),
  output: z.object({
    items: z.array(ClaimRow),
    nextCursor: z.string().nullable(),
  }),
})

/** Turns a claim into an actual figure, by the source unit alone. */
export const adoptClaim = command({
  id: 'targets.adopt_claim',
  summary: 'Turn a published claim into an actual figure, as its source unit; a vague one needs the exact value',
  route: 'POST /claims/:claimId/adopt',
  permission: 'targets.enter_actual',
  input: z.object({
    claimId: Id,
    expectedVersion: RecordVersion,
    exactValue: DecimalText.nullable(),
    status: ActualStatus,
    asOf: DayText,
  }),
  output: Changed,
})

/** Sets a claim aside. */
export const setClaimAside = command({
  id: 'targets.set_claim_aside',
  summary: 'Set a published claim aside with a reason',
  route: 'POST /claims/:claimId/set-aside',
  permission: 'targets.enter_actual',
  input: z.object({ claimId: Id, expectedVersion: RecordVersion, reason: Passage }),
  output: Changed,
})

/** Says which indicator a claim is about, where the document used a name nobody had. */
export const nameClaimIndicator = command({
  id: 'targets.name_claim_indicator',
  summary: 'Say which indicator a published claim is about',
  route: 'POST /claims/:claimId/indicator',
  permission: 'targets.enter_actual',
  input: z.object({ claimId: Id, expectedVersion: RecordVersion, indicatorId: Id }),
  output: Changed,
})
