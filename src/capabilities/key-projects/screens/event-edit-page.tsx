import { useCommand, useOperation } from '../../../ui/api.ts'
import { PageHeader } from '../../../ui/kit/page.tsx'
import { Answer } from '../../../ui/kit/states.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { AppLink, useGo, usePathFields } from '../../../ui/navigation.tsx'
import { showEvent, updateEvent } from '../contract.ts'
import { keyProjectsMessages } from '../messages/index.ts'
import { bodyOfEvent } from './event-create-page.tsx'
import { EventForm } from './event-form.tsx'

/** Changes a group event and its batch. */
export default function EventEditPage() {
  const words = useMessages(keyProjectsMessages)
  const go = useGo()
  const { eventId } = usePathFields('eventId')
  const shown = useOperation(showEvent, { eventId }, { staleMs: Number.POSITIVE_INFINITY })
  const page = `/key-projects/events/${eventId}`
  const update = useCommand(updateEvent, { onSuccess: () => go(page) })
  return (
    <Answer of={shown}>
      {(event) => (
        <>
          <PageHeader title={words.events.edit} back={<AppLink to={page}>{event.name}</AppLink>} />
          <EventForm
            label={words.events.edit}
            initial={{
              ...event,
              entries: event.entries.map(({ projectId, number, name, amount }) => ({
                projectId,
                name: `${number} ${name}`,
                amount,
              })),
            }}
            refusal={update.error}
            isSending={update.isPending}
            onCancel={() => go(page)}
            onSubmit={(typed) => update.mutate({ ...bodyOfEvent(typed), eventId, expectedVersion: event.version })}
          />
        </>
      )}
    </Answer>
  )
}
