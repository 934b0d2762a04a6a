import { useState } from 'react'
import { formatPeriod } from '../../../kernel/format.ts'
import type { Locale } from '../../../kernel/language.ts'
import { useCommand, usePages } from '../../../ui/api.ts'
import type { Column } from '../../../ui/kit/columns.ts'
import { DataTable } from '../../../ui/kit/data-table.tsx'
import { FilterBar } from '../../../ui/kit/filter-bar.tsx'
import { Mark, SampleMark } from '../../../ui/kit/marks.tsx'
import { PageHeader } from '../../../ui/kit/page.tsx'
import { Empty, RefusalNote } from '../../../ui/kit/states.tsx'
import { InstantText } from '../../../ui/kit/texts.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import { AppLink, useGo, useUrlState } from '../../../ui/navigation.tsx'
import { useMay, useSession } from '../../../ui/session.tsx'
import { BULLETIN_KINDS, BULLETIN_STATES, type BulletinLine, checkPublished, listBulletins } from '../contract.ts'
import { bulletinsMessages } from '../messages/index.ts'
import './bulletins.css'
import { DraftDialog } from './draft-dialog.tsx'
import { StateMark } from './marks.tsx'

type Words = (typeof bulletinsMessages)['zh-CN']
const STATE = { text: '', kind: [] as readonly string[], state: '' }

/** Bulletins, the newest first: what was published, and for writers what is being drafted. */
export default function DeskPage() {
  const words = useMessages(bulletinsMessages)
  const { locale } = useLocale()
  const go = useGo()
  const isSample = useSession().sample
  const mayWrite = useMay('bulletins.write')
  const mayPublish = useMay('bulletins.publish')
  const [isDrafting, setDrafting] = useState(false)
  const [state, patch, reset] = useUrlState(STATE)
  const check = useCommand(checkPublished)
  const kind = BULLETIN_KINDS.filter((each) => state.kind.includes(each))
  const wanted = BULLETIN_STATES.find((each) => each === state.state)
  const filter = {
    ...(state.text === '' ? {} : { text: state.text }),
    ...(kind.length === 0 ? {} : { kind }),
    ...(wanted ? { state: wanted } : {}),
  }
  const seesDrafts = mayWrite || mayPublish
  return (
    <>
      <PageHeader
        title={words.desk.title}
        note={words.desk.note}
        marks={isSample ? <SampleMark /> : null}
        actions={
          mayWrite ? (
            <>
              <button type="button" className="k-button k-button-primary" onClick={() => setDrafting(true)}>
                {words.desk.draft}
              </button>
              <button type="button" className="k-button" disabled={check.isPending} onClick={() => check.mutate({})}>
                {words.desk.check}
              </button>
              <AppLink to="/bulletins/templates" className="k-button">
                {words.desk.templates}
              </AppLink>
            </>
          ) : null
        }
      />
      <output aria-live="polite" className="bul-said">
        {check.data ? words.desk.checked(check.data.checked, check.data.raised, check.data.takenBack) : ''}
      </output>
      {check.error ? <RefusalNote refusal={check.error} /> : null}
      <FilterBar
        filters={[
          { kind: 'search', key: 'text', label: words.desk.search },
          {
            kind: 'choices',
            key: 'kind',
            label: words.desk.kind,
            options: BULLETIN_KINDS.map((value) => ({ value, label: words.kinds[value] })),
          },
          ...(seesDrafts
            ? [
                {
                  kind: 'choice' as const,
                  key: 'state',
                  label: words.desk.state,
                  options: BULLETIN_STATES.map((value) => ({ value, label: words.states[value] })),
                },
              ]
            : []),
        ]}
        value={state}
        onChange={patch}
        onReset={reset}
      />
      <DataTable
        id="bulletins.desk"
        label={words.desk.title}
        columns={columnsOf(words, locale)}
        source={usePages(listBulletins, filter)}
        rowKey={(row) => row.id}
        rowLink={(row) => `/bulletins/${row.id}`}
        isFiltered={Object.keys(filter).length > 0}
        empty={<Empty>{mayWrite ? words.desk.empty : words.desk.emptyReader}</Empty>}
      />
      {isDrafting ? <DraftDialog onClose={() => setDrafting(false)} onDone={(id) => go(`/bulletins/${id}`)} /> : null}
    </>
  )
}

function columnsOf(words: Words, locale: Locale): readonly Column<BulletinLine>[] {
  const { desk } = words
  return [
    { key: 'title', title: desk.name, width: 280, isPinned: true, cell: (row) => row.title },
    { key: 'kind', title: desk.kind, width: 120, cell: (row) => words.kinds[row.kind] },
    { key: 'number', title: desk.number, width: 110, cell: (row) => (row.state === 'published' ? row.number : '—') },
    { key: 'period', title: desk.period, width: 100, cell: (row) => formatPeriod(row.period, locale) },
    { key: 'state', title: desk.state, width: 80, cell: (row) => <StateMark state={row.state} /> },
    {
      key: 'corrections',
      title: desk.corrections,
      width: 110,
      cell: (row) => <Corrections row={row} words={words} />,
    },
    { key: 'published', title: desk.published, width: 170, cell: (row) => <Published row={row} /> },
    { key: 'author', title: desk.author, width: 90, cell: (row) => row.authorName },
  ]
}

function Corrections({ row, words }: { readonly row: BulletinLine; readonly words: Words }) {
  if (row.isCorrecting) return <Mark tone="warn">{words.desk.correcting}</Mark>
  return row.corrections > 0 ? <Mark tone="notice">{words.desk.corrected(row.corrections)}</Mark> : '—'
}

function Published({ row }: { readonly row: BulletinLine }) {
  if (row.publishedAt === null) return '—'
  return (
    <>
      <InstantText at={row.publishedAt} /> {row.publishedBy}
    </>
  )
}
