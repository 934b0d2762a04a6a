import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import { implement, type OperationContext } from '../../../platform/run-operation.ts'
import * as contract from '../contract.ts'
import { type ComparedProject, type DuplicatePair, duplicatesOf, findDuplicates } from '../rules/duplicates.ts'
import { originsOf, type ProjectLink } from '../rules/lineage.ts'
import * as lineage from '../store/lineage.ts'
import * as record from '../store/record.ts'

type Row = Awaited<ReturnType<typeof lineage.listCompared>>[number]
const SHOWN = 200

const listAll = implement(contract.listDuplicates, async (ctx, { projectId }) => {
  const rows = await lineage.listCompared(ctx)
  const byId = new Map(rows.map((row) => [row.id, row]))
  const chosen = projectId === undefined ? undefined : byId.get(projectId)
  const all = rows.map(comparedOf)
  const pairs = chosen ? duplicatesOf(comparedOf(chosen), all) : projectId === undefined ? findDuplicates(all) : []
  const isOpen = await openPairs(ctx)
  const open = pairs.filter(isOpen)
  return {
    items: open.slice(0, SHOWN).flatMap((pair) => {
      const [first, second] = [byId.get(pair.firstId), byId.get(pair.secondId)]
      return first && second
        ? [{ first: sideOf(first), second: sideOf(second), signs: [...pair.signs], likeness: pair.likeness }]
        : []
    }),
    count: open.length,
    judged: (await lineage.listVerdicts(ctx)).length,
  }
})

const different = implement(contract.judgeDifferent, async (ctx, { firstId, secondId, reason }) => {
  if (firstId === secondId) refuse('rule_broken', problem('key_projects.same_project', {}, ['secondId']))
  await record.getProject(ctx, firstId)
  await record.getProject(ctx, secondId)
  const [first, second] = firstId < secondId ? [firstId, secondId] : [secondId, firstId]
  await judge(ctx, { first, second, verdict: 'different', reason })
  ctx.announce('key_projects.judged_different', {
    subject: { kind: 'key_project', id: first },
    data: { reason, otherId: second },
  })
  return { firstId: first, secondId: second }
})

/** Keeps a verdict on a pair under the name of the one who acts. */
export async function judge(
  ctx: OperationContext,
  of: {
    readonly first: string
    readonly second: string
    readonly verdict: 'same' | 'different'
    readonly reason: string
  },
): Promise<void> {
  const [first_id, second_id] = of.first < of.second ? [of.first, of.second] : [of.second, of.first]
  await lineage.keepVerdict(ctx, {
    first_id,
    second_id,
    verdict: of.verdict,
    reason: of.reason,
    at: ctx.now,
    person_id: ctx.actor.personId,
    person_name: ctx.actor.name,
  })
}

/** Names of the projects that may be the same as this one and nobody has judged. */
export async function openDuplicatesOf(ctx: OperationContext, projectId: string): Promise<readonly string[]> {
  const rows = await lineage.listCompared(ctx)
  const own = rows.find((row) => row.id === projectId)
  if (!own) return []
  const isOpen = await openPairs(ctx)
  const names = new Map(rows.map((row) => [row.id, row.name]))
  return duplicatesOf(comparedOf(own), rows.map(comparedOf))
    .filter(isOpen)
    .map(({ firstId, secondId }) => names.get(firstId === projectId ? secondId : firstId) ?? '')
}

/** Whether a pair still waits for a verdict: not judged, and not tied as parts of one whole or as a phase of the other. */
async function openPairs(ctx: OperationContext): Promise<(pair: DuplicatePair) => boolean> {
  const judged = new Set((await lineage.listVerdicts(ctx)).map((each) => `${each.first_id} ${each.second_id}`))
  const links = (await lineage.listLinks(ctx)).map(linkOf)
  const originOf = originsOf(links)
  const phases = new Set(
    links
      .filter(({ kind }) => kind === 'phase')
      .flatMap(({ fromId, toId }) => [`${fromId} ${toId}`, `${toId} ${fromId}`]),
  )
  return ({ firstId, secondId }) => {
    const key = `${firstId} ${secondId}`
    return !judged.has(key) && !phases.has(key) && originOf(firstId) !== originOf(secondId)
  }
}

/** A stored tie as rules follow it. */
export function linkOf(row: Awaited<ReturnType<typeof lineage.listLinks>>[number]): ProjectLink {
  return {
    kind: row.kind,
    fromId: row.from_id,
    toId: row.to_id,
    on: row.on_date,
    amount: row.amount,
    insideScope: row.inside_scope,
  }
}

function comparedOf(row: Row): ComparedProject {
  return {
    id: row.id,
    name: row.name,
    otherNames: [row.short_name, ...row.former_names.map((each) => each.name)],
    projectCodes: row.project_codes,
    enterprise: row.enterprise,
    creditCode: row.credit_code,
    place: row.place,
    land: row.land,
    longitude: row.longitude,
    latitude: row.latitude,
  }
}

function sideOf(row: Row): contract.Duplicate['first'] {
  return {
    id: row.id,
    number: row.number,
    name: row.name,
    stage: row.stage,
    enterprise: row.enterprise,
    place: row.place,
    totalInvestment: row.total_investment as contract.Duplicate['first']['totalInvestment'],
    version: row.version,
  }
}

/** The operations on duplicates. */
export const duplicateOperations = [listAll, different]
