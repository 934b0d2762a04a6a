import { z } from 'zod'
import { TemplateContent } from '../contract.ts'
import brought from '../data/templates.json' with { type: 'json' }

/** A template the product brings, by its key. */
export interface BroughtTemplate {
  readonly key: string
  readonly content: TemplateContent
}

/** The templates the product brings, in the order in which lists show them. */
export const BROUGHT_TEMPLATES: readonly BroughtTemplate[] = z
  .array(z.object({ key: z.string(), content: TemplateContent }))
  .parse(brought.templates)

/** The template of correction notices, which are raised and never chosen. */
export const CORRECTION_KEY = 'correction'

/** A template the product brings; nothing of another key. */
export function broughtTemplate(key: string): TemplateContent | undefined {
  return BROUGHT_TEMPLATES.find((each) => each.key === key)?.content
}
