import { fail, ok, type Outcome } from '../../../kernel/outcome.ts'
import { type Problem, problem } from '../../../kernel/problem.ts'
import { asYuan } from '../../../kernel/yuan.ts'
import type { LinkKind, ProjectBody, SplitPart } from '../contract.ts'

/** A tie between two projects, as rules follow it; `fromId` is the older one. */
export interface ProjectLink {
  readonly kind: LinkKind
  readonly fromId: string
  readonly toId: string
  readonly on: string
  readonly amount: number | null
  readonly insideScope: boolean
}

/**
 * Which undertaking each project belongs to when names, mergers and splits are looked through: the part of a split to its whole, a
 * merged project to the one that carried on. A further phase is an undertaking of its own.
 */
export function originsOf(links: readonly ProjectLink[]): (id: string) => string {
  const up = new Map<string, string>()
  for (const { kind, fromId, toId } of links) {
    if (kind === 'merged') up.set(fromId, toId)
    if (kind === 'split') up.set(toId, fromId)
  }
  return (id) => {
    const passed = new Set([id])
    let at = id
    for (let next = up.get(at); next !== undefined && !passed.has(next); next = up.get(at)) {
      passed.add(next)
      at = next
    }
    return at
  }
}

const SPLIT_MONEY = ['totalInvestment', 'yearPlan', 'investedBeforeYear', 'investedThisYear'] as const

/** The bodies of the parts of a split. Refuses `key_projects.parts_differ` for every sum that is not the whole's. */
export function splitBodies(whole: ProjectBody, parts: readonly SplitPart[]): Outcome<readonly ProjectBody[]> {
  const problems: Problem[] = SPLIT_MONEY.flatMap((field) => {
    const sum = parts.reduce((total, part) => total + part[field], 0)
    const wanted = whole[field] ?? 0
    return sum === wanted ? [] : [problem('key_projects.parts_differ', { field, sum, whole: wanted }, ['parts'])]
  })
  const [first, ...rest] = problems
  if (first) return fail(first, ...rest)
  return ok(
    parts.map((part) => ({
      ...whole,
      name: part.name,
      shortName: '',
      totalInvestment: part.totalInvestment,
      yearPlan: whole.yearPlan === null ? null : part.yearPlan,
      monthlyPlan: null,
      investedBeforeYear: whole.investedBeforeYear === null ? null : part.investedBeforeYear,
      investedThisYear: whole.investedThisYear === null ? null : part.investedThisYear,
      signedAmount: null,
      fundsInPlace: null,
      bondAmount: null,
      bondSpent: null,
      expectedOutput: null,
      expectedTax: null,
      jobs: null,
    })),
  )
}

const ADDED = [
  'totalInvestment',
  'investedBeforeYear',
  'yearPlan',
  'signedAmount',
  'investedThisYear',
  'fundsInPlace',
  'bondAmount',
  'bondSpent',
  'expectedOutput',
  'expectedTax',
] as const

/**
 * The body of a project that takes another in. `keep` leaves its own figures: the two were one; `add` adds them: two became one, which
 * needs the same plan year and the same as-of month (`key_projects.periods_differ`). Names, codes and gaps are filled in either case.
 */
export function mergedBody(
  survivor: ProjectBody,
  absorbed: ProjectBody,
  figures: 'keep' | 'add',
): Outcome<ProjectBody> {
  const filled: ProjectBody = {
    ...survivor,
    projectCodes: [...new Set([...survivor.projectCodes, ...absorbed.projectCodes])].slice(0, 10),
    enterprise: survivor.enterprise || absorbed.enterprise,
    creditCode: survivor.creditCode ?? absorbed.creditCode,
    place: survivor.place || absorbed.place,
  }
  if (figures === 'keep') return ok(filled)
  const differ = (field: 'planYear' | 'investedAsOf') =>
    survivor[field] !== null && absorbed[field] !== null && survivor[field] !== absorbed[field]
  if (differ('planYear') || differ('investedAsOf')) return fail(problem('key_projects.periods_differ', {}, ['figures']))
  const sums = ADDED.map((field) => {
    const [mine, theirs] = [survivor[field], absorbed[field]]
    return [field, mine === null && theirs === null ? null : asYuan((mine ?? 0) + (theirs ?? 0))] as const
  })
  return ok({
    ...filled,
    ...(Object.fromEntries(sums) as Partial<ProjectBody>),
    planYear: survivor.planYear ?? absorbed.planYear,
    investedAsOf: survivor.investedAsOf ?? absorbed.investedAsOf,
    monthlyPlan: null,
  })
}
