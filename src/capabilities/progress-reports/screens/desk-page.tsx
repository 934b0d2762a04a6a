import { useState } from 'react'
import { useCommand, usePages } from '../../../ui/api.ts'
import type { Column } from '../../../ui/kit/columns.ts'
import { DataTable } from '../../../ui/kit/data-table.tsx'
import { FilterBar } from '../../../ui/kit/filter-bar.tsx'
import { Mark, SampleMark } from '../../../ui/kit/marks.tsx'
import { PageHeader, Section } from '../../../ui/kit/page.tsx'
import { RefusalNote } from '../../../ui/kit/states.tsx'
import { InstantText, MoneyText, PercentText } from '../../../ui/kit/texts.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { AppLink, useUrlState } from '../../../ui/navigation.tsx'
import { useMay, useSession } from '../../../ui/session.tsx'
import {
  type DeskLine,
  DeskFilter,
  listReports,
  lockPeriod,
  REPORT_STATES,
  remindUnits,
  confirmReports,
} from '../contract.ts'
import { progressReportsMessages } from '../messages/index.ts'
import { SENT } from '../rules/states.ts'
import { owedPeriods } from '../rules/periods.ts'
import { AlarmsPart } from './alarms-part.tsx'
import { PeriodChoice, useUnitOptions } from './choices.tsx'
import { DeskSummary } from './desk-summary.tsx'
import { StateMarks, today, useTexts, type Words } from './wording.tsx'
import './progress-reports.css'

const STATE = {
  period: '',
  text: '',
  state: [] as readonly string[],
  unitId: [] as readonly string[],
  late: false,
  mine: false,
}

/** The project office's page of a month or week: who has not reported, what waits to be confirmed, what is late or silent. */
export default function DeskPage() {
  const words = useMessages(progressReportsMessages)
  const isSample = useSession().sample
  const mayManage = useMay('progress_reports.manage')
  const mayFill = useMay('progress_reports.fill')
  const [state, patch, reset] = useUrlState(STATE)
  const period = state.period || (owedPeriods(today())[0] ?? '')
  const filter = filterOf({ ...state, period })
  const units = useUnitOptions()
  return (
    <>
      <PageHeader
        title={words.desk.title}
        marks={isSample ? <SampleMark /> : null}
        actions={
          <>
            <PeriodChoice period={period} onChange={(next) => patch({ period: next })} />
            {mayFill ? (
              <AppLink className="k-button" to={`/progress-reports/sheet?period=${period}`}>
                {words.desk.sheet}
              </AppLink>
            ) : null}
          </>
        }
      />
      <DeskSummary period={filter.period} />
      <FilterBar
        filters={[
          { kind: 'search', key: 'text', label: words.desk.search, hint: words.desk.searchHint },
          {
            kind: 'choices',
            key: 'state',
            label: words.desk.state,
            options: REPORT_STATES.map((value) => ({ value, label: words.states[value] })),
          },
          { kind: 'choices', key: 'unitId', label: words.desk.unit, options: units },
          { kind: 'switch', key: 'late', label: words.desk.onlyLate },
          { kind: 'switch', key: 'mine', label: words.desk.onlyMine },
        ]}
        value={state}
        onChange={patch}
        onReset={reset}
      />
      <Lines key={period} filter={filter} isFiltered={isNarrowed(state)} mayManage={mayManage} />
      <AlarmsPart mayManage={mayManage} />
    </>
  )
}

function isNarrowed({ text, state, unitId, late, mine }: typeof STATE): boolean {
  return text !== '' || state.length > 0 || unitId.length > 0 || late || mine
}

/** The filter of an address; what is no filter is left out. */
function filterOf(state: typeof STATE): DeskFilter {
  const given = Object.fromEntries(
    Object.entries(state).filter(([, value]) => value !== '' && !(Array.isArray(value) && value.length === 0)),
  )
  const parsed = DeskFilter.safeParse(given)
  return parsed.success ? parsed.data : DeskFilter.parse({ period: owedPeriods(today())[0] })
}

const PAGE = 200

function Lines({
  filter,
  isFiltered,
  mayManage,
}: {
  readonly filter: DeskFilter
  readonly isFiltered: boolean
  readonly mayManage: boolean
}) {
  const words = useMessages(progressReportsMessages)
  const [chosen, setChosen] = useState<readonly string[]>([])
  const source = usePages(listReports, { ...filter, limit: PAGE })
  const rows = source.rows.filter((row) => chosen.includes(row.projectId))
  return (
    <Section title={words.desk.table}>
      <DataTable
        id="progress-reports.desk"
        label={words.desk.table}
        columns={columnsOf(words)}
        source={source}
        rowKey={(row) => row.projectId}
        rowLink={(row) => `/progress-reports/${row.projectId}/${filter.period}`}
        {...(mayManage ? { selection: { keys: chosen, onChange: setChosen } } : {})}
        actions={mayManage ? <BulkActions filter={filter} rows={rows} onDone={() => setChosen([])} /> : undefined}
        empty={isFiltered ? words.desk.emptyFiltered : words.desk.empty}
      />
    </Section>
  )
}

/** What the office does to many reports at once; buttons count only those it can be done to. */
function BulkActions({
  filter,
  rows,
  onDone,
}: {
  readonly filter: DeskFilter
  readonly rows: readonly DeskLine[]
  readonly onDone: () => void
}) {
  const words = useMessages(progressReportsMessages)
  const [said, setSaid] = useState('')
  const say = (sentence: string): void => {
    setSaid(sentence)
    onDone()
  }
  const confirm = useCommand(confirmReports, {
    invalidates: ['key_projects.', 'obstacles.', 'schedules.'],
    onSuccess: ({ done, left }) => {
      const why = [
        ...new Set(
          left.map(({ code }) => words.problems[code as keyof typeof words.problems]?.({ state: '' }) ?? code),
        ),
      ]
      say(
        left.length === 0
          ? words.desk.confirmed(done)
          : `${words.desk.confirmed(done)}${words.desk.left(left.length)}${why.join(' ')}`,
      )
    },
  })
  const remind = useCommand(remindUnits, { onSuccess: ({ reminded }) => say(words.desk.reminded(reminded)) })
  const lock = useCommand(lockPeriod, { onSuccess: ({ locked }) => say(words.desk.lockedCount(locked)) })
  const toConfirm = rows.flatMap((row) =>
    row.reportId && row.version && row.actions.includes('confirm')
      ? [{ id: row.reportId, expectedVersion: row.version }]
      : [],
  )
  const toRemind = rows.filter((row) => row.isOwed && !SENT.includes(row.state)).map((row) => row.projectId)
  const refusal = confirm.error ?? remind.error ?? lock.error
  const isSending = confirm.isPending || remind.isPending || lock.isPending
  return (
    <>
      <button
        type="button"
        className="k-button k-button-primary"
        disabled={toConfirm.length === 0 || isSending}
        title={rows.length === 0 ? words.desk.noneChosen : undefined}
        onClick={() => confirm.mutate({ reports: toConfirm })}
      >
        {words.desk.confirm(toConfirm.length)}
      </button>
      <button
        type="button"
        className="k-button"
        disabled={toRemind.length === 0 || isSending}
        title={rows.length === 0 ? words.desk.noneChosen : undefined}
        onClick={() => remind.mutate({ period: filter.period, projectIds: toRemind })}
      >
        {words.desk.remind(toRemind.length)}
      </button>
      <button
        type="button"
        className="k-button"
        disabled={isSending}
        title={words.desk.lockNote}
        onClick={() => lock.mutate({ period: filter.period })}
      >
        {words.desk.lock}
      </button>
      {said ? <output>{said}</output> : null}
      {refusal ? <RefusalNote refusal={refusal} /> : null}
    </>
  )
}

function columnsOf(words: Words): readonly Column<DeskLine>[] {
  const desk = words.desk
  return [
    {
      key: 'name',
      title: desk.project,
      width: 230,
      cell: (row) => (
        <>
          {row.name} <span className="pr-number">{row.number}</span>
        </>
      ),
    },
    { key: 'unit', title: desk.unit, width: 110, cell: (row) => row.unitName },
    {
      key: 'state',
      title: desk.state,
      width: 170,
      cell: (row) => (
        <>
          <StateMarks state={row.state} daysLate={row.daysLate} />{' '}
          {row.reminders > 0 ? <Mark tone="warn">{words.reminded(row.reminders)}</Mark> : null}
        </>
      ),
    },
    {
      key: 'inPeriod',
      title: desk.inPeriod,
      width: 100,
      kind: 'number',
      cell: (row) => <MoneyText yuan={row.investedInPeriod} />,
    },
    {
      key: 'thisYear',
      title: desk.thisYear,
      width: 100,
      kind: 'number',
      cell: (row) => <MoneyText yuan={row.investedThisYear} />,
    },
    { key: 'plan', title: desk.plan, width: 100, kind: 'number', cell: (row) => <MoneyText yuan={row.yearPlan} /> },
    {
      key: 'completion',
      title: desk.completion,
      width: 76,
      kind: 'number',
      cell: (row) => <PercentText ratio={row.completion} />,
    },
    { key: 'reused', title: desk.reused, width: 70, kind: 'number', cell: (row) => <Reused row={row} /> },
    { key: 'problems', title: desk.problems, width: 56, kind: 'number', cell: (row) => row.problems || '—' },
    {
      key: 'sentAt',
      title: desk.sentAt,
      width: 150,
      isHidden: true,
      cell: (row) => (
        <>
          <InstantText at={row.submittedAt} /> <span className="k-quiet">{row.submittedBy}</span>
        </>
      ),
    },
  ]
}

function Reused({ row }: { readonly row: DeskLine }) {
  const texts = useTexts()
  return <>{texts.share(row.reused, row.asked)}</>
}
