import { useState } from 'react'
import { useCommand, useOperation } from '../../../ui/api.ts'
import { HistoryList } from '../../../ui/kit/history-list.tsx'
import { SampleMark } from '../../../ui/kit/marks.tsx'
import { Facts, PageHeader, Section } from '../../../ui/kit/page.tsx'
import { Answer, RefusalNote } from '../../../ui/kit/states.tsx'
import { DayText } from '../../../ui/kit/texts.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { AppLink, usePathFields } from '../../../ui/navigation.tsx'
import { RecordPanels } from '../../../ui/panels.tsx'
import { useSession } from '../../../ui/session.tsx'
import { listPromiseHistory, type PromiseAction, type Promised, restorePromise, showPromise } from '../contract.ts'
import { obstaclesMessages } from '../messages/index.ts'
import { PromiseDialog } from './promise-dialogs.tsx'
import { PromiseMarks } from './promise-marks.tsx'

/** One promise: what was said, where, what became of it, and every step since. */
export default function PromisePage() {
  const { promiseId } = usePathFields('promiseId')
  const promise = useOperation(showPromise, { promiseId })
  return <Answer of={promise}>{(answer) => <Shown promise={answer} />}</Answer>
}

function Shown({ promise }: { readonly promise: Promised }) {
  const words = useMessages(obstaclesMessages).promises
  const isSample = useSession().sample
  const [action, setAction] = useState<PromiseAction>()
  const restore = useCommand(restorePromise)
  const act = (chosen: PromiseAction): void =>
    chosen === 'restore'
      ? restore.mutate({ promiseId: promise.id, expectedVersion: promise.version })
      : setAction(chosen)
  return (
    <>
      <PageHeader
        back={<AppLink to="/promises">{words.title}</AppLink>}
        title={promise.action}
        marks={
          <>
            <PromiseMarks of={promise} /> {isSample ? <SampleMark /> : null}
          </>
        }
        actions={promise.actions.map((each) => (
          <button key={each} type="button" className="k-button" onClick={() => act(each)}>
            {words.actions[each]}
          </button>
        ))}
      />
      {restore.error ? <RefusalNote refusal={restore.error} /> : null}
      <Section title={words.action}>
        <Facts
          items={[
            { label: words.owner, value: promise.ownerText },
            { label: words.unit, value: promise.unitName ?? words.noUnit },
            { label: words.madeOn, value: <DayText day={promise.madeOn} /> },
            { label: words.dueOn, value: promise.dueOn ? <DayText day={promise.dueOn} /> : words.noDay },
            { label: words.keptOn, value: <DayText day={promise.keptOn} /> },
            { label: words.evidence, value: promise.evidence },
            { label: words.reason, value: promise.reason },
          ]}
        />
        {promise.source ? <blockquote>{promise.source.quote}</blockquote> : null}
      </Section>
      <RecordPanels subject={{ kind: 'promise', id: promise.id }} />
      <History promiseId={promise.id} />
      <PromiseDialog action={action} promise={promise} onClose={() => setAction(undefined)} />
    </>
  )
}

function History({ promiseId }: { readonly promiseId: string }) {
  const words = useMessages(obstaclesMessages).promises
  const labels = words as unknown as Readonly<Record<string, unknown>>
  const history = useOperation(listPromiseHistory, { promiseId })
  return (
    <Section title={words.history}>
      <Answer of={history}>
        {({ items }) => (
          <HistoryList
            entries={items.map((item) => ({
              id: item.id,
              at: item.at,
              who: item.actorName,
              ...(item.onBehalfOf === null ? {} : { onBehalfOf: item.onBehalfOf }),
              what: words.topics[item.topic] ?? item.topic,
              ...(item.reason === null ? {} : { reason: item.reason }),
              changes: item.changes
                .filter(({ field }) => field !== 'unitId')
                .map(({ field, before, after }) => ({
                  label: labelOf(field),
                  before: valueOf(field, before),
                  after: valueOf(field, after),
                })),
            }))}
          />
        )}
      </Answer>
    </Section>
  )

  function labelOf(field: string): string {
    if (field === 'ownerText') return words.owner
    const label = labels[field]
    return typeof label === 'string' ? label : field
  }

  function valueOf(field: string, value: unknown): string {
    if (typeof value !== 'string' || value === '') return '—'
    return field === 'state' ? ((words.states as Readonly<Record<string, string>>)[value] ?? value) : value
  }
}
