import { useCommand } from '../../../ui/api.ts'
import { PageHeader } from '../../../ui/kit/page.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { AppLink, useGo } from '../../../ui/navigation.tsx'
import { createEvent } from '../contract.ts'
import { keyProjectsMessages } from '../messages/index.ts'
import { EventForm, type EventTyped } from './event-form.tsx'
import { today } from './today.ts'

/** Enters a group event with its batch. */
export default function EventCreatePage() {
  const words = useMessages(keyProjectsMessages)
  const go = useGo()
  const create = useCommand(createEvent, { onSuccess: ({ id }) => go(`/key-projects/events/${id}`) })
  return (
    <>
      <PageHeader title={words.events.create} back={<AppLink to="/key-projects/events">{words.events.back}</AppLink>} />
      <EventForm
        label={words.events.create}
        initial={{ kind: 'start', heldOn: today() }}
        refusal={create.error}
        isSending={create.isPending}
        onCancel={() => go('/key-projects/events')}
        onSubmit={(typed) => create.mutate(bodyOfEvent(typed))}
      />
    </>
  )
}

/** What the server is sent of a typed event. */
export function bodyOfEvent({ kind, name, heldOn, place, note, entries }: EventTyped) {
  return {
    kind,
    name,
    heldOn,
    place: place ?? '',
    note: note ?? '',
    entries: (entries ?? []).map(({ projectId, amount }) => ({ projectId, amount })),
  }
}
