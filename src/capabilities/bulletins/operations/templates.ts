import { dayOf } from '../../../kernel/day.ts'
import { newId } from '../../../kernel/ids.ts'
import { periodOf } from '../../../kernel/period.ts'
import { problem } from '../../../kernel/problem.ts'
import { Refusal, refuse } from '../../../kernel/refusal.ts'
import { implement, type Implementation, type OperationContext } from '../../../platform/run-operation.ts'
import { saveTemplate, listTemplates, showTemplate, type TemplateContent } from '../contract.ts'
import { problemsOfBody } from '../rules/check.ts'
import { BROUGHT_TEMPLATES, broughtTemplate } from '../rules/templates.ts'
import { insertVersion, listNewest, listVersions } from '../store/templates.ts'
import { askableFor } from './tellers.ts'

/** A template in a version. */
export interface Template {
  readonly key: string
  readonly version: number
  readonly content: TemplateContent
}

/** A template in its newest version: the region's own, else the one the product brings; refuses `not_found` otherwise. */
export async function getTemplate(ctx: OperationContext, key: string): Promise<Template> {
  const [own] = await listVersions(ctx, key)
  if (own) return own
  const content = broughtTemplate(key)
  return content ? { key, version: 1, content } : refuse('not_found', problem('record.not_found'))
}

const list = implement(listTemplates, async (ctx) => {
  const own = await listNewest(ctx)
  const lineOf = (key: string, content: TemplateContent) => {
    const row = own.find((each) => each.key === key)
    const { name, kind, period } = row?.content ?? content
    return {
      key,
      name,
      kind,
      period,
      isBrought: row === undefined,
      personName: row?.person_name ?? null,
      madeAt: row?.made_at.toISOString() ?? null,
      version: row?.version ?? 1,
    }
  }
  const others = own.filter(({ key }) => broughtTemplate(key) === undefined)
  return {
    items: [
      ...BROUGHT_TEMPLATES.map(({ key, content }) => lineOf(key, content)),
      ...others.map(({ key, content }) => lineOf(key, content)),
    ],
  }
})

const show = implement(showTemplate, async (ctx, { key, version }) => {
  const own = await listVersions(ctx, key)
  const brought = broughtTemplate(key)
  const versions = [
    ...own.map((row) => ({ version: row.version, personName: row.person_name, madeAt: row.made_at.toISOString() })),
    ...(brought ? [{ version: 1, personName: null, madeAt: null }] : []),
  ]
  const newest = versions[0]?.version ?? refuse('not_found', problem('record.not_found'))
  const wanted = version ?? newest
  const content = own.find((row) => row.version === wanted)?.content ?? (wanted === 1 ? brought : undefined)
  if (!content) return refuse('not_found', problem('record.not_found'))
  return {
    key,
    version: wanted,
    newest,
    isBrought: own.length === 0,
    content,
    versions,
    actions: wanted === newest ? ['save' as const] : [],
  }
})

const save = implement(saveTemplate, async (ctx, { key, expectedVersion, content }) => {
  const problems = problemsOfBody(content.body, content.kind, askableFor(periodOf(dayOf(ctx.now), content.period)))
  if (problems.length > 0) throw new Refusal('rule_broken', problems.map(inContent))
  const before = key === undefined ? undefined : await getTemplate(ctx, key)
  if (before && before.version !== expectedVersion) refuse('conflict', problem('operation.conflict'))
  if (before && before.content.kind !== content.kind)
    refuse('rule_broken', problem('bulletins.kind_fixed', {}, ['content', 'kind']))
  if (!before && content.kind === 'correction')
    refuse('rule_broken', problem('bulletins.one_correction_template', {}, ['content', 'kind']))
  const made = { key: before?.key ?? newId(ctx.now), version: (before?.version ?? 0) + 1 }
  await insertVersion(ctx, { ...made, content, personName: ctx.actor.name, now: ctx.now })
  ctx.announce('bulletins.template_saved', {
    subject: { kind: 'bulletin_template', id: made.key },
    ...(before ? { before: before.content } : {}),
    after: content,
  })
  return made
})

/** A problem of a body as its path stands in a template. */
function inContent(each: ReturnType<typeof problem>) {
  return problem(each.code, each.params, ['content', ...(each.path ?? [])])
}

/** The operations on templates. */
export const templateOperations: readonly Implementation[] = [list, show, save]
