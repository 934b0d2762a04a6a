import { type Day, dayOf } from '../../../kernel/day.ts'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import { workdaysBetween } from '../../../kernel/work-calendar.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import { findUnitOfRegion, listOwnPosts } from '../../organisation/public.ts'
import { Assignment, ItemBody } from '../contract.ts'
import { obstaclesMessages } from '../messages/index.ts'
import type { AgendaRow } from '../store/meeting-lines.ts'
import type { MeetingRow } from '../store/meetings.ts'
import { performOn } from './item-act.ts'
import { assigning, keepHandlers } from './item-desk.ts'
import { enterItem } from './item-enter.ts'

const LONGEST_TITLE = 120
const SHORTEST_TITLE = 4
/** A decision begins with the head of the lead unit; what is not settled there climbs like everything else. */
const TIER = 2
const zh = obstaclesMessages['zh-CN'].meetings

/** A line of minutes that becomes a decision. */
export interface Decision {
  readonly meeting: MeetingRow
  readonly text: string
  readonly unitId: string
  readonly dueOn: Day
  readonly agenda: AgendaRow | undefined
}

/** Takes a decision of a meeting into the loop: reported, verified and assigned in one act, since the meeting was all of that. */
export async function enterDecision(
  ctx: OperationContext,
  { meeting, text, unitId, dueOn, agenda }: Decision,
): Promise<{ readonly id: string; readonly number: string | null }> {
  const own = (await listOwnPosts(ctx))[0]?.unitId ?? (await findUnitOfRegion(ctx, dayOf(ctx.now)))?.id
  if (!own) return refuse('forbidden', problem('obstacles.item_unit_not_yours', {}, ['unitId']))
  const isRecord = agenda?.kind === 'red_light' && agenda.subject_kind !== null && agenda.subject_id !== null
  const body = ItemBody.parse({
    kind: 'decision',
    origin: 'meeting',
    class: 'other',
    severity: 'b',
    title:
      text.length < SHORTEST_TITLE ? `${meeting.title}：${text}`.slice(0, LONGEST_TITLE) : text.slice(0, LONGEST_TITLE),
    text,
    neededOn: dueOn,
    subject: isRecord
      ? { kind: agenda.subject_kind, id: agenda.subject_id, title: agenda.title.slice(0, 300) }
      : { kind: 'meeting', id: meeting.id, title: meeting.title.slice(0, 300) },
  })
  const entered = await enterItem(ctx, { body, unitId: own, data: { meetingId: meeting.id } })
  const verified = await performOn(ctx, entered, {
    action: 'verify',
    data: { class: body.class, severity: body.severity },
  })
  const { workdays } = workdaysBetween(ctx.calendar, dayOf(ctx.now), dueOn)
  const assignment = Assignment.parse({
    leadUnitId: unitId,
    tier: TIER,
    days: Math.min(250, Math.max(1, workdays)),
    closingStandard: zh.closingStandard(text).slice(0, 1000),
    closingProof: 'statement',
    text: meeting.title,
  })
  const assigned = await performOn(ctx, verified, await assigning(ctx, verified, assignment))
  await keepHandlers(ctx, assigned.row.id, assignment)
  return { id: assigned.row.id, number: assigned.row.number }
}
