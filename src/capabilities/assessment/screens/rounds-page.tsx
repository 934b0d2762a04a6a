import { useState } from 'react'
import { formatPeriod } from '../../../kernel/format.ts'
import type { Locale } from '../../../kernel/language.ts'
import { usePages } from '../../../ui/api.ts'
import type { Column } from '../../../ui/kit/columns.ts'
import { DataTable } from '../../../ui/kit/data-table.tsx'
import { FilterBar } from '../../../ui/kit/filter-bar.tsx'
import { Mark } from '../../../ui/kit/marks.tsx'
import { PageHeader } from '../../../ui/kit/page.tsx'
import { DayText, InstantText } from '../../../ui/kit/texts.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import { useGo, useUrlState } from '../../../ui/navigation.tsx'
import { useMay } from '../../../ui/session.tsx'
import { Level, listRounds, type RoundLine, RoundState } from '../contract.ts'
import { assessmentMessages } from '../messages/index.ts'
import { optionsOf } from './choice-of.tsx'
import { OpenRoundDialog } from './open-round-dialog.tsx'
import { StateMark } from './round-parts.tsx'
import type { Words } from './wording.ts'
import './assessment.css'

const STATE = { level: '', state: '' } as const

/** Rounds, the latest period first, each with what it still waits for. */
export default function RoundsPage() {
  const words = useMessages(assessmentMessages)
  const { locale } = useLocale()
  const go = useGo()
  const { rounds: own, choose, levels, states } = words.screens
  const [state, patch, reset] = useUrlState(STATE)
  const [isOpening, setOpening] = useState(false)
  const mayManage = useMay('assessment.manage')
  const level = Level.safeParse(state.level)
  const chosen = RoundState.safeParse(state.state)
  const source = usePages(listRounds, {
    ...(level.success ? { level: level.data } : {}),
    ...(chosen.success ? { state: chosen.data } : {}),
  })
  return (
    <>
      <PageHeader
        title={own.title}
        note={own.note}
        actions={
          mayManage ? (
            <button type="button" className="k-button k-button-primary" onClick={() => setOpening(true)}>
              {own.open}
            </button>
          ) : null
        }
      />
      <div className="as-filters">
        <FilterBar
          filters={[
            { kind: 'choice', key: 'level', label: choose.level, options: optionsOf(levels) },
            { kind: 'choice', key: 'state', label: choose.state, options: optionsOf(states) },
          ]}
          value={state}
          onChange={patch}
          onReset={reset}
        />
      </div>
      <DataTable<RoundLine>
        id="assessment.rounds"
        label={own.title}
        columns={columnsOf(words, locale)}
        source={source}
        rowKey={(row) => row.id}
        rowLink={(row) => `/assessment/rounds/${row.id}`}
        isFiltered={level.success || chosen.success}
        {...(level.success || chosen.success ? {} : { empty: own.empty })}
      />
      {isOpening ? (
        <OpenRoundDialog onClose={() => setOpening(false)} onDone={(id) => go(`/assessment/rounds/${id}`)} />
      ) : null}
    </>
  )
}

function columnsOf(words: Words, locale: Locale): readonly Column<RoundLine>[] {
  const { rounds: own, levels, choose } = words.screens
  const waiting = (count: number) => (count === 0 ? '—' : <Mark tone="warn">{String(count)}</Mark>)
  return [
    {
      key: 'period',
      title: own.period,
      width: 130,
      isPinned: true,
      cell: (row) => formatPeriod(row.period, locale),
    },
    { key: 'scheme', title: own.scheme, width: 220, cell: (row) => row.schemeName },
    { key: 'level', title: own.level, cell: (row) => levels[row.level] ?? row.level },
    { key: 'state', title: choose.state, cell: (row) => <StateMark state={row.state} /> },
    { key: 'missing', title: own.missing, kind: 'number', cell: (row) => waiting(row.counts.missing) },
    { key: 'unsigned', title: own.unsigned, kind: 'number', cell: (row) => waiting(row.counts.unsigned) },
    {
      key: 'confirmed',
      title: own.confirmed,
      kind: 'number',
      cell: (row) => `${row.counts.confirmed} / ${row.counts.units}`,
    },
    { key: 'objections', title: own.objections, kind: 'number', cell: (row) => waiting(row.counts.openObjections) },
    { key: 'due', title: own.due, width: 130, cell: (row) => <DayText day={row.checkDueOn} /> },
    {
      key: 'published',
      title: own.published,
      width: 200,
      cell: (row) =>
        row.publishedAt === null ? (
          '—'
        ) : (
          <>
            {row.publishedByName} <InstantText at={row.publishedAt} />
          </>
        ),
    },
  ]
}
