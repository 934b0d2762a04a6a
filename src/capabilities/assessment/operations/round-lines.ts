import { exact, multiply, toExactText } from '../../../kernel/exact.ts'
import { newId } from '../../../kernel/ids.ts'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import { implement, type OperationContext } from '../../../platform/run-operation.ts'
import * as contract from '../contract.ts'
import { type BesideLine, linesInForce } from '../rules/round-comparison.ts'
import { insertLine, type LineRow, listLines } from '../store/round-lines.ts'
import { listRoundsUntil } from '../store/rounds.ts'
import { periodEndOf, readHeldRound, readRound, type ReadRound, requireAct, ROUND } from './round-read.ts'
import { unitsSeen } from './round-view.ts'

/** Lines beside the criteria: cases of bonuses and deductions, excuses, vetoes, and what takes them back. */
export const roundLinesOperations = [
  implement(contract.listEntries, async (ctx, { roundId }) => {
    const round = await readRound(ctx, roundId)
    const seen = round.row.state === 'published' ? new Set(round.unitIds) : unitsSeen(ctx, round)
    const lines = (await besideLines(ctx, round)).filter(({ row }) => seen.has(row.unit_id))
    const taken = new Map(lines.flatMap(({ row }) => (row.reverses === null ? [] : [[row.reverses, row] as const])))
    return {
      entries: lines.flatMap(({ row, isOfRound }) =>
        isEntry(row.kind) ? [entryOf(round, { row, kind: row.kind, isReversed: taken.has(row.id), isOfRound })] : [],
      ),
      vetoes: lines.flatMap(({ row }) =>
        row.kind === 'veto' && row.ground ? [vetoOf(round, row, row.ground, taken.get(row.id))] : [],
      ),
    }
  }),

  implement(contract.addEntry, async (ctx, { roundId, unitId, what, reason, evidence, expiresOn }) => {
    const round = await readHeldRound(ctx, roundId)
    requireAct(ctx, round, 'add_entry')
    const end = periodEndOf(round.row)
    if (expiresOn !== null && expiresOn < end)
      refuse('rule_broken', problem('assessment.evidence_expired', { day: end }, ['expiresOn']))
    const entryId = await keepLine(ctx, round, { unitId, reason, evidence, expiresOn, ...worthOf(round, what) })
    return { id: roundId, version: round.row.version, entryId }
  }),

  implement(contract.reverseEntry, async (ctx, { roundId, entryId, reason, evidence }) => {
    const round = await readHeldRound(ctx, roundId)
    requireAct(ctx, round, 'reverse_entry')
    const id = await takeBack(ctx, round, entryId, { reason, evidence })
    return { id: roundId, version: round.row.version, entryId: id }
  }),

  implement(contract.addVeto, async (ctx, { roundId, unitId, ground, document }) => {
    const round = await readHeldRound(ctx, roundId)
    requireAct(ctx, round, 'add_veto')
    const vetoId = await keepLine(ctx, round, { unitId, kind: 'veto', ground, reason: '', evidence: document })
    return { id: roundId, version: round.row.version, vetoId }
  }),

  implement(contract.liftVeto, async (ctx, { roundId, vetoId, document }) => {
    const round = await readHeldRound(ctx, roundId)
    requireAct(ctx, round, 'lift_veto')
    const line = await getLine(ctx, round, vetoId)
    if (line.kind !== 'veto') refuse('rule_broken', problem('assessment.cannot_reverse'))
    await keepLine(ctx, round, {
      unitId: line.unit_id,
      kind: 'lift',
      reason: '',
      evidence: document,
      reverses: line.id,
    })
    return { id: roundId, version: round.row.version }
  }),
]

/** Takes a bonus, deduction or excuse of a round back by a line. Refuses `assessment.already_reversed`, `assessment.cannot_reverse`. */
export async function takeBack(
  ctx: OperationContext,
  round: ReadRound,
  entryId: string,
  why: { readonly reason: string; readonly evidence: string },
): Promise<string> {
  const line = await getLine(ctx, round, entryId)
  if (line.kind !== 'bonus' && line.kind !== 'deduction' && line.kind !== 'excuse')
    refuse('rule_broken', problem('assessment.cannot_reverse'))
  return keepLine(ctx, round, { unitId: line.unit_id, kind: 'reversal', ...why, reverses: line.id })
}

/** The lines that count in a round, those of earlier rounds still good among them, and all of its own. */
export async function besideLines(
  ctx: OperationContext,
  round: ReadRound,
): Promise<readonly { readonly row: LineRow; readonly isOfRound: boolean }[]> {
  const { id, scheme_id: schemeId, level, period_end: until } = round.row
  const rounds = await listRoundsUntil(ctx, { schemeId, level, until })
  const rows = await listLines(
    ctx,
    rounds.map((each) => each.id),
  )
  const known = new Map(rows.map((row) => [row.id, row]))
  const counting = new Set(
    linesInForce(
      rows.map((row) => lineFacts(row, row.round_id === id)),
      periodEndOf(round.row),
    ).map((each) => each.id),
  )
  return rows.flatMap((row) => {
    const own = row.round_id === id || known.get(row.reverses ?? '')?.round_id === id
    return own || counting.has(row.id) ? [{ row, isOfRound: row.round_id === id }] : []
  })
}

/** A kept line as the rules take it. */
export function lineFacts(row: LineRow, isOfRound: boolean): BesideLine {
  return {
    id: row.id,
    unitId: row.unit_id,
    kind: row.kind,
    rule: row.rule,
    points: row.points,
    ground: row.ground,
    reason: row.reason,
    evidence: row.evidence,
    expiresOn: row.expires_on,
    reverses: row.reverses,
    isOfRound,
  }
}

interface NewLine {
  readonly unitId: string
  readonly kind: LineRow['kind']
  readonly reason: string
  readonly evidence: string
  readonly rule?: string
  readonly times?: number
  readonly points?: string
  readonly ground?: NonNullable<LineRow['ground']>
  readonly expiresOn?: string | null
  readonly reverses?: string
}

async function keepLine(ctx: OperationContext, round: ReadRound, line: NewLine): Promise<string> {
  if (!round.unitIds.includes(line.unitId))
    refuse('rule_broken', problem('assessment.unit_not_assessed', {}, ['unitId']))
  const id = newId(ctx.now)
  await insertLine(ctx, {
    region_code: ctx.scope.region,
    id,
    round_id: round.row.id,
    unit_id: line.unitId,
    kind: line.kind,
    rule: line.rule ?? null,
    times: line.times ?? 1,
    points: line.points ?? '0',
    ground: line.ground ?? null,
    reason: line.reason,
    evidence: line.evidence,
    expires_on: line.expiresOn ?? null,
    reverses: line.reverses ?? null,
    author_id: ctx.actor.personId,
    author_name: ctx.actor.name,
    created_at: ctx.now,
  })
  ctx.announce(`assessment.${line.kind}_added`, {
    subject: { kind: ROUND, id: round.row.id },
    after: { unitId: line.unitId, kind: line.kind, points: line.points ?? '0', evidence: line.evidence },
    ...(line.reason ? { data: { reason: line.reason } } : {}),
  })
  return id
}

function worthOf(
  { level }: ReadRound,
  what: { readonly kind: 'case'; readonly rule: string; readonly times: number } | { readonly kind: 'excuse' },
): Pick<NewLine, 'kind' | 'rule' | 'times' | 'points'> {
  if (what.kind === 'excuse') return { kind: 'excuse' }
  const rule = level.extras.find(({ key }) => key === what.rule)
  if (!rule) return refuse('rule_broken', problem('assessment.rule_unknown', { rule: what.rule }, ['what', 'rule']))
  const points = toExactText(multiply(exact(rule.each), exact(what.times)))
  return { kind: rule.kind, rule: rule.key, times: what.times, points }
}

async function getLine(ctx: OperationContext, round: ReadRound, id: string): Promise<LineRow> {
  const found = (await besideLines(ctx, round)).find(({ row }) => row.id === id)
  return found?.row ?? refuse('not_found', problem('record.not_found'))
}

type EntryKind = contract.RoundEntry['kind']

function isEntry(kind: LineRow['kind']): kind is EntryKind {
  return kind !== 'veto' && kind !== 'lift'
}

function entryOf(
  round: ReadRound,
  line: { readonly row: LineRow; readonly kind: EntryKind; readonly isReversed: boolean; readonly isOfRound: boolean },
): contract.RoundEntry {
  const { row } = line
  return {
    id: row.id,
    roundId: row.round_id,
    unitId: row.unit_id,
    unitName: round.names.get(row.unit_id) ?? '',
    kind: line.kind,
    rule: row.rule,
    ruleName: round.level.extras.find(({ key }) => key === row.rule)?.name ?? null,
    times: row.times,
    points: row.points,
    reason: row.reason,
    evidence: row.evidence,
    expiresOn: row.expires_on as contract.RoundEntry['expiresOn'],
    of: row.reverses,
    isReversed: line.isReversed,
    isCarried: !line.isOfRound,
    authorName: row.author_name,
    at: row.created_at.toISOString(),
  }
}

function vetoOf(
  round: ReadRound,
  row: LineRow,
  ground: NonNullable<LineRow['ground']>,
  lift: LineRow | undefined,
): contract.RoundVeto {
  return {
    id: row.id,
    unitId: row.unit_id,
    unitName: round.names.get(row.unit_id) ?? '',
    ground,
    document: row.evidence,
    authorName: row.author_name,
    at: row.created_at.toISOString(),
    liftedBy: lift?.author_name ?? null,
    liftDocument: lift?.evidence ?? null,
  }
}
