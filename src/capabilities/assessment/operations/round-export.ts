import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import { implement, type OperationContext } from '../../../platform/run-operation.ts'
import * as contract from '../contract.ts'
import { canonicalJson } from '../rules/canonical.ts'
import type { EditionRow } from '../store/editions.ts'
import { keptEdition } from './round-ranking.ts'
import { readRound, type ReadRound, sightOf } from './round-read.ts'

/** What leaves the house: what a ranking was made of, and the ranking. */
export const roundExportOperations = [
  implement(contract.exportRound, async (ctx, { roundId, edition, part }) => {
    const round = await readRound(ctx, roundId)
    const kept = await editionToTell(ctx, round, edition)
    const value = part === 'comparison' ? kept.export : kept.ranking
    return {
      name: `${round.schemeName}-${round.period}-${kept.edition}-${part}.json`,
      type: 'application/json',
      bytes: new TextEncoder().encode(canonicalJson(value)),
    }
  }),
]

/** The edition a reader may take away whole: a published one, or one still to be published for who sees all of it. */
export async function editionToTell(
  ctx: OperationContext,
  { row }: ReadRound,
  wish: number | undefined,
): Promise<EditionRow> {
  const wanted = wish ?? row.published_edition ?? row.edition
  if (wanted === null) return refuse('not_found', problem('assessment.edition_unknown', {}, ['edition']))
  const { edition } = await keptEdition(ctx, row.id, wanted)
  const isTold = edition !== undefined && (edition.published_at !== null || sightOf(ctx) === 'all')
  return isTold ? edition : refuse('not_found', problem('assessment.edition_unknown', {}, ['edition']))
}
