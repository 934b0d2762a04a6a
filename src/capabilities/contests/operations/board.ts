import { newId } from '../../../kernel/ids.ts'
import { digestOf, newSecret } from '../../../platform/identity/tokens.ts'
import { implement, type OperationContext } from '../../../platform/run-operation.ts'
import { implementStream } from '../../../platform/streams.ts'
import * as contract from '../contract.ts'
import { boardOf } from '../rules/board.ts'
import { closeBoardLink, getBoardLink, insertBoardLink, listBoardLinks } from '../store/board.ts'
import { getContest, listEvents } from '../store/contests.ts'
import { CONTEST } from './open-contest.ts'

const LINK = 'contest_board_link'

/** The operations of the board. */
export const boardOperations = [
  implement(contract.showBoard, (ctx, { contestId }) => readBoard(ctx, contestId)),

  implement(contract.listBoardLinks, async (ctx, { contestId }) => {
    await getContest(ctx, contestId)
    const items = (await listBoardLinks(ctx, contestId)).map((link) => ({
      id: link.id,
      label: link.label,
      openedAt: link.opened_at.toISOString(),
      closedAt: link.closed_at?.toISOString() ?? null,
    }))
    return { items }
  }),

  implement(contract.openBoardLink, async (ctx, { contestId, label }) => {
    await getContest(ctx, contestId)
    const [id, secret] = [newId(ctx.now), newSecret()]
    await insertBoardLink(ctx, contestId, { id, label, digest: digestOf(secret) })
    ctx.announce('contests.board_link_opened', {
      subject: { kind: CONTEST, id: contestId },
      data: { [LINK]: id, label },
    })
    return { id, path: `/board/${ctx.scope.region}/${secret}` }
  }),

  implement(contract.closeBoardLink, async (ctx, { contestId, linkId }) => {
    await closeBoardLink(ctx, contestId, linkId)
    ctx.announce('contests.board_link_closed', { subject: { kind: CONTEST, id: contestId }, data: { [LINK]: linkId } })
    return { id: linkId }
  }),

  implement(contract.readBoard, async (ctx, { secret }) =>
    readBoard(ctx, (await getBoardLink(ctx, digestOf(secret))).contest_id),
  ),

  implementStream(contract.watchBoard, {
    open: async (ctx, { secret }) => (await getBoardLink(ctx, digestOf(secret))).secret_digest,
    read: async (ctx, digest) => readBoard(ctx, (await getBoardLink(ctx, digest)).contest_id),
  }),
]

async function readBoard(ctx: OperationContext, contestId: string) {
  const [row, events] = await Promise.all([getContest(ctx, contestId), listEvents(ctx, contestId)])
  const frame = {
    id: row.id,
    kind: row.kind,
    name: row.name,
    place: row.place,
    heldOn: row.held_on,
    isRehearsal: row.is_rehearsal,
    state: row.state,
    rulesHash: row.rules_hash,
    body: row.body,
  }
  return { ...boardOf(frame, events, ctx.now), serverNow: ctx.now.toISOString() }
}
