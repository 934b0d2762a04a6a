import type { ReportBody } from '../contract.ts'

/** A problem as the form holds it: a promise has its own fields, shown where it is ticked. */
export interface FilledProblem {
  readonly text?: string
  readonly hasPromise?: boolean
  readonly action?: string
  readonly ownerText?: string
  readonly unitId?: string | null
  readonly dueOn?: string | null
  readonly promiseId?: string | null
  readonly itemId?: string | null
}

/** A report as the form holds it. */
export interface Filled {
  readonly body: Partial<Omit<ReportBody, 'problems' | 'nodes'>> & {
    readonly nodes?: readonly { readonly doneOn?: string | null; readonly reason?: string }[]
    readonly problems?: readonly FilledProblem[]
  }
}

/** The form of a report as it opens. */
export function filledOf({ problems, nodes, ...fields }: ReportBody): Filled {
  return {
    body: {
      ...fields,
      nodes: nodes.map(({ doneOn, reason }) => ({ doneOn, reason })),
      problems: problems.map(({ text, promise, promiseId, itemId }) => ({
        text,
        promiseId,
        itemId,
        hasPromise: promise !== null,
        ...promise,
      })),
    },
  }
}

/** What is sent: fields as they stand, nodes laid over those the form opened with, problems that say something. */
export function bodyOf({ body }: Filled, start: ReportBody): ReportBody {
  const { nodes = [], problems = [], ...fields } = body
  const said = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
  return {
    ...start,
    ...said,
    nodes: start.nodes.map((node, index) => ({
      ...node,
      doneOn: (nodes[index]?.doneOn ?? null) as ReportBody['nodes'][number]['doneOn'],
      reason: nodes[index]?.reason ?? '',
    })),
    problems: problems.flatMap((each) => {
      const text = each.text?.trim() ?? ''
      return text === ''
        ? []
        : [{ text, promise: promiseOf(each), promiseId: each.promiseId ?? null, itemId: each.itemId ?? null }]
    }),
  }
}

function promiseOf(each: FilledProblem): ReportBody['problems'][number]['promise'] {
  if (!each.hasPromise) return null
  return {
    action: each.action ?? '',
    ownerText: each.ownerText ?? '',
    unitId: each.unitId ?? null,
    dueOn: (each.dueOn ?? '') as NonNullable<ReportBody['problems'][number]['promise']>['dueOn'],
  }
}
