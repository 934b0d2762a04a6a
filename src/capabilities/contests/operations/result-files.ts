import { implement, type OperationContext } from '../../../platform/run-operation.ts'
import { fingerprintOf } from '../../../platform/signing.ts'
import { writeWorkbook } from '../../../platform/excel/write-workbook.ts'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import * as contract from '../contract.ts'
import { contestsMessages } from '../messages/index.ts'
import type { PackageContent } from '../rules/package.ts'
import { runningOrder } from '../rules/running.ts'
import { paperBallots, type ScoreSheet, scoreSheets } from '../sheets.ts'
import { getContest, listEvents } from '../store/contests.ts'
import { listBallotContents, listCounts } from '../store/counts.ts'
import { listSeats } from '../store/seats.ts'
import { makeExcluded } from './excluded.ts'
import { contentOf } from './package.ts'
import { getSeen } from './result.ts'

const zh = contestsMessages['zh-CN']

/** The workbooks of a contest. */
export const resultFileOperations = [
  implement(contract.downloadScoreSheet, async (ctx, { contestId }) => {
    const row = await getSeen(ctx, contestId)
    const [count] = await listCounts(ctx, contestId)
    if (!count) return refuse('not_found', problem('record.not_found'))
    const content = contentOf(count)
    const bytes = await writeWorkbook([
      ...scoreSheets({
        name: row.name,
        heldOn: row.held_on,
        rulesHash: content.rulesHash,
        digest: count.digest,
        fingerprint: fingerprintOf(count.public_key),
        body: content.body,
        result: content.result,
        ballots: ctx.actor.may('contests.supervise') ? await ballotsOf(ctx, contestId, content) : [],
      }),
    ])
    return { name: `${zh.sheets.score}-${row.name}.xlsx`, type: contract.downloadScoreSheet.fileOut ?? '', bytes }
  }),

  implement(contract.downloadPaperBallots, async (ctx, { contestId }) => {
    const row = await getContest(ctx, contestId)
    const seats = await seatsOf(ctx, contestId, row.body)
    if (seats.length === 0) return refuse('rule_broken', problem('contests.nobody_seated'))
    const order = runningOrder(row.body, await listEvents(ctx, contestId))
    const contest = { name: row.name, rulesHash: row.rules_hash ?? zh.sheets.notFrozen, body: row.body }
    const bytes = await writeWorkbook([...paperBallots(contest, order, seats)])
    return { name: `${zh.sheets.paper}-${row.name}.xlsx`, type: contract.downloadPaperBallots.fileOut ?? '', bytes }
  }),
]

/** Every ballot by the number of its seat; anonymous ones by the number the package gave their voter. */
async function ballotsOf(
  ctx: OperationContext,
  contestId: string,
  { body, voters, ballots, voids }: PackageContent,
): Promise<ScoreSheet['ballots']> {
  const reasons = new Map(voids.map(({ ballotId, reason }) => [ballotId, reason]))
  const seats = body.ballots === 'named' ? await seatsByBallot(ctx, contestId) : new Map<string, string>()
  return ballots
    .map((ballot) => ({
      seat: seats.get(ballot.id) ?? ballot.voter,
      className: classNameOf(body, voters.find(({ voter }) => voter === ballot.voter)?.classKey),
      about: ballot.about,
      content: ballot.content,
      source: zh.sheets.sources[ballot.source],
      voidReason: reasons.get(ballot.id) ?? null,
    }))
    .toSorted((one, other) => one.seat.localeCompare(other.seat, 'en', { numeric: true }))
}

async function seatsByBallot(ctx: OperationContext, contestId: string): Promise<ReadonlyMap<string, string>> {
  const numbers = new Map((await listSeats(ctx, contestId)).map(({ id, number }) => [id, String(number)]))
  const cast = await listBallotContents(ctx, contestId)
  return new Map(cast.map(({ id, seat_id }) => [id, numbers.get(seat_id) ?? '']))
}

function classNameOf(body: contract.ContestBody, classKey: string | undefined): string {
  return body.classes.find(({ key }) => key === classKey)?.name ?? ''
}

async function seatsOf(ctx: OperationContext, contestId: string, body: contract.ContestBody) {
  const rows = await listSeats(ctx, contestId)
  const excludedOf = await makeExcluded(
    ctx,
    body,
    rows.map(({ post_id }) => post_id),
  )
  return rows.map((row) => ({
    number: row.number,
    label: row.label,
    className: classNameOf(body, row.class_key),
    excluded: excludedOf({ unitId: row.unit_id, postId: row.post_id, conflicts: [...row.conflicts] }),
  }))
}
