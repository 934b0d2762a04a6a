import { z } from 'zod'
import { fail, ok, type Outcome } from '../../../kernel/outcome.ts'
import { type Problem, problem } from '../../../kernel/problem.ts'
import {
  ClosingProof,
  ITEM_CLASSES,
  ItemClass,
  LadderBody,
  type LadderTier,
  Tier,
  TIER_OWNERS,
  type TierOwner,
} from '../contract.ts'
import classes from '../data/classes.json' with { type: 'json' }
import ladder from '../data/ladder.json' with { type: 'json' }

/** The ladder a region begins with, as number 1 of its versions. */
export const FIRST_LADDER: { readonly name: string; readonly basis: string; readonly body: LadderBody } = {
  name: ladder.name,
  basis: ladder.basis,
  body: LadderBody.parse({ tiers: ladder.tiers }),
}

/** The highest tier: whoever stands there has nobody above him in the county. */
export const TOP_TIER = 5

const ClassDefault = z.object({ code: ItemClass, isHard: z.boolean(), firstTier: Tier, proof: ClosingProof })
/** What an assignment of an item of a class is offered first: hard or not, on which tier, proved by what. All of it may be changed. */
export type ClassDefault = z.output<typeof ClassDefault>

const CLASS_DEFAULTS: ReadonlyMap<ItemClass, ClassDefault> = new Map(
  z
    .array(ClassDefault)
    .length(ITEM_CLASSES.length)
    .parse(classes.classes)
    .map((each) => [each.code, each]),
)

/** What an assignment of an item of this class is offered first. */
export function defaultsOf(itemClass: ItemClass): ClassDefault {
  const found = CLASS_DEFAULTS.get(itemClass)
  if (!found) throw new Error(`class without defaults: ${itemClass}`)
  return found
}

/**
 * A ladder that can be climbed, or every fault of it: `obstacles.ladder_tier_order` (tiers 0 to 5, each with its owner),
 * `ladder_days_missing` (only the top tier may wait for a decided day), `ladder_hard_shorter`, `ladder_answer_after_solve`,
 * `ladder_meeting_missing` (no days to answer and no meeting either).
 */
export function checkedLadder(body: LadderBody): Outcome<LadderBody> {
  const [first, ...rest] = body.tiers.flatMap(faultsOfTier)
  return first ? fail(first, ...rest) : ok(body)
}

function faultsOfTier(each: LadderTier, index: number): readonly Problem[] {
  const at = (code: string, field: string): Problem =>
    problem(`obstacles.${code}`, { tier: index }, ['body', 'tiers', index, field])
  const { tier, owner, answerDays, solveDays, hardSolveDays, meetingDecides } = each
  return [
    ...(tier !== index || owner !== TIER_OWNERS[index] ? [at('ladder_tier_order', 'tier')] : []),
    ...(solveDays === null && index < TOP_TIER ? [at('ladder_days_missing', 'solveDays')] : []),
    ...(hardSolveDays !== null && hardSolveDays < (solveDays ?? 0) ? [at('ladder_hard_shorter', 'hardSolveDays')] : []),
    ...(answerDays !== null && solveDays !== null && answerDays > solveDays
      ? [at('ladder_answer_after_solve', 'answerDays')]
      : []),
    ...(answerDays === null && !meetingDecides ? [at('ladder_meeting_missing', 'answerDays')] : []),
  ]
}

/** A tier of a ladder; the ladder has all six. */
export function tierOf(body: LadderBody, tier: number): LadderTier {
  const found = body.tiers[tier]
  if (!found) throw new RangeError(`no tier ${tier}`)
  return found
}

/** Who answers on a tier. */
export function ownerOf(body: LadderBody, tier: number): TierOwner {
  return tierOf(body, tier).owner
}

/** Working days to settle an item on a tier; null where a leader decides the day. */
export function solveDaysOf(body: LadderBody, tier: number, isHard: boolean): number | null {
  const { solveDays, hardSolveDays } = tierOf(body, tier)
  return isHard ? (hardSolveDays ?? solveDays) : solveDays
}

/** The tier above, `undefined` at the top. */
export function tierAbove(tier: number): number | undefined {
  return tier < TOP_TIER ? tier + 1 : undefined
}

/**
 * Whether what moves up by hand carries what its tier asks for: minutes, where the ladder says so. Refuses `obstacles.minutes_missing`.
 * Time that ran out moves an item up without them.
 */
export function checkedStep(body: LadderBody, tier: number, files: number): Outcome<number> {
  return tierOf(body, tier).needsMinutes && files === 0
    ? fail(problem('obstacles.minutes_missing', { tier }, ['fileIds']))
    : ok(tier)
}
