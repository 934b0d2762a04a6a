import { z } from 'zod'
import { DayText } from '../../../kernel/day.ts'
import { Id, RecordVersion } from '../../../kernel/id.ts'
import { command, query } from '../../../kernel/operation.ts'
import { FileIds, ItemClass, NamedUnit, Passage } from './items.ts'

/** 属实 基本属实 虚假销号 无法核实: what a look-back found. Only `false_closing` counts as one. */
export const LOOK_BACK_RESULTS = ['true_closing', 'mostly_true', 'false_closing', 'not_found_out'] as const
/** One of `LOOK_BACK_RESULTS`. */
export const LookBackResult = z.enum(LOOK_BACK_RESULTS)
export type LookBackResult = z.output<typeof LookBackResult>

/** One item drawn for a look-back. */
export const LookBack = z.object({
  id: Id,
  itemId: Id,
  number: z.string(),
  title: z.string(),
  class: ItemClass,
  leadUnit: NamedUnit,
  closedAt: z.string(),
  result: LookBackResult.nullable(),
  text: z.string(),
  inspectorName: z.string().nullable(),
  recordedAt: z.string().nullable(),
  version: RecordVersion,
})
export type LookBack = z.output<typeof LookBack>

/** A draw: the same seed over the same closed items draws the same sample, so that anybody can draw it again. */
export const LookBackDraw = z.object({
  id: Id,
  seed: z.string(),
  from: DayText,
  to: DayText,
  share: z.number(),
  leastPerUnit: z.int(),
  population: z.int(),
  drawn: z.int(),
  done: z.int(),
  falseClosings: z.int(),
  drawnBy: z.string(),
  drawnAt: z.string(),
})
export type LookBackDraw = z.output<typeof LookBackDraw>

/** Draws a sample. */
export const drawLookBack = command({
  id: 'obstacles.draw_look_back',
  summary: 'Draw a sample of the items closed in some days by a seed said in public',
  route: 'POST /item-look-backs',
  permission: 'items.look_back',
  input: z.object({
    seed: z.string().trim().min(4).max(100),
    from: DayText,
    to: DayText,
    share: z.number().gt(0).max(1).optional(),
    leastPerUnit: z.int().min(0).max(20).optional(),
  }),
  output: LookBackDraw,
})

/** Lists the draws. */
export const listLookBackDraws = query({
  id: 'obstacles.list_look_back_draws',
  summary: 'List the draws of look-backs, newest first',
  route: 'GET /item-look-backs',
  permission: 'items.view',
  input: z.object({ cursor: z.string().max(400).optional(), limit: z.int().min(1).max(200).default(50) }),
  output: z.object({ items: z.array(LookBackDraw), nextCursor: z.string().nullable() }),
})

/** Shows a draw. */
export const showLookBackDraw = query({
  id: 'obstacles.look_back_draw',
  summary: 'Show a draw with every item in it and what was found',
  route: 'GET /item-look-backs/:drawId',
  permission: 'items.view',
  input: z.object({ drawId: Id }),
  output: LookBackDraw.extend({ items: z.array(LookBack), populationIds: z.array(Id), mayRecord: z.boolean() }),
})

/** Records what a look-back found; a false closing reopens the item. */
export const recordLookBack = command({
  id: 'obstacles.record_look_back',
  summary: 'Record what a look-back found; a false closing reopens the item',
  route: 'POST /item-look-backs/:drawId/items/:lookBackId',
  permission: 'items.look_back',
  input: z.object({
    drawId: Id,
    lookBackId: Id,
    expectedVersion: RecordVersion,
    result: LookBackResult,
    text: Passage,
    fileIds: FileIds,
  }),
  output: z.object({ id: Id, version: RecordVersion }),
})

/** The operations on look-backs. */
export const lookBackContracts = [drawLookBack, listLookBackDraws, showLookBackDraw, recordLookBack] as const
