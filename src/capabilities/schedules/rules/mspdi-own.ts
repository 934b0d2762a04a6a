import { z } from 'zod'
import { DayText } from '../../../kernel/day.ts'
import {
  type DayKind,
  type NodeCalendar,
  NodeFacts,
  PermitTerms,
  PlanFrame,
  type PlanNode,
} from '../contract/network.ts'

/** Numbers of the text fields of a task in which our own things travel: its id, what the format has no place for, and the article of a permit. */
export const OWN_FIELDS = { id: '188743731', more: '188743734', basis: '188743737' } as const

/** Minutes of a working day in the files we write: 8 to 12 and 13 to 17. */
export const OWN_DAY_MINUTES = 480

/** Our clocks as calendars of the file, by the number they get there. */
export const OWN_CALENDARS = [
  { uid: '1', name: 'Standard', calendar: 'standard', dayKind: 'working' },
  { uid: '2', name: 'Clarion open days', calendar: 'standard', dayKind: 'calendar' },
  { uid: '3', name: 'Clarion outdoor', calendar: 'outdoor', dayKind: 'working' },
  { uid: '4', name: 'Clarion outdoor days', calendar: 'outdoor', dayKind: 'calendar' },
  { uid: '5', name: 'Clarion continuous', calendar: 'continuous', dayKind: 'calendar' },
] as const satisfies readonly { uid: string; name: string; calendar: NodeCalendar; dayKind: DayKind }[]

const OwnPermit = PermitTerms.omit({ basis: true })

/** What the format has no place for, beside a node. */
const Extras = z.object({
  k: z.enum(['working', 'calendar']).optional(),
  m: z.int().nullable().optional(),
  p: OwnPermit.nullable().optional(),
  s: DayText.nullable().optional(),
  f: DayText.nullable().optional(),
  r: z.int().nullable().optional(),
})

/** The extras of a node as the text of a field; empty where there are none. */
export function extrasText(node: PlanNode): string {
  const permit = node.permit ? OwnPermit.parse(node.permit) : undefined
  const extras: z.input<typeof Extras> = {
    ...(node.calendar === 'continuous' && node.dayKind === 'working' ? { k: 'working' } : {}),
    ...(node.minDays === null ? {} : { m: node.minDays }),
    ...(permit ? { p: permit } : {}),
    // The format has room for one constraint; these are the ones left over.
    ...(node.startNotAfter && (node.notBefore || node.finishNotBefore) ? { s: node.startNotAfter } : {}),
    ...(node.finishNotBefore && node.notBefore ? { f: node.finishNotBefore } : {}),
    ...(node.facts.remainingDays === null ? {} : { r: node.facts.remainingDays }),
  }
  return Object.keys(extras).length > 0 ? JSON.stringify(extras) : ''
}

/** A node with the extras a file of ours keeps of it; the node as it is where the text is none of ours. */
export function withExtras(node: PlanNode, text: string, basis: string): PlanNode {
  const read = Extras.safeParse(parsed(text))
  if (!read.success) return node
  const { k, m, p, s, f, r } = read.data
  return {
    ...node,
    dayKind: k ?? node.dayKind,
    minDays: m ?? null,
    permit: p ? { ...p, basis } : null,
    startNotAfter: s ?? node.startNotAfter,
    finishNotBefore: f ?? node.finishNotBefore,
    facts: NodeFacts.parse({ ...node.facts, remainingDays: r ?? null }),
  }
}

/** The frame of a plan as a file of ours keeps it, or `undefined`. */
export function ownFrame(comments: string): PlanFrame | undefined {
  const read = PlanFrame.safeParse(parsed(comments))
  return read.success && 'openOn' in (parsed(comments) as object) ? read.data : undefined
}

function parsed(text: string): unknown {
  if (!text.startsWith('{')) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
