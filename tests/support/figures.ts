import { z } from 'zod'
import { newId } from '../../src/kernel/ids.ts'
import { query } from '../../src/kernel/operation.ts'
import { asPeriod } from '../../src/kernel/period.ts'
import type { Permission } from '../../src/kernel/permissions.ts'
import type { Caller } from '../../src/platform/access.ts'
import {
  type FigureSubject,
  type FigureTeller,
  type ListRow,
  type ListTeller,
  tellFigures,
} from '../../src/platform/figures.ts'
import { implement, type OperationContext, runOperation } from '../../src/platform/run-operation.ts'
import type { TestHouse } from './house.ts'

/** Asks figures and lists as a neighbour's operation does, with the rights and the reach of a caller. */
export function asker(
  test: TestHouse,
  tellers: readonly FigureTeller[],
  lists: readonly ListTeller[],
  permission: Permission,
) {
  const spec = query({
    id: 'test.ask',
    summary: 'Stands for a neighbour that asks',
    route: 'GET /test/ask',
    permission,
    input: z.object({}),
    output: z.any(),
  })
  const inside = async <T>(caller: Caller, work: (ctx: OperationContext) => Promise<T>): Promise<T> =>
    (await runOperation(test.house, implement(spec, work), { caller, input: {}, requestId: newId() })) as T
  return {
    /** The answers to one question of each figure, by their references. */
    answers: (caller: Caller, refs: readonly string[], period: string, subject: FigureSubject = null) =>
      inside(caller, async (ctx) => {
        const asked = refs.map((ref) => ({ ref, period: asPeriod(period), subject }))
        const told = await tellFigures(tellers, ctx, asked)
        return Object.fromEntries(refs.map((ref, index) => [ref, told[index] ?? null]))
      }),
    /** The values alone. */
    async values(caller: Caller, refs: readonly string[], period: string, subject: FigureSubject = null) {
      const told = await this.answers(caller, refs, period, subject)
      return refs.map((ref) => told[ref]?.value ?? null)
    },
    /** The rows of a list. */
    rows: (caller: Caller, id: string, period: string, subject?: FigureSubject): Promise<readonly ListRow[]> =>
      inside(caller, async (ctx) => {
        const teller = lists.find((each) => each.spec.id === id)
        if (!teller) throw new Error(`nobody tells ${id}`)
        const rows = await teller.tell(ctx, asPeriod(period), subject)
        const keys = teller.spec.columns.map(({ key }) => key).toSorted()
        for (const row of rows)
          if (Object.keys(row).toSorted().join() !== keys.join()) throw new Error(`not the columns of ${id}`)
        return rows
      }),
  }
}
