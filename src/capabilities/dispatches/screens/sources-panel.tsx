import { useOperation } from '../../../ui/api.ts'
import { Answer, Empty } from '../../../ui/kit/states.tsx'
import { DayText, InstantText } from '../../../ui/kit/texts.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { AppLink } from '../../../ui/navigation.tsx'
import type { SubjectRef } from '../../../ui/screens.ts'
import { LedgerRecord, listSources } from '../contract.ts'
import { dispatchesMessages } from '../messages/index.ts'
import './dispatches.css'

/** On the record page of a target, project or promise: the dispatches and quotes it was read from. */
export default function SourcesPanel({ subject }: { readonly subject: SubjectRef }) {
  const words = useMessages(dispatchesMessages)
  const sources = useOperation(listSources, { kind: LedgerRecord.shape.kind.parse(subject.kind), id: subject.id })
  return (
    <Answer of={sources}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty>{words.sources.empty}</Empty>
        ) : (
          <ul className="d-sources">
            {items.map((item) => (
              <li key={item.rowId}>
                <AppLink to={`/dispatches/${item.dispatchId}?row=${item.rowId}`}>{item.title}</AppLink>{' '}
                <span className="k-quiet">
                  <DayText day={item.printedOn} /> · {words.sources.accepted(item.acceptedBy)} ·{' '}
                  <InstantText at={item.acceptedAt} />
                </span>
                <blockquote>{item.quote}</blockquote>
              </li>
            ))}
          </ul>
        )
      }
    </Answer>
  )
}
