import { asDay } from '../../../kernel/day.ts'
import type {
  DayKind,
  LinkType,
  NodeCalendar,
  NodeCharged,
  PlanChange,
  PlanLink,
  PlannedNode,
  PlanNode,
  WorkingPlan,
} from '../contract.ts'

/** What the form of a node holds. */
export interface NodeValues {
  readonly name: string
  readonly days: number
  readonly dayKind: DayKind
  readonly calendar: NodeCalendar
  readonly minDays: number | null
  readonly notBefore: string | null
  readonly notAfter: string | null
  readonly links: readonly {
    readonly from: string
    readonly type: LinkType
    readonly lag: number | null
    readonly lagKind: DayKind
  }[]
  /** Nodes that begin after a new one. */
  readonly before?: readonly string[]
  readonly unitId: string | null
  readonly postId: string | null
  readonly note: string
  readonly isPermit: boolean
  readonly permitKind?: string
  readonly ceilingDays?: number
  readonly ceilingKind?: DayKind
  readonly basis?: string
  readonly deferrable?: boolean
}

/** What the form begins with: the node as it is, or a working node of ten days. */
export function initialValues(plan: WorkingPlan, node: PlannedNode | null): Partial<NodeValues> {
  if (!node)
    return {
      days: 10,
      dayKind: 'working',
      calendar: 'standard',
      links: [],
      note: '',
      isPermit: false,
      ceilingKind: 'working',
    }
  const { name, days, dayKind, calendar, minDays, notBefore, notAfter, unitId, postId, note, permit } = node
  return {
    name,
    days,
    dayKind,
    calendar,
    minDays,
    notBefore,
    notAfter,
    unitId,
    postId,
    note,
    links: plan.links.flatMap(({ from, to, type, lag, lagKind }) =>
      to === node.id ? [{ from, type, lag, lagKind }] : [],
    ),
    isPermit: permit !== null,
    ceilingKind: permit?.ceilingKind ?? 'working',
    ...(permit
      ? { permitKind: permit.kind, ceilingDays: permit.ceilingDays, basis: permit.basis, deferrable: permit.deferrable }
      : {}),
  }
}

/** What the form changes of the plan: the node where anything of it differs, its links one by one, and who answers for it. */
export function trialOf(
  values: NodeValues,
  plan: WorkingPlan,
  id: string,
): { readonly changes: readonly PlanChange[]; readonly charges: readonly NodeCharged[] } {
  const old = plan.nodes.find((node) => node.id === id)
  const node = nodeOf(values, id, old)
  return {
    changes: [
      ...(old && isSame(node, old) ? [] : [{ kind: 'set_node' as const, node }]),
      ...linkChanges(
        values,
        plan.links.filter((link) => link.to === id),
        id,
      ),
      ...(values.before ?? []).map((to) => ({
        kind: 'set_link' as const,
        link: { from: id, to, type: 'FS' as const, lag: 0, lagKind: 'working' as const },
      })),
    ],
    charges: chargeOf(values, old, id),
  }
}

function nodeOf(values: NodeValues, id: string, old: PlannedNode | undefined): PlanNode {
  return {
    id,
    name: values.name,
    days: values.days,
    dayKind: values.dayKind,
    calendar: values.calendar,
    milestone: values.days === 0,
    minDays: values.minDays ?? null,
    notBefore: values.notBefore ? asDay(values.notBefore) : null,
    notAfter: values.notAfter ? asDay(values.notAfter) : null,
    startNotAfter: old?.startNotAfter ?? null,
    finishNotBefore: old?.finishNotBefore ?? null,
    permit: values.isPermit
      ? {
          kind: values.permitKind ?? values.name,
          ceilingDays: values.ceilingDays ?? 0,
          ceilingKind: values.ceilingKind ?? 'working',
          basis: values.basis ?? '',
          deferrable: values.deferrable ?? false,
        }
      : null,
    facts: old?.facts ?? { startedOn: null, finishedOn: null, remainingDays: null },
  }
}

function isSame(node: PlanNode, old: PlannedNode): boolean {
  const keys = Object.keys(node) as (keyof PlanNode)[]
  return keys.every((key) =>
    key === 'permit' && node.permit && old.permit
      ? (Object.keys(node.permit) as (keyof typeof node.permit)[]).every(
          (part) => node.permit?.[part] === old.permit?.[part],
        )
      : key === 'facts' || node[key] === old[key],
  )
}

function linkChanges(values: NodeValues, stood: readonly PlanLink[], to: string): readonly PlanChange[] {
  const wanted = values.links.map(
    ({ from, type, lag, lagKind }): PlanLink => ({ from, to, type, lag: lag ?? 0, lagKind }),
  )
  const keyOf = ({ from, type }: PlanLink): string => `${from} ${type}`
  const stays = new Set(wanted.map(keyOf))
  const before = new Map(stood.map((link) => [keyOf(link), link]))
  return [
    ...stood
      .filter((link) => !stays.has(keyOf(link)))
      .map(({ from, type }) => ({ kind: 'remove_link' as const, from, to, type })),
    ...wanted.flatMap((link) => {
      const old = before.get(keyOf(link))
      return old?.lag === link.lag && old.lagKind === link.lagKind ? [] : [{ kind: 'set_link' as const, link }]
    }),
  ]
}

function chargeOf(values: NodeValues, old: PlannedNode | undefined, nodeId: string): readonly NodeCharged[] {
  const charge = { unitId: values.unitId ?? null, postId: values.postId ?? null, note: values.note ?? '' }
  const isKept =
    charge.unitId === (old?.unitId ?? null) &&
    charge.postId === (old?.postId ?? null) &&
    charge.note === (old?.note ?? '')
  return isKept ? [] : [{ nodeId, ...charge }]
}
