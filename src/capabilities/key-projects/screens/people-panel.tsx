import { useState } from 'react'
import { useOperation } from '../../../ui/api.ts'
import { Mark } from '../../../ui/kit/marks.tsx'
import { Answer, Empty } from '../../../ui/kit/states.tsx'
import { DayText } from '../../../ui/kit/texts.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { type Assignment, type AssignmentAction, listProjectPeople } from '../contract.ts'
import { keyProjectsMessages } from '../messages/index.ts'
import { AssignDialog, ContactDialog, DaysDialog } from './people-dialogs.tsx'

/** Who answers for a project, works on it and is asked about it, each with days; those of before below. */
export function PeoplePanel({ projectId }: { readonly projectId: string }) {
  const words = useMessages(keyProjectsMessages).people
  const people = useOperation(listProjectPeople, { projectId })
  const [isAssigning, setAssigning] = useState(false)
  return (
    <Answer of={people}>
      {({ items, mayAssign }) => {
        const past = items.filter((each) => !each.isCurrent)
        return (
          <div className="k-stack">
            <div className="k-toolbar">
              <span className="k-quiet">{words.note}</span>
              {mayAssign ? (
                <button type="button" className="k-button no-print" onClick={() => setAssigning(true)}>
                  {words.assign}
                </button>
              ) : null}
            </div>
            {items.length === 0 ? <Empty>{words.empty}</Empty> : null}
            <PeopleTable label={words.title} projectId={projectId} items={items.filter((each) => each.isCurrent)} />
            {past.length > 0 ? (
              <details>
                <summary>
                  {words.past} ({past.length})
                </summary>
                <PeopleTable label={words.past} projectId={projectId} items={past} />
              </details>
            ) : null}
            {isAssigning ? <AssignDialog projectId={projectId} onClose={() => setAssigning(false)} /> : null}
          </div>
        )
      }}
    </Answer>
  )
}

function PeopleTable({
  label,
  projectId,
  items,
}: {
  readonly label: string
  readonly projectId: string
  readonly items: readonly Assignment[]
}) {
  const words = useMessages(keyProjectsMessages).people
  if (items.length === 0) return null
  return (
    <div className="k-table-scroll" role="region" aria-label={label} tabIndex={0}>
      <table className="k-table" aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{words.role}</th>
            <th scope="col">{words.name}</th>
            <th scope="col">{words.phone}</th>
            <th scope="col">{words.fromOn}</th>
            <th scope="col">{words.toOn}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((each) => (
            <Row key={each.id ?? each.role} assignment={each} projectId={projectId} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({ assignment, projectId }: { readonly assignment: Assignment; readonly projectId: string }) {
  const words = useMessages(keyProjectsMessages).people
  const [open, setOpen] = useState<AssignmentAction>()
  const close = (): void => setOpen(undefined)
  const { role, name, personName, unitName, phone, fromOn, toOn } = assignment
  const can = (action: AssignmentAction) => assignment.actions.includes(action)
  return (
    <tr>
      <th scope="row">{words.roles[role]}</th>
      <td>
        {[name, personName].filter(Boolean).join(' · ')}
        {unitName ? <span className="k-quiet"> {unitName}</span> : null}
        {assignment.isErased ? <Mark>{words.erased}</Mark> : null}
      </td>
      <td>
        {phone || (assignment.hasContact ? '' : '—')}{' '}
        {can('read_contact') ? (
          <button type="button" className="k-button k-button-text no-print" onClick={() => setOpen('read_contact')}>
            {words.read}
          </button>
        ) : null}
      </td>
      <td>{fromOn === null ? <span className="k-quiet">{words.unknownSince}</span> : <DayText day={fromOn} />}</td>
      <td>
        {toOn === null ? <span className="k-quiet">{words.since}</span> : <DayText day={toOn} />}{' '}
        {can('date') ? (
          <button type="button" className="k-button k-button-text no-print" onClick={() => setOpen('date')}>
            {words.date}
          </button>
        ) : null}
        {open === 'read_contact' ? (
          <ContactDialog assignment={assignment} projectId={projectId} onClose={close} />
        ) : null}
        {open === 'date' ? <DaysDialog assignment={assignment} projectId={projectId} onClose={close} /> : null}
      </td>
    </tr>
  )
}
