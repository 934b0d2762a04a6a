import { useState } from 'react'
import { DayText as DayShape } from '../../../kernel/day.ts'
import type { SentOf } from '../../../kernel/operation.ts'
import { sourceOfRows, useOperation } from '../../../ui/api.ts'
import type { Column } from '../../../ui/kit/columns.ts'
import { DataTable } from '../../../ui/kit/data-table.tsx'
import { FilterBar } from '../../../ui/kit/filter-bar.tsx'
import { Mark, SampleMark } from '../../../ui/kit/marks.tsx'
import { PageHeader, Section } from '../../../ui/kit/page.tsx'
import { Answer } from '../../../ui/kit/states.tsx'
import { DayText, PercentText } from '../../../ui/kit/texts.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { AppLink, useUrlState } from '../../../ui/navigation.tsx'
import { useSession } from '../../../ui/session.tsx'
import {
  listTrackedPromises,
  type TrackedBy,
  type TrackedOwner,
  type TrackedPromise,
  trackPromises,
} from '../contract.ts'
import { obstaclesMessages } from '../messages/index.ts'
import { StandingMark } from './meeting-marks.tsx'
import './meetings.css'

const STATE = { by: 'unit', from: '', to: '' }

type Words = (typeof obstaclesMessages)['zh-CN']['tracker']
type Asked = Omit<SentOf<typeof listTrackedPromises>, 'key'>

/** Promises by who made them: kept in time, late, broken, and each of them by its day. */
export default function PromiseTrackerPage() {
  const words = useMessages(obstaclesMessages).tracker
  const isSample = useSession().sample
  const [state, patch, reset] = useUrlState(STATE)
  const [chosen, setChosen] = useState<TrackedOwner>()
  const by: TrackedBy = state.by === 'owner' ? 'owner' : 'unit'
  const asked = { by, ...dayOf('from', state.from), ...dayOf('to', state.to) }
  const tracked = useOperation(trackPromises, asked, { keepPrevious: true })
  return (
    <>
      <PageHeader
        title={words.title}
        note={words.note}
        marks={isSample ? <SampleMark /> : null}
        actions={<AppLink to="/promises">{words.ledger}</AppLink>}
      />
      <FilterBar
        filters={[
          {
            kind: 'choice',
            key: 'by',
            label: words.by,
            options: [
              { value: 'unit', label: words.byUnit },
              { value: 'owner', label: words.byOwner },
            ],
          },
          { kind: 'days', key: 'from', toKey: 'to', label: words.days },
        ]}
        value={state}
        onChange={(next) => {
          setChosen(undefined)
          patch(next)
        }}
        onReset={reset}
      />
      <Answer of={tracked}>
        {({ owners, whole, undated }) => (
          <>
            <DataTable
              id="obstacles.promise-tracker"
              label={words.title}
              columns={columnsOf(words, by, setChosen)}
              source={sourceOfRows(owners)}
              rowKey={(row) => row.key || '-'}
              empty={words.empty}
            />
            {owners.length > 0 ? (
              <p>
                <b>{words.whole}</b> {words.total} {whole.total} · {words.kept} {whole.kept} · {words.late} {whole.late}{' '}
                · {words.broken} {whole.broken} · {words.overdue} {whole.overdue} · {words.share}{' '}
                <Share of={whole} words={words} />
              </p>
            ) : null}
            <p className="k-quiet mt-note">
              {words.basis} {undated > 0 ? words.undated(undated) : ''}
            </p>
          </>
        )}
      </Answer>
      {chosen ? <OneByOne owner={chosen} asked={asked} words={words} /> : null}
    </>
  )
}

function dayOf(key: 'from' | 'to', text: string) {
  const day = DayShape.safeParse(text)
  return day.success ? { [key]: day.data } : {}
}

function Share({ of, words }: { readonly of: TrackedOwner; readonly words: Words }) {
  if (of.keptShare === null) return <>—</>
  return (
    <>
      <PercentText ratio={of.keptShare} /> <span className="k-quiet">{words.shareOf(of.kept, of.due)}</span>
    </>
  )
}

function columnsOf(words: Words, by: TrackedBy, show: (owner: TrackedOwner) => void): readonly Column<TrackedOwner>[] {
  const count = (key: 'total' | 'kept' | 'open'): Column<TrackedOwner> => ({
    key,
    title: words[key],
    width: 70,
    kind: 'number',
    cell: (row) => row[key],
  })
  const bad = (key: 'late' | 'broken' | 'overdue', tone: 'warn' | 'bad'): Column<TrackedOwner> => ({
    key,
    title: words[key],
    width: 76,
    kind: 'number',
    cell: (row) => (row[key] === 0 ? 0 : <Mark tone={tone}>{String(row[key])}</Mark>),
  })
  return [
    { key: 'name', title: words.who[by], width: 220, isPinned: true, cell: (row) => row.name || words.nobody },
    count('total'),
    count('kept'),
    bad('late', 'warn'),
    bad('broken', 'bad'),
    bad('overdue', 'bad'),
    count('open'),
    { key: 'share', title: words.share, width: 130, cell: (row) => <Share of={row} words={words} /> },
    {
      key: 'show',
      title: words.show,
      width: 100,
      cell: (row) => (
        <button type="button" className="k-button k-button-text" onClick={() => show(row)}>
          {words.show}
          <span className="k-hidden">: {row.name || words.nobody}</span>
        </button>
      ),
    },
  ]
}

function OneByOne({
  owner,
  asked,
  words,
}: {
  readonly owner: TrackedOwner
  readonly asked: Asked
  readonly words: Words
}) {
  const list = useOperation(listTrackedPromises, { ...asked, key: owner.key })
  const title = words.list(owner.name || words.nobody)
  return (
    <Section title={title}>
      <Answer of={list}>
        {({ items }) => (
          <DataTable
            id="obstacles.tracked-promises"
            label={words.listTable}
            columns={promiseColumns(words)}
            source={sourceOfRows(items)}
            rowKey={(row) => row.id}
            rowLink={(row) => `/promises/${row.id}`}
          />
        )}
      </Answer>
    </Section>
  )
}

function promiseColumns(words: Words): readonly Column<TrackedPromise>[] {
  return [
    { key: 'dueOn', title: words.dueOn, width: 120, cell: (row) => <DayText day={row.dueOn} /> },
    { key: 'action', title: words.action, width: 320, cell: (row) => row.action },
    {
      key: 'standing',
      title: words.standing,
      width: 170,
      cell: (row) => (
        <>
          <StandingMark standing={row.standing} />{' '}
          {row.daysLate > 0 ? <span className="k-quiet">{words.daysLate(row.daysLate)}</span> : null}
        </>
      ),
    },
    { key: 'keptOn', title: words.keptOn, width: 120, cell: (row) => <DayText day={row.keptOn} /> },
  ]
}
