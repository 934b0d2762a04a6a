import { z } from 'zod'
import { DecimalText } from '../../../kernel/exact.ts'
import { Id } from '../../../kernel/id.ts'
import { Key } from './body.ts'

/** What a ballot is about: one entrant by its key, or `*`, all of them at once. */
export const About = z.union([Key, z.literal('*')])
export type About = z.output<typeof About>

/** The coefficient of difficulty a judge says, by entrant; empty where the rules do not ask. */
const Difficulty = z.record(Key, DecimalText).default({})

/** 选票内容, by the kind of the ballot rule: marks by entrant and criterion, a grade by entrant, the place in its group by entrant, or those chosen. */
export const BallotContent = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('score'),
    marks: z.record(Key, z.record(Key, DecimalText)),
    difficulty: Difficulty,
  }),
  z.strictObject({ kind: z.literal('grades'), marks: z.record(Key, Key), difficulty: Difficulty }),
  z.strictObject({
    kind: z.literal('ranking'),
    places: z.record(Key, z.int().min(1).max(200)),
    difficulty: Difficulty,
  }),
  z.strictObject({ kind: z.literal('approve'), chosen: z.array(Key).max(200), difficulty: Difficulty }),
])
export type BallotContent = z.output<typeof BallotContent>

/** How a ballot came in: sent at once, sealed on a device and sent later, or typed from paper by two people. */
export const BALLOT_SOURCES = ['device', 'sealed', 'paper'] as const
/** How a ballot came in. */
export const BallotSource = z.enum(BALLOT_SOURCES)
export type BallotSource = z.output<typeof BallotSource>

/**
 * A ballot as a device makes it: `id` is made on the device (random UUID) and makes sending it again harmless; `madeAt` is the instant of the
 * submit by the server's clock as the device knows it. What is inside an envelope is this as JSON.
 */
export const MadeBallot = z.strictObject({ id: Id, about: About, content: BallotContent, madeAt: z.iso.datetime() })
export type MadeBallot = z.output<typeof MadeBallot>

const Base64Url = z.string().regex(/^[\w-]+$/)

/**
 * 封存的选票: a ballot nobody but the contest can open. ECDH on P-256 between the key of this envelope (`publicKey`, raw point) and that of the contest;
 * the first 32 bytes of HKDF-SHA-256 (no salt, info `clarion ballot`) are the key of AES-256-GCM with the nonce `iv`; `additional data` is the
 * id. All base64url.
 */
export const SealedBallot = z.strictObject({
  id: Id,
  publicKey: Base64Url.length(87),
  iv: Base64Url.length(16),
  text: Base64Url.max(60_000),
})
export type SealedBallot = z.output<typeof SealedBallot>

/** Somebody who votes, as the count knows them: a number, never a name. `excluded` are the entrants they may not vote on; `hasLeft`: they left before the end. */
export const Voter = z.strictObject({
  voter: z.string().min(1).max(40),
  classKey: Key,
  excluded: z.array(Key),
  hasLeft: z.boolean(),
})
export type Voter = z.output<typeof Voter>

/** A ballot as it is counted. */
export const CountedBallot = z.strictObject({
  id: Id,
  voter: z.string(),
  about: About,
  content: BallotContent,
  source: BallotSource,
})
export type CountedBallot = z.output<typeof CountedBallot>

/** A line that takes a ballot out of the count; the ballot stays in the package. */
export const VoidLine = z.strictObject({ ballotId: Id, reason: z.string() })
export type VoidLine = z.output<typeof VoidLine>

/** A line of points taken off, or the reversal of an earlier one (`reverses`, with the same points). */
export const DeductionLine = z.strictObject({
  id: Id,
  entrantKey: Key,
  points: DecimalText,
  reason: z.string(),
  reverses: Id.nullable(),
})
export type DeductionLine = z.output<typeof DeductionLine>
