import { asDay, compareDays, type Day, dayOf } from '../../kernel/day.ts'
import { firstDay, lastDay } from '../../kernel/period.ts'
import { problem } from '../../kernel/problem.ts'
import { orRefuse, refuse } from '../../kernel/refusal.ts'
import { implement, type OperationContext, orNotFound } from '../../platform/run-operation.ts'
import * as contract from './contract.ts'
import { BUILT_IN_RULE_SETS } from './rules/built-in.ts'
import { checkRule, isCoveredOnce, proveCoverage } from './rules/coverage.ts'
import { type ReplayCase, replay } from './rules/replay.ts'
import { availableActions } from './rules/states.ts'
import { ruleInForce } from './public.ts'
import * as judged from './store/judged.ts'
import * as rules from './store/rules.ts'

const SUBJECT = 'light_rule_set'

/** Every operation of lights. */
export const lightsOperations = [
  implement(contract.listRuleSets, async (ctx, { subjectKind }) => {
    const sets = await rules.listRuleSets(ctx, subjectKind)
    const versions = await rules.listVersions(
      ctx,
      sets.map((set) => set.code),
    )
    return {
      items: sets.map((set) => summary(set, versions, dayOf(ctx.now))),
      actions: ctx.actor.may('lights.manage') ? ['draft' as const] : [],
    }
  }),

  implement(contract.showRuleSet, async (ctx, { code }) => {
    const { set, versions } = await getRuleSet(ctx, code)
    return {
      ruleSet: summary(set, versions, dayOf(ctx.now)),
      versions: versions.map((row) => ({
        version: row.version,
        state: stateOn(row, versions, dayOf(ctx.now)),
        body: row.body,
        source: row.source,
        validFrom: row.valid_from === null ? null : asDay(row.valid_from),
        recordVersion: row.record_version,
        actions: [...availableActions(stateOn(row, versions, dayOf(ctx.now)), ctx.actor.may('lights.manage'))],
      })),
    }
  }),

  implement(contract.listBuiltInRules, async () => ({ items: [...BUILT_IN_RULE_SETS] })),

  implement(contract.draftRule, async (ctx, { code, name, subjectKind, source, body }) => {
    const versions = await rules.listVersions(ctx, [code])
    if (versions.some((row) => row.state === 'draft')) refuse('rule_broken', problem('lights.draft_exists', { code }))
    const version = (versions[0]?.version ?? 0) + 1
    await rules.keepRuleSet(ctx, { code, name, subject_kind: subjectKind })
    await rules.insertVersion(ctx, {
      code,
      version,
      state: 'draft',
      body,
      source,
      valid_from: null,
      changed_at: ctx.now,
    })
    ctx.announce('lights.drafted', { subject: { kind: SUBJECT, id: code }, after: body })
    return { code, version, recordVersion: 1 }
  }),

  implement(contract.reviseDraft, async (ctx, { code, name, source, body, expectedVersion }) => {
    const { set, versions } = await getRuleSet(ctx, code)
    const draft = getForAction(
      ctx,
      versions.find((row) => row.state === 'draft'),
      'revise',
    )
    await rules.keepRuleSet(ctx, { code, name, subject_kind: set.subject_kind })
    const key = { code, version: draft.version, expectedVersion }
    const recordVersion = await rules.changeVersion(ctx, key, {
      body: JSON.stringify(body),
      source,
      changed_at: ctx.now,
    })
    ctx.announce('lights.revised', { subject: { kind: SUBJECT, id: code }, before: draft.body, after: body })
    return { code, version: draft.version, recordVersion }
  }),

  implement(contract.checkCoverage, async (ctx, { code, ruleVersion }) => {
    const { body } = await getVersion(ctx, code, ruleVersion)
    const dimensions = body.dimensions.map((dimension) => {
      const { holes, overlaps, empties } = proveCoverage(dimension.base, dimension.intervals)
      return { key: dimension.key, holes: [...holes], overlaps: [...overlaps], empties: [...empties] }
    })
    const isWhole = body.dimensions.every((each) => isCoveredOnce(proveCoverage(each.base, each.intervals)))
    return { dimensions, publishable: isWhole && checkRule(body).ok }
  }),

  implement(contract.replayRule, async (ctx, { code, ruleVersion, from, until }) => {
    const { body, set } = await getVersion(ctx, code, ruleVersion)
    const fed = await judged.listInputs(ctx, set.subject_kind, firstDay(from), lastDay(until))
    const current = await ruleInForce(ctx, set.subject_kind)
    return orRefuse(replay(current, { code, version: ruleVersion, body }, casesOf(fed)))
  }),

  implement(contract.publishRule, async (ctx, { code, ruleVersion, validFrom, expectedVersion }) => {
    const { body, row, versions } = await getVersion(ctx, code, ruleVersion)
    getForAction(ctx, row, 'publish')
    orRefuse(checkRule(body))
    if (compareDays(validFrom, dayOf(ctx.now)) < 0)
      refuse('rule_broken', problem('lights.valid_from_past', {}, ['validFrom']))
    const today = dayOf(ctx.now)
    const staying = compareDays(validFrom, today) > 0 ? versionInForce(versions, today) : undefined
    for (const earlier of versions.filter((each) => each.state === 'published' && each !== staying))
      await rules.changeVersion(
        ctx,
        { code, version: earlier.version, expectedVersion: earlier.record_version },
        { state: 'retired', changed_at: ctx.now },
      )
    const key = { code, version: ruleVersion, expectedVersion }
    const recordVersion = await rules.changeVersion(ctx, key, {
      state: 'published',
      valid_from: validFrom,
      changed_at: ctx.now,
    })
    ctx.announce('lights.published', {
      subject: { kind: SUBJECT, id: code },
      after: body,
      data: { version: ruleVersion, validFrom },
    })
    return { code, version: ruleVersion, recordVersion }
  }),

  implement(contract.retireRule, async (ctx, { code, ruleVersion, reason, expectedVersion }) => {
    const { row, versions } = await getVersion(ctx, code, ruleVersion)
    getForAction(ctx, { ...row, state: stateOn(row, versions, dayOf(ctx.now)) }, 'retire')
    const key = { code, version: ruleVersion, expectedVersion }
    const recordVersion = await rules.changeVersion(ctx, key, {
      state: 'retired',
      retired_reason: reason,
      changed_at: ctx.now,
    })
    ctx.announce('lights.retired', { subject: { kind: SUBJECT, id: code }, data: { version: ruleVersion, reason } })
    return { code, version: ruleVersion, recordVersion }
  }),

  implement(contract.discardDraft, async (ctx, { code, expectedVersion }) => {
    const { versions } = await getRuleSet(ctx, code)
    const draft = getForAction(
      ctx,
      versions.find((row) => row.state === 'draft'),
      'discard',
    )
    if (draft.record_version !== expectedVersion) refuse('conflict', problem('operation.conflict'))
    await rules.deleteDraft(ctx, code, draft.version)
    ctx.announce('lights.draft_discarded', { subject: { kind: SUBJECT, id: code }, before: draft.body })
    return { code }
  }),
]

type SetRow = Awaited<ReturnType<typeof rules.listRuleSets>>[number]
type VersionRow = Awaited<ReturnType<typeof rules.listVersions>>[number]

async function getRuleSet(
  ctx: OperationContext,
  code: string,
): Promise<{ set: SetRow; versions: readonly VersionRow[] }> {
  const set = orNotFound((await rules.listRuleSets(ctx)).find((each) => each.code === code))
  return { set, versions: await rules.listVersions(ctx, [code]) }
}

async function getVersion(ctx: OperationContext, code: string, version: number) {
  const { set, versions } = await getRuleSet(ctx, code)
  const row = orNotFound(versions.find((each) => each.version === version))
  return { set, versions, row, body: row.body }
}

function getForAction(ctx: OperationContext, row: VersionRow | undefined, action: contract.RuleAction): VersionRow {
  const found = orNotFound(row)
  if (!availableActions(found.state, ctx.actor.may('lights.manage')).includes(action))
    refuse('rule_broken', problem('lights.not_now', { action }))
  return found
}

/** The published version in force on a day: the one that became valid last. */
function versionInForce(versions: readonly VersionRow[], day: Day): VersionRow | undefined {
  return versions
    .filter((row) => row.state === 'published' && row.valid_from !== null && row.valid_from <= day)
    .toSorted((one, other) => ((one.valid_from ?? '') < (other.valid_from ?? '') ? 1 : -1))[0]
}

/** The state of a version on a day: one that stayed published until its successor became valid is retired from then on. */
function stateOn(row: VersionRow, versions: readonly VersionRow[], day: Day): contract.RuleState {
  const inForce = versionInForce(versions, day)
  const isOver = row.state === 'published' && row !== inForce && row.valid_from !== null && row.valid_from <= day
  return isOver ? 'retired' : row.state
}

function summary(set: SetRow, versions: readonly VersionRow[], day: Day): contract.RuleSet {
  const own = versions.filter((row) => row.code === set.code)
  return {
    code: set.code,
    name: set.name,
    subjectKind: set.subject_kind,
    published: versionInForce(own, day)?.version ?? null,
    draft: own.find((row) => row.state === 'draft')?.version ?? null,
  }
}

function casesOf(
  rows: readonly { subject_id: string; period: string; inputs: contract.LightInputs }[],
): readonly ReplayCase[] {
  const cases = new Map<string, { period: string; inputs: contract.LightInputs }[]>()
  for (const { subject_id, period, inputs } of rows)
    cases.set(subject_id, [...(cases.get(subject_id) ?? []), { period, inputs }])
  return [...cases].map(([subject, periods]) => ({ subject, periods }))
}
