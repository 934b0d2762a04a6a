import { z } from 'zod'
import { fail, ok, type Outcome } from '../../../kernel/outcome.ts'
import { problem } from '../../../kernel/problem.ts'
import { DayKind, LinkType, Network, NodeCalendar, NodeId, WinterStop } from '../contract/network.ts'
import written from '../data/templates.json' with { type: 'json' }

const Words = z.object({ zh: z.string().min(1), en: z.string().min(1) })

const WrittenTemplates = z.object({
  source: z.string(),
  licence: z.string(),
  version: z.string(),
  bases: z.record(z.string(), Words),
  templates: z.array(
    z.object({
      id: z.string(),
      name: Words,
      about: Words,
      category: z.enum(['industry', 'infrastructure', 'livelihood']),
      winterStop: WinterStop.nullable(),
      nodes: z.array(
        z.object({
          id: NodeId,
          name: Words,
          days: z.int().min(0),
          dayKind: DayKind.optional(),
          calendar: NodeCalendar.optional(),
          minDays: z.int().optional(),
          permit: z
            .object({
              ceilingDays: z.int().min(0),
              ceilingKind: DayKind,
              basis: z.string(),
              deferrable: z.boolean(),
            })
            .optional(),
        }),
      ),
      links: z.array(
        z.object({
          from: NodeId,
          to: NodeId,
          type: LinkType.optional(),
          lag: z.int().optional(),
          lagKind: DayKind.optional(),
        }),
      ),
    }),
  ),
})

type Written = z.output<typeof WrittenTemplates>

/** A plan to begin with, for projects of one kind. The names of its nodes are Chinese; `networkFromTemplate` gives either language. */
export interface PlanTemplate {
  readonly id: string
  readonly name: { readonly zh: string; readonly en: string }
  readonly about: { readonly zh: string; readonly en: string }
  /** The category of projects it fits, as a project's record names it. */
  readonly category: 'industry' | 'infrastructure' | 'livelihood'
  readonly winterStop: WinterStop | null
  readonly network: Network
}

const { bases, templates } = WrittenTemplates.parse(written)

/** Templates by kind of project, all written by us; the days are typical ones, for people to change. */
export const planTemplates: readonly PlanTemplate[] = templates.map((template) => ({
  id: template.id,
  name: template.name,
  about: template.about,
  category: template.category,
  winterStop: template.winterStop,
  network: networkIn(template, 'zh'),
}))

/** The network of a template in a language, with the winter stop it was written for. Refuses `schedules.unknown_template`. */
export function networkFromTemplate(
  templateId: string,
  locale: 'zh' | 'en',
): Outcome<{ network: Network; winterStop: WinterStop | null }> {
  const template = templates.find(({ id }) => id === templateId)
  if (!template) return fail(problem('schedules.unknown_template', { template: templateId }))
  return ok({ network: networkIn(template, locale), winterStop: template.winterStop })
}

function networkIn({ nodes, links }: Written['templates'][number], locale: 'zh' | 'en'): Network {
  return Network.parse({
    nodes: nodes.map(({ name, permit, ...node }) => ({
      ...node,
      name: name[locale],
      milestone: node.days === 0,
      permit: permit ? { ...permit, kind: name[locale], basis: bases[permit.basis]?.[locale] ?? '' } : null,
    })),
    links,
  })
}
