import { type Day, dayOf } from '../../../kernel/day.ts'
import { asPeriod } from '../../../kernel/period.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import { listTenants, namesOfUnits } from '../../organisation/public.ts'
import type { BulletinBody, ComposedPaper } from '../contract.ts'
import { bulletinsMessages } from '../messages/index.ts'
import { type Composition, composePaper } from '../rules/compose.ts'
import type { About } from '../rules/places.ts'
import { type BulletinRow, getBulletin } from '../store/bulletins.ts'

const zh = bulletinsMessages['zh-CN']

/** The name of the region a bulletin is of. */
export async function nameOfRegion(ctx: OperationContext): Promise<string> {
  const tenants = await listTenants(ctx.tx)
  return tenants.find(({ region_code }) => region_code === ctx.scope.region)?.name ?? ''
}

/** What decides about a paper besides its text. */
export interface Matter {
  readonly period: string
  readonly recipientUnitId: string | null
  readonly correctsId: string | null
}

/** What a bulletin is about, as its names in braces need it. */
export async function aboutOf(ctx: OperationContext, matter: Matter, day: Day): Promise<About> {
  const { recipientUnitId, correctsId } = matter
  const names = await namesOfUnits(ctx, [recipientUnitId])
  const original = correctsId === null ? undefined : await getBulletin(ctx, correctsId)
  return {
    regionName: await nameOfRegion(ctx),
    period: asPeriod(matter.period),
    recipient: (recipientUnitId && names.get(recipientUnitId)?.name) || '',
    original: original ? zh.original(original.title, original.number) : '',
    day,
  }
}

/** A paper composed anew; `count` is its number in its series, null in a draft. */
export async function composed(
  ctx: OperationContext,
  matter: Matter,
  parts: Pick<Composition, 'body' | 'numbers' | 'tables' | 'changes'>,
  count: number | null,
): Promise<ComposedPaper> {
  const about = await aboutOf(ctx, matter, dayOf(ctx.now))
  return composePaper({ ...parts, about, count, words: zh.tableWords })
}

/** The paper of a bulletin: as it was frozen, or composed of what a draft says and was told. */
export async function paperOf(ctx: OperationContext, row: BulletinRow): Promise<ComposedPaper> {
  return row.paper ?? composed(ctx, matterOf(row), row, null)
}

/** What a row is about. */
export function matterOf(row: BulletinRow): Matter {
  return { period: row.period, recipientUnitId: row.recipient_unit_id, correctsId: row.corrects_id }
}

/** The headings of a bound table of a body, by the key of its block. */
export function headingsIn(body: BulletinBody): (block: string) => readonly string[] {
  return (key) => {
    const block = body.blocks.find((each) => each.key === key)
    return block?.kind === 'table' ? block.columns.map(({ heading }) => heading) : []
  }
}
