import { formatPeriod } from '../../../kernel/format.ts'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import { writeWorkbook } from '../../../platform/excel/write-workbook.ts'
import { implement, type OperationContext } from '../../../platform/run-operation.ts'
import * as contract from '../contract.ts'
import { scoreSheetWords } from '../messages/sheet.zh-CN.ts'
import { canonicalJson } from '../rules/canonical.ts'
import type { EditionRow } from '../store/editions.ts'
import { scoreSheets } from '../sheets.ts'
import { explainCriteria } from './round-explain.ts'
import { keptEdition, placeOf, seeRound } from './round-ranking.ts'
import { readRound, type ReadRound, sightOf } from './round-read.ts'
import { editionLine } from './round-view.ts'

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

  implement(contract.downloadScoreSheet, async (ctx, { roundId, unitId, edition }) => {
    const round = await readRound(ctx, roundId)
    const seen = await seeRound(ctx, round, edition)
    const groups = seen.groups
      .map(({ group, name, places }) => ({
        name,
        units: places.flatMap((place, at) =>
          unitId === undefined || place.unit === unitId
            ? [
                {
                  place: placeOf(ctx, seen, places, at),
                  criteria: explainCriteria(round, seen, { unitId: place.unit, group, withLevers: false }),
                },
              ]
            : [],
        ),
      }))
      .filter(({ units }) => units.length > 0)
    if (groups.length === 0) refuse('not_found', problem('record.not_found'))
    const periodName = formatPeriod(round.period, 'zh-CN')
    const facts = {
      schemeName: round.schemeName,
      periodName,
      edition: seen.edition ? editionLine(seen.edition) : null,
      groups,
    }
    return {
      name: `${scoreSheetWords.title(round.schemeName, periodName)}.xlsx`,
      type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      bytes: await writeWorkbook(scoreSheets(facts)),
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
