import { bigramsOf } from '../../../kernel/bigram.ts'
import { newId } from '../../../kernel/ids.ts'
import { keepProof } from '../../../platform/keep-proof.ts'
import { implement, orNotFound } from '../../../platform/run-operation.ts'
import { namesOfUnits } from '../../organisation/public.ts'
import * as contract from '../contract.ts'
import { receiptOf } from '../rules/clock.ts'
import { compared, similarTo } from '../rules/similar.ts'
import { insertItemFile, listItemFiles } from '../store/item-events.ts'
import * as list from '../store/item-list.ts'
import { getItem } from '../store/items.ts'
import { groupedBy } from './grouped.ts'
import { clockFactsOf } from './item-clock.ts'
import { readLoop } from './item-loop.ts'
import { asReader, openItem, openRow } from './item-open.ts'
import { fileOf, linesOf, shownEvents, shownItem } from './item-show.ts'

/** So many of the items that share most of their grams are compared in full. */
const MOST_COMPARED = 200

/** The operations that read the ledger of items. */
export const itemLedgerOperations = [
  implement(contract.listItems, async (ctx, { sort, cursor, limit, ...filter }) => {
    const page = await list.listItems(ctx, filter, { now: ctx.now, sort, cursor, limit })
    return { items: await linesOf(ctx, await readLoop(ctx), page.items), nextCursor: page.nextCursor }
  }),

  implement(contract.countItems, async (ctx, filter) => {
    const rows = await list.countItems(ctx, filter, ctx.now)
    const sumBy = <K>(keyOf: (row: (typeof rows)[number]) => K) =>
      [...groupedBy(rows, keyOf)].map(([key, group]) => ({
        key,
        count: group.reduce((sum, row) => sum + row.count, 0),
      }))
    return {
      total: rows.reduce((sum, row) => sum + row.count, 0),
      overdue: rows.reduce((sum, row) => sum + row.overdue, 0),
      byState: sumBy((row) => row.state).map(({ key, count }) => ({ state: key, count })),
      byClass: sumBy((row) => row.class).map(({ key, count }) => ({ class: key, count })),
      byTier: sumBy((row) => row.tier).flatMap(({ key, count }) => (key === null ? [] : [{ tier: key, count }])),
    }
  }),

  implement(contract.findSimilarItems, async (ctx, { title, text, exceptId, limit, ...about }) => {
    const subject = about.subjectKind && about.subjectId ? { kind: about.subjectKind, id: about.subjectId } : null
    const one = compared({ title, text, class: about.class ?? null, subject })
    const rows = await list.listSharingGrams(ctx, bigramsOf(`${title} ${text}`), MOST_COMPARED)
    const others = rows
      .filter(({ id }) => id !== exceptId)
      .map((row) => ({
        id: row.id,
        row,
        compared: compared({
          title: row.title,
          text: row.text,
          class: row.class,
          subject: row.subject_kind && row.subject_id ? { kind: row.subject_kind, id: row.subject_id } : null,
        }),
      }))
    const found = similarTo(one, others, limit)
    const names = await namesOfUnits(
      ctx,
      found.map(({ row }) => row.proposer_unit_id),
    )
    return {
      items: found.map(({ row, similarity, sameSubject, sameClass }) => ({
        id: row.id,
        number: row.number,
        title: row.title,
        state: row.state,
        class: row.class,
        subjectTitle: row.subject_title,
        unitName: (row.proposer_unit_id && names.get(row.proposer_unit_id)?.shortName) || '',
        similarity,
        sameSubject,
        sameClass,
        isSystemic: row.is_systemic,
      })),
    }
  }),

  implement(contract.showItem, async (ctx, { itemId }) => shownItem(ctx, await openItem(ctx, itemId))),

  implement(contract.listItemHistory, async (ctx, { itemId }) => {
    const { log, files } = await openItem(ctx, itemId)
    return { items: await shownEvents(ctx, log, files) }
  }),

  implement(contract.showItemReceipt, async (ctx, { itemId }) => {
    const { row, log, loop } = await openItem(ctx, itemId)
    return receiptOf(clockFactsOf(ctx, loop, row, log), row.ladder_number ?? loop.ladderNumber)
  }),

  implement(contract.addItemFile, async (ctx, { itemId }) => {
    const { row } = await openRow(ctx, await getItem(asReader(ctx), itemId))
    const kept = await keepProof(ctx, false)
    const file = {
      id: newId(ctx.now),
      item_id: row.id,
      event_id: null,
      file_key: kept.key,
      name: kept.name,
      type: kept.type,
      size: kept.size,
      sm3: kept.sm3,
      person_id: ctx.actor.personId,
      at: ctx.now,
    }
    await insertItemFile(ctx, file)
    ctx.announce('obstacles.item_file_added', { subject: { kind: 'item', id: row.id }, after: { name: file.name } })
    return fileOf({ ...file, region_code: ctx.scope.region })
  }),

  implement(contract.showItemFile, async (ctx, { itemId, fileId }) => {
    await getItem(asReader(ctx), itemId)
    const file = orNotFound((await listItemFiles(ctx, [itemId])).find(({ id }) => id === fileId))
    const stored = orNotFound(await ctx.files.find(ctx.scope.region, file.file_key))
    return { name: file.name, type: file.type, bytes: stored.bytes }
  }),
]
