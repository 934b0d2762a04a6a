import { z } from 'zod'
import { FigureRef } from '../../../kernel/figures.ts'
import { FileAnswer } from '../../../kernel/file-answer.ts'
import { query } from '../../../kernel/operation.ts'
import { PERIOD_KINDS, PeriodText } from '../../../kernel/period.ts'
import { ListId } from './words.ts'

const FIGURE_UNITS = ['count', 'yuan', 'ratio', 'points', 'days', 'own'] as const
/** Words in the hand-written languages. */
const Names = z.object({ 'zh-CN': z.string(), en: z.string() })
const PeriodKinds = z.array(z.enum(PERIOD_KINDS))

/** A figure that can be bound; `params` are the indicators it can be asked of in the year, where it must be told one. */
export const FigureQuestion = z.object({
  id: z.string(),
  unit: z.enum(FIGURE_UNITS),
  of: z.array(z.enum(['region', 'unit'])),
  periods: PeriodKinds,
  names: Names,
  meanings: Names,
  needsParam: z.boolean(),
  params: z.array(z.object({ param: z.string(), name: z.string() })),
})
export type FigureQuestion = z.output<typeof FigureQuestion>

/** A list that can be bound, with its columns in order. */
export const ListQuestion = z.object({
  id: z.string(),
  periods: PeriodKinds,
  names: Names,
  meanings: Names,
  columns: z.array(z.object({ key: z.string(), unit: z.enum([...FIGURE_UNITS, 'text', 'day']), names: Names })),
})
export type ListQuestion = z.output<typeof ListQuestion>

/** Lists every figure and list that can be bound, with its names. */
export const listQuestions = query({
  id: 'bulletins.list_questions',
  summary: 'Lists every figure and list that a bulletin can bind.',
  route: 'GET /bulletins/questions',
  permission: 'bulletins.view',
  input: z.object({ year: z.int().min(1949).max(2198).optional() }),
  output: z.object({ figures: z.array(FigureQuestion), lists: z.array(ListQuestion) }),
})

/** Asks one figure: exact value, as it would be shown, as of when, and where the rows behind it are. Refuses `bulletins.question_fault` where it cannot be asked. */
export const askFigure = query({
  id: 'bulletins.ask_figure',
  summary: 'Asks one figure of the region or of a unit for a period.',
  route: 'GET /bulletins/figures/:figure',
  permission: 'bulletins.write',
  input: z.object({
    figure: FigureRef,
    unitId: z.string().max(64).optional(),
    period: PeriodText,
  }),
  output: z.object({
    value: z.string().nullable(),
    shown: z.string(),
    asOf: z.string().nullable(),
    rows: z.int(),
    path: z.string(),
  }),
})

/** Asks a list for a period: rows in the order of the columns, exact and as they are shown. Refuses as `askFigure`. */
export const askList = query({
  id: 'bulletins.ask_list',
  summary: 'Asks a list for a period.',
  route: 'GET /bulletins/lists/:list',
  permission: 'bulletins.view',
  input: z.object({ list: ListId, period: PeriodText }),
  output: z.object({ shown: z.array(z.array(z.string())), values: z.array(z.array(z.string().nullable())) }),
})

/** A list for a period as an Excel ledger: title, unit, headings on every page, 口径 and as-of day, signature line. */
export const exportList = query({
  id: 'bulletins.export_list',
  summary: 'Writes a list for a period as an Excel ledger.',
  route: 'GET /bulletins/lists/:list/file',
  permission: 'bulletins.view',
  audited: true,
  input: z.object({ list: ListId, period: PeriodText }),
  output: FileAnswer,
  fileOut: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
})
