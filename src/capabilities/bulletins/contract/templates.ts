import { z } from 'zod'
import { RecordVersion } from '../../../kernel/id.ts'
import { command, query } from '../../../kernel/operation.ts'
import { BulletinBody, BulletinKind } from './words.ts'

/** Periods a bulletin can be of. */
export const BULLETIN_PERIODS = ['week', 'month', 'quarter', 'half', 'year', 'day'] as const

/** A template: what a bulletin of its kind begins as. `limit` is the most characters of its text (5,000 comprehensive, 4,000 special). */
export const TemplateContent = z.object({
  name: z.string().trim().min(1).max(40),
  kind: BulletinKind,
  period: z.enum(BULLETIN_PERIODS),
  scope: z.enum(['comprehensive', 'special']),
  body: BulletinBody,
})
export type TemplateContent = z.output<typeof TemplateContent>

/** The key of a template: of one the product brings a word, of one's own an id. */
export const TemplateKey = z
  .string()
  .max(64)
  .regex(/^[a-z0-9_-]+$/)

const TemplateLine = z.object({
  key: z.string(),
  name: z.string(),
  kind: BulletinKind,
  period: z.enum(BULLETIN_PERIODS),
  /** Whether it stands as the product brought it. */
  isBrought: z.boolean(),
  personName: z.string().nullable(),
  madeAt: z.string().nullable(),
  version: RecordVersion,
})
/** A template as the list shows it. */
export type TemplateLine = z.output<typeof TemplateLine>

/** Lists the templates in their newest versions: those the product brings, then the region's own by name. */
export const listTemplates = query({
  id: 'bulletins.list_templates',
  summary: 'Lists the templates of bulletins.',
  route: 'GET /bulletins/templates',
  permission: 'bulletins.write',
  input: z.object({}),
  output: z.object({ items: z.array(TemplateLine) }),
})

/** Shows a template in a version, the newest where none is asked for, with all versions it went through. */
export const showTemplate = query({
  id: 'bulletins.show_template',
  summary: 'Shows a template of a bulletin in one of its versions.',
  route: 'GET /bulletins/templates/:key',
  permission: 'bulletins.write',
  input: z.object({ key: TemplateKey, version: z.int().min(1).optional() }),
  output: z.object({
    key: z.string(),
    version: RecordVersion,
    newest: RecordVersion,
    isBrought: z.boolean(),
    content: TemplateContent,
    versions: z.array(
      z.object({ version: RecordVersion, personName: z.string().nullable(), madeAt: z.string().nullable() }),
    ),
    actions: z.array(z.enum(['save'])),
  }),
})

/**
 * Keeps a template as its next version; without `key` a new one. Earlier versions stay. Refuses what is wrong with its text
 * (`bulletins.place_unknown`, `bulletins.place_twice`, `bulletins.question_unknown`, `bulletins.column_unknown`, …).
 */
export const saveTemplate = command({
  id: 'bulletins.save_template',
  summary: 'Keeps a template of a bulletin as its next version.',
  route: 'POST /bulletins/templates',
  permission: 'bulletins.write',
  input: z.object({ key: TemplateKey.optional(), expectedVersion: RecordVersion.optional(), content: TemplateContent }),
  output: z.object({ key: z.string(), version: RecordVersion }),
})
