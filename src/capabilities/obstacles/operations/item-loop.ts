import type { OperationContext } from '../../../platform/run-operation.ts'
import type { LadderBody, LoopSettings } from '../contract.ts'
import { FIRST_LADDER } from '../rules/ladder.ts'
import { type LadderRow, listLadders, readSettings } from '../store/loop.ts'

/** What a region's loop runs by: its settings, and the ladders by their number; number 1 is the one every region begins with. */
export interface Loop {
  readonly settings: LoopSettings
  readonly ladderNumber: number
  readonly ladderOf: (number: number | null) => LadderBody
}

/** Reads what the region's loop runs by. */
export async function readLoop(ctx: Pick<OperationContext, 'tx' | 'scope'>): Promise<Loop> {
  const [{ settings }, ladders] = await Promise.all([readSettings(ctx), listLadders(ctx)])
  const byNumber = new Map(ladders.map((ladder: LadderRow) => [ladder.number, ladder.body]))
  const ladderNumber = ladders[0]?.number ?? 1
  return {
    settings,
    ladderNumber,
    ladderOf: (number) => byNumber.get(number ?? ladderNumber) ?? FIRST_LADDER.body,
  }
}
