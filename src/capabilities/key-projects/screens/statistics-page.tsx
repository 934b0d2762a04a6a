import { Input, Modal } from 'antd'
import { useState } from 'react'
import { formatPeriod } from '../../../kernel/format.ts'
import { asPeriod } from '../../../kernel/period.ts'
import { sourceOfRows, useCommand, useDownload, useOperation } from '../../../ui/api.ts'
import type { Column } from '../../../ui/kit/columns.ts'
import { DataTable } from '../../../ui/kit/data-table.tsx'
import { ConfirmWithReason } from '../../../ui/kit/dialogs.tsx'
import { ChoiceField } from '../../../ui/kit/fields.tsx'
import { FilterBar } from '../../../ui/kit/filter-bar.tsx'
import { PageHeader, Section } from '../../../ui/kit/page.tsx'
import { Field, RecordForm } from '../../../ui/kit/record-form.tsx'
import { Answer, RefusalNote } from '../../../ui/kit/states.tsx'
import { DayText, MoneyText } from '../../../ui/kit/texts.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import { AppLink, useUrlState } from '../../../ui/navigation.tsx'
import { useMay } from '../../../ui/session.tsx'
import {
  exportListStatistics,
  type FrozenList,
  freezeList,
  ListLevel,
  listFrozenLists,
  openListYear,
  StatisticsGroup,
  type StatisticsRow,
  summariseLists,
} from '../contract.ts'
import { keyProjectsMessages } from '../messages/index.ts'
import { optionsOf } from './choices.tsx'
import type { Words } from './project-columns.tsx'
import { tallyColumns } from './tally-columns.tsx'
import { thisYear } from './today.ts'

const YEARS = [1, 0, -1, -2, -3].map((offset) => String(thisYear() + offset))

/** A year's lists summed up by level, class, category, industry or unit, with both denominators side by side. */
export default function StatisticsPage() {
  const words = useMessages(keyProjectsMessages)
  const { locale } = useLocale()
  const [state, patch, reset] = useUrlState({ year: String(thisYear()), level: '', by: 'level' })
  const [isFreezing, setFreezing] = useState(false)
  const [isOpening, setOpening] = useState(false)
  const mayKeep = useMay('key_projects.lists')
  const open = useCommand(openListYear, { onSuccess: () => setOpening(false) })
  const level = ListLevel.safeParse(state.level)
  const by = StatisticsGroup.catch('level').parse(state.by)
  const year = /^\d{4}$/.test(state.year) ? Number(state.year) : thisYear()
  const answer = useOperation(
    summariseLists,
    { year, by, ...(level.success ? { level: level.data } : {}) },
    { keepPrevious: true },
  )
  const download = useDownload(exportListStatistics)
  const { lists } = words
  return (
    <>
      <PageHeader
        title={lists.title}
        note={lists.note}
        actions={
          <>
            <button
              type="button"
              className="k-button"
              disabled={download.isPending}
              onClick={() => download.mutate({ year, by, ...(level.success ? { level: level.data } : {}) })}
            >
              {lists.export}
            </button>
            {mayKeep ? (
              <>
                <button type="button" className="k-button" onClick={() => setOpening(true)}>
                  {lists.openYear(year + 1)}
                </button>
                <button type="button" className="k-button k-button-primary" onClick={() => setFreezing(true)}>
                  {lists.freeze}
                </button>
              </>
            ) : null}
          </>
        }
      />
      {download.error ? <RefusalNote refusal={download.error} /> : null}
      <FilterBar
        filters={[
          {
            kind: 'choice',
            key: 'year',
            label: lists.year,
            options: YEARS.map((each) => ({ value: each, label: each })),
          },
          { kind: 'choice', key: 'level', label: lists.level, options: optionsOf(words.levels) },
          { kind: 'choice', key: 'by', label: lists.by, options: optionsOf(lists.groups) },
        ]}
        value={state}
        onChange={patch}
        onReset={reset}
      />
      <Answer of={answer}>
        {({ whole, rows, frozenLists, latestAsOf }) => (
          <>
            <p className="k-quiet">
              {lists.origins(whole.adjusted.count, whole.origins)}
              {latestAsOf === null ? '' : ` · ${lists.asOf(formatPeriod(asPeriod(latestAsOf), locale))}`}
              {frozenLists.length === 0
                ? ` · ${lists.notFrozen}`
                : whole.frozen === null
                  ? ` · ${lists.partlyFrozen}`
                  : ''}
            </p>
            <DataTable
              id="key-projects.statistics"
              label={lists.title}
              columns={columnsOf(words, by)}
              source={sourceOfRows([...rows, ...(rows.length > 0 ? [{ ...whole, key: WHOLE }] : [])])}
              rowKey={(row) => row.key}
              empty={lists.empty}
              isA3
            />
          </>
        )}
      </Answer>
      <FrozenLists />
      <output aria-live="polite">{open.data ? lists.opened(open.data.frozen, open.data.carried) : ''}</output>
      <ConfirmWithReason
        isOpen={isOpening}
        title={lists.openYear(year + 1)}
        isSending={open.isPending}
        refusal={open.error}
        onCancel={() => setOpening(false)}
        onConfirm={(reason) => open.mutate({ year, reason })}
      >
        <p className="k-quiet">{lists.openYearNote(year)}</p>
      </ConfirmWithReason>
      {isFreezing ? <FreezeDialog year={year} onClose={() => setFreezing(false)} /> : null}
    </>
  )
}

const WHOLE = '*'

function columnsOf(words: Words, by: StatisticsGroup): readonly Column<StatisticsRow>[] {
  const { lists } = words
  const groups: Readonly<Record<StatisticsGroup, Readonly<Record<string, string>>>> = {
    level: words.levels,
    class: words.classes,
    category: words.categories,
    industry: {},
    unit: {},
  }
  const nameOf = (row: StatisticsRow): string =>
    row.key === WHOLE ? lists.whole : (row.name ?? groups[by][row.key] ?? (row.key === '' ? lists.none : row.key))
  return [
    { key: 'name', title: lists.groups[by], width: 150, isPinned: true, cell: nameOf },
    {
      key: 'totalInvestment',
      title: lists.totalInvestment,
      kind: 'number',
      cell: (row) => <MoneyText yuan={row.adjusted.totalInvestment} />,
    },
    ...tallyColumns<StatisticsRow>('frozen', lists.frozen, words, (row) => row.frozen),
    ...tallyColumns<StatisticsRow>('adjusted', lists.adjusted, words, (row) => row.adjusted),
  ]
}

function FrozenLists() {
  const words = useMessages(keyProjectsMessages)
  const frozen = useOperation(listFrozenLists, {})
  const { lists } = words
  return (
    <Section title={lists.frozenLists}>
      <Answer of={frozen}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="k-quiet">{lists.freezeNote}</p>
          ) : (
            <ul className="k-stack">
              {items.map((list: FrozenList) => (
                <li key={list.id}>
                  <AppLink to={`/key-projects/statistics/${list.id}`}>
                    {list.year} {words.levels[list.level]} · {lists.open}
                  </AppLink>{' '}
                  <span className="k-quiet">
                    {lists.frozenOn} <DayText day={list.frozenOn} /> · {lists.count} {list.count} · {lists.yearPlan}{' '}
                    <MoneyText yuan={list.yearPlan} /> · {list.personName} {list.note}
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
    </Section>
  )
}

interface Typed {
  readonly level: ListLevel
  readonly year: string
  readonly note?: string
}

function FreezeDialog({ year, onClose }: { readonly year: number; readonly onClose: () => void }) {
  const words = useMessages(keyProjectsMessages)
  const freeze = useCommand(freezeList, { onSuccess: onClose })
  const { lists } = words
  return (
    <Modal open title={lists.freeze} footer={null} mask={{ closable: false }} onCancel={onClose}>
      <p className="k-quiet">{lists.freezeNote}</p>
      <RecordForm<Typed>
        label={lists.freeze}
        initial={{ year: String(year), level: 'county' }}
        refusal={freeze.error}
        isSending={freeze.isPending}
        submitLabel={lists.freeze}
        onCancel={onClose}
        onSubmit={(typed) => freeze.mutate({ level: typed.level, year: Number(typed.year), note: typed.note ?? '' })}
      >
        <Field name="year" label={lists.year} isRequired>
          <ChoiceField options={YEARS.map((each) => ({ value: each, label: each }))} />
        </Field>
        <Field name="level" label={lists.level} isRequired>
          <ChoiceField options={optionsOf(words.levels)} />
        </Field>
        <Field name="note" label={lists.note2} isWide>
          <Input maxLength={500} />
        </Field>
      </RecordForm>
    </Modal>
  )
}
