import type { FoundSubject } from '../../kernel/duty.ts'
import type { OperationContext } from '../../platform/run-operation.ts'
import { listPublishedRegions } from '../organisation/public.ts'
import { type DispatchJson, toDispatchJson } from './rules/dispatch-json.ts'
import { makeGazetteer } from './rules/gazetteer.ts'
import { readDispatch } from './rules/read.ts'
import { countUndecided, listDispatches } from './store/dispatches.ts'

/** Dispatches with rows nobody has decided about, and how many such rows: what the offices that accept owe. */
export function countUndecidedRows(
  ctx: OperationContext,
): Promise<{ readonly dispatches: number; readonly rows: number }> {
  return countUndecided(ctx)
}

/** Dispatches a search finds by title and place, the latest first. */
export async function findDispatches(
  ctx: OperationContext,
  text: string,
  limit: number,
): Promise<readonly FoundSubject[]> {
  const page = await listDispatches(ctx, { text, undecided: false, withdrawn: false }, { limit })
  return page.items.map((row) => ({
    kind: 'dispatch',
    id: row.id,
    title: row.title,
    note: [row.place, row.printed_on].filter(Boolean).join(' · '),
    path: `/dispatches/${row.id}`,
  }))
}

/** Makes a reader of dispatches that needs no database: text in, the published JSON of its reading out. */
export function offlineReader(): (text: string) => DispatchJson {
  const gazetteer = makeGazetteer(listPublishedRegions().map(({ code, name }) => [code, name]))
  return (text) => toDispatchJson(readDispatch(text, { gazetteer }))
}
