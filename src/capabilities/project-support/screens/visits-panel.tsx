import { useState } from 'react'
import { usePages } from '../../../ui/api.ts'
import { Empty, Loading, RefusalNote } from '../../../ui/kit/states.tsx'
import { DayText } from '../../../ui/kit/texts.tsx'
import { useMessages } from '../../../ui/language.tsx'
import type { SubjectRef } from '../../../ui/screens.ts'
import { useMay, useSession } from '../../../ui/session.tsx'
import { listVisits, type Visit } from '../contract.ts'
import { projectSupportMessages } from '../messages/index.ts'
import { OutcomeMark, PromiseList } from './marks.tsx'
import './project-support.css'
import { VisitActions } from './visit-actions.tsx'
import { RecordVisitDialog } from './visit-dialogs.tsx'

/** The visits to a project, the newest first, with what was promised on each. */
export default function VisitsPanel({ subject }: { readonly subject: SubjectRef }) {
  const words = useMessages(projectSupportMessages)
  const mayVisit = useMay('project_support.visit')
  const [isRecording, setRecording] = useState(false)
  const { posts } = useSession()
  const ownPost = posts.find(({ role }) => role === 'sponsoring_leader' || role === 'chief_leader')
  const source = usePages(listVisits, { projectId: subject.id, limit: 10 })
  if (source.isLoading) return <Loading />
  if (source.refusal) return <RefusalNote refusal={source.refusal} onRetry={source.reload} />
  return (
    <div className="k-stack">
      {mayVisit ? (
        <div className="k-toolbar no-print">
          <button type="button" className="k-button k-button-primary" onClick={() => setRecording(true)}>
            {words.visits.record}
          </button>
          <span className="k-quiet">{words.visits.note}</span>
        </div>
      ) : null}
      {source.rows.length === 0 ? <Empty>{words.visits.empty}</Empty> : null}
      <ol className="ps-visits">
        {source.rows.map((visit) => (
          <li key={visit.id}>
            <VisitEntry visit={visit} />
          </li>
        ))}
      </ol>
      {source.hasMore ? (
        <button type="button" className="k-button" disabled={source.isLoadingMore} onClick={source.loadMore}>
          {words.card.more(10)}
        </button>
      ) : null}
      {isRecording ? (
        <RecordVisitDialog projectId={subject.id} visitorPostId={ownPost?.id} onClose={() => setRecording(false)} />
      ) : null}
    </div>
  )
}

function VisitEntry({ visit }: { readonly visit: Visit }) {
  const words = useMessages(projectSupportMessages).visits
  return (
    <article>
      <header className="k-toolbar">
        <b>
          <DayText day={visit.visitedOn} />
        </b>
        <span>{visit.visitorTitle}</span>
        <OutcomeMark outcome={visit.outcome} />
        <span className="k-quiet">{words.recordedBy(visit.recordedBy)}</span>
        <VisitActions visit={visit} />
      </header>
      <p>{visit.sentence}</p>
      {visit.problem ? (
        <p>
          <b>{words.problem}</b> {visit.problem}
          {visit.solution ? (
            <>
              {' '}
              <b>{words.solution}</b> {visit.solution}
            </>
          ) : null}
        </p>
      ) : null}
      {visit.promises.length > 0 ? <PromiseList promises={visit.promises} /> : null}
      {visit.nextOn ? (
        <p className="k-quiet">
          {words.nextOn} <DayText day={visit.nextOn} />
        </p>
      ) : null}
    </article>
  )
}
