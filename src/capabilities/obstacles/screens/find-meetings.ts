import { callOperation } from '../../../ui/api.ts'
import { listMeetings, showMeeting } from '../contract.ts'

/** Meetings whose name holds a text, the newest first, as another record points to one. */
export async function findMeetings(text: string) {
  const { items } = await callOperation(listMeetings, { limit: 50 })
  return items
    .filter(({ title }) => title.includes(text))
    .slice(0, 10)
    .map(({ id, title, heldOn }) => ({ id, title: `${title} ${heldOn}` }))
}

/** The name of a meeting. */
export async function titleOfMeeting(meetingId: string): Promise<string> {
  return (await callOperation(showMeeting, { meetingId })).title
}
