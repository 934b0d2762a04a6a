import { useOperation, usePages } from '../../../ui/api.ts'
import { Empty, Loading, RefusalNote } from '../../../ui/kit/states.tsx'
import { AppLink } from '../../../ui/navigation.tsx'
import type { SubjectRef } from '../../../ui/screens.ts'
import { useMay } from '../../../ui/session.tsx'
import { countItems, listItems } from '../contract.ts'
import { useItemWords } from './choices.tsx'
import { DueText, SeverityMark, SpecialMarks, StateMark, TierMark } from './item-marks.tsx'
import './obstacles.css'

/** Everything that must be settled about a record: the open items, the next due first, and those that are closed. */
export default function ItemsPanel({ subject }: { readonly subject: SubjectRef }) {
  const words = useItemWords()
  const mayReport = useMay('items.report')
  const of = { subjectKind: subject.kind, subjectId: subject.id }
  const source = usePages(listItems, { ...of, sort: 'updated', limit: 10 })
  const all = useOperation(countItems, of)
  const open = useOperation(countItems, { ...of, open: true })
  if (source.isLoading) return <Loading />
  if (source.refusal) return <RefusalNote refusal={source.refusal} onRetry={source.reload} />
  const { panel } = words
  return (
    <div className="k-stack">
      <div className="k-toolbar no-print">
        {mayReport ? (
          <AppLink
            className="k-button k-button-primary"
            to={`/obstacles/report?subjectKind=${subject.kind}&subjectId=${encodeURIComponent(subject.id)}`}
          >
            {panel.report}
          </AppLink>
        ) : null}
        {all.data && all.data.total > 0 ? (
          <AppLink
            className="k-button"
            to={`/obstacles?view=all&subjectKind=${subject.kind}&subjectId=${encodeURIComponent(subject.id)}`}
          >
            {panel.all(all.data.total)}
          </AppLink>
        ) : null}
        {open.data ? <span className="k-quiet">{panel.open(open.data.total, open.data.overdue)}</span> : null}
      </div>
      {source.rows.length === 0 ? <Empty>{panel.empty}</Empty> : null}
      <ul className="ob-similar">
        {source.rows.map((item) => (
          <li key={item.id}>
            <div>
              <AppLink to={`/obstacles/${item.id}`}>
                {item.number ?? words.marks.noNumber} {item.title}
              </AppLink>{' '}
              <StateMark state={item.state} /> <SeverityMark severity={item.severity} /> <TierMark tier={item.tier} />{' '}
              <SpecialMarks of={item} />
            </div>
            <div className="k-quiet">
              {words.classes[item.class]} · {item.leadUnit?.name ?? item.proposerUnit?.name} · <DueText of={item} />
            </div>
          </li>
        ))}
      </ul>
    </div>
  )
}
