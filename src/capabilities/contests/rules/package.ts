import { z } from 'zod'
import { ContestBody, ContestKind, CountedBallot, DeductionLine, TallyResult, VoidLine, Voter } from '../contract.ts'

/** The name a package carries, and the version of its form. */
export const PACKAGE_FORMAT = 'clarion contest package'
/** The version of the form of a package. */
export const PACKAGE_VERSION = 1

/** An event as the package tells it: the course of the contest without names. */
const ToldEvent = z.strictObject({
  ordinal: z.int(),
  kind: z.string(),
  at: z.string(),
  data: z.record(z.string(), z.unknown()),
})

/**
 * 计票包: everything a count is made of and the result it gave. Voters are numbers drawn anew for each count, never those of their seats. What is
 * hashed and signed is the canonical JSON of this.
 */
export const PackageContent = z.strictObject({
  format: z.literal(PACKAGE_FORMAT),
  version: z.literal(PACKAGE_VERSION),
  region: z.string(),
  contest: z.strictObject({
    id: z.string(),
    kind: ContestKind,
    name: z.string(),
    heldOn: z.string(),
    period: z.string(),
    place: z.string(),
    isRehearsal: z.boolean(),
  }),
  rulesHash: z.string(),
  body: ContestBody,
  draw: z
    .strictObject({
      commitment: z.string(),
      seed: z.string(),
      publicWord: z.string(),
      order: z.record(z.string(), z.array(z.string())),
    })
    .nullable(),
  voters: z.array(Voter),
  ballots: z.array(CountedBallot),
  voids: z.array(VoidLine),
  deductions: z.array(DeductionLine),
  events: z.array(ToldEvent),
  ordinal: z.int(),
  countedAt: z.string(),
  result: TallyResult,
})
export type PackageContent = z.output<typeof PackageContent>

/**
 * Whether somebody who reads a package could tell whose ballot is whose: a voter with a conflict of interest or who left is known by it in the hall.
 */
export function tellsVoters({ voters }: Pick<PackageContent, 'voters'>): boolean {
  return voters.some(({ excluded, hasLeft }) => excluded.length > 0 || hasLeft)
}
