import { readFigureRef } from '../../../kernel/figures.ts'
import type { Period } from '../../../kernel/period.ts'
import { tellFigures } from '../../../platform/figures.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import { namesOfUnits } from '../../organisation/public.ts'
import type { Binding, BoundNumber, BoundOf, BoundTable, BulletinBody, TableBlock } from '../contract.ts'
import { periodAsked } from '../rules/places.ts'
import { shownCell, shownNumber } from '../rules/show.ts'
import { FIGURES, listTeller, paramsOf } from './tellers.ts'

/** What the questions of a bulletin are asked for. */
export interface AskedFor {
  readonly period: Period
  readonly recipientUnitId: string | null
}

function subjectOf(bound: { readonly of: BoundOf; readonly unitId: string | null }, asked: AskedFor): string | null {
  if (bound.of === 'region') return null
  return bound.of === 'recipient' ? asked.recipientUnitId : bound.unitId
}

/** Asks bindings, each figure and period once for all its subjects; a question that cannot be asked is answered with nothing known. */
export async function askNumbers(
  ctx: OperationContext,
  bindings: readonly Binding[],
  asked: AskedFor,
): Promise<readonly BoundNumber[]> {
  if (bindings.length === 0) return []
  const questions = bindings.map((binding) => ({
    ref: binding.figure,
    period: periodAsked(asked.period, binding.when),
    subject: subjectOf(binding, asked),
  }))
  const answers = await tellFigures(FIGURES, ctx, questions)
  const units = await namesOfUnits(
    ctx,
    questions.map((each) => each.subject),
  )
  const names = await namesOfFigures(ctx, bindings, asked.period)
  const askedAt = ctx.now.toISOString()
  return bindings.map((binding, index) => {
    const { period = asked.period, subject = null } = questions[index] ?? {}
    const answer = answers[index] ?? null
    const value = answer?.value ?? null
    const unit = tellerOf(binding.figure)?.spec.unit ?? 'own'
    return {
      name: binding.name,
      figure: binding.figure,
      figureName: names.get(binding.figure) ?? binding.figure,
      unitId: subject,
      unitName: subject === null ? '' : (units.get(subject)?.shortName ?? ''),
      period,
      value,
      shown: value === null ? '' : shownNumber(value, unit, answer?.unitText ?? null, binding),
      asOf: answer?.asOf ?? null,
      rows: answer?.rows ?? 0,
      path: answer?.path ?? '/',
      askedAt,
    }
  })
}

function tellerOf(ref: string) {
  const { id } = readFigureRef(ref)
  return FIGURES.find(({ spec }) => spec.id === id)
}

/** What each figure is called in a paper, with its indicator where it has one. */
async function namesOfFigures(
  ctx: OperationContext,
  bindings: readonly Binding[],
  period: Period,
): Promise<ReadonlyMap<string, string>> {
  const refs = [...new Set(bindings.map((each) => each.figure))]
  const needsParams = refs.some((ref) => readFigureRef(ref).param !== undefined)
  const params = needsParams
    ? await paramsOf(ctx, period)
    : new Map<string, readonly { param: string; name: string }[]>()
  return new Map(
    refs.map((ref) => {
      const { param } = readFigureRef(ref)
      const teller = tellerOf(ref)
      const name = teller?.words['zh-CN'].name ?? ref
      const indicator = params.get(teller?.spec.param ?? '')?.find((each) => each.param === param)?.name ?? param
      return [ref, indicator === undefined ? name : `${indicator} ${name}`]
    }),
  )
}

/** Asks tables, one after the other; a list nobody tells is empty. */
export async function askTables(
  ctx: OperationContext,
  blocks: readonly TableBlock[],
  asked: AskedFor,
): Promise<readonly BoundTable[]> {
  const tables: BoundTable[] = []
  for (const block of blocks) tables.push(await askTable(ctx, block, asked))
  return tables
}

async function askTable(ctx: OperationContext, block: TableBlock, asked: AskedFor): Promise<BoundTable> {
  const teller = listTeller(block.list)
  const period = periodAsked(asked.period, block.when)
  const unitId = subjectOf(block, asked)
  const rows = teller ? await teller.tell(ctx, period, unitId) : []
  const kept = block.most === null ? rows : rows.slice(0, block.most)
  const unitOf = new Map(teller?.spec.columns.map(({ key, unit }) => [key, unit] as const))
  const units = block.columns.map(({ key }) => unitOf.get(key) ?? 'text')
  return {
    key: block.key,
    list: block.list,
    listName: teller?.words['zh-CN'].name ?? block.list,
    unitId,
    period,
    units,
    values: kept.map((row) => block.columns.map(({ key }) => row[key] ?? null)),
    shown: kept.map((row) =>
      block.columns.map(({ key, digits }, at) => shownCell(row[key] ?? null, units[at] ?? 'text', digits)),
    ),
    left: rows.length - kept.length,
    askedAt: ctx.now.toISOString(),
  }
}

/** The bound tables of a body. */
export function tablesOf(body: BulletinBody): readonly TableBlock[] {
  return body.blocks.filter((block) => block.kind === 'table')
}

/** Asks everything a body binds. */
export async function askAll(ctx: OperationContext, body: BulletinBody, asked: AskedFor) {
  return {
    numbers: await askNumbers(ctx, body.bindings, asked),
    tables: await askTables(ctx, tablesOf(body), asked),
  }
}
