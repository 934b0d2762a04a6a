import type { Frequency, Period } from '../../../kernel/period.ts'
import { sourceOf, useDownload, useOperation } from '../../../ui/api.ts'
import type { Column } from '../../../ui/kit/columns.ts'
import { DataTable } from '../../../ui/kit/data-table.tsx'
import { ChoiceField } from '../../../ui/kit/fields.tsx'
import { SampleMark } from '../../../ui/kit/marks.tsx'
import { PageHeader } from '../../../ui/kit/page.tsx'
import { Loading, RefusalNote } from '../../../ui/kit/states.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { useUrlState } from '../../../ui/navigation.tsx'
import { useSession } from '../../../ui/session.tsx'
import { askList, exportList, type ListQuestion } from '../contract.ts'
import { bulletinsMessages } from '../messages/index.ts'
import './bulletins.css'
import { PeriodField, useQuestions } from './choices.tsx'
import { usualPeriod } from './today.ts'

const FIRST = 'key_projects.red_lights'
const KINDS = ['week', 'month', 'quarter', 'half', 'year'] as const satisfies readonly Frequency[]

/** Lists of the ledgers for a period, to look at and to take away as Excel. */
export default function ListsPage() {
  const words = useMessages(bulletinsMessages)
  const isSample = useSession().sample
  const { lists, nameOf } = useQuestions()
  const [state, patch] = useUrlState({ list: FIRST, kind: 'month', period: '' })
  const download = useDownload(exportList)
  const kind = KINDS.find((each) => each === state.kind) ?? 'month'
  const period = (state.period === '' ? usualPeriod(kind) : state.period) as Period
  const list = lists.find(({ id }) => id === state.list) ?? lists[0]
  return (
    <>
      <PageHeader
        title={words.lists.title}
        note={words.lists.note}
        marks={isSample ? <SampleMark /> : null}
        actions={
          list ? (
            <button
              type="button"
              className="k-button k-button-primary"
              disabled={download.isPending}
              onClick={() => download.mutate({ list: list.id, period })}
            >
              {words.lists.download}
            </button>
          ) : null
        }
      />
      {download.error ? <RefusalNote refusal={download.error} /> : null}
      <div className="bul-choose no-print">
        <ChoiceField
          aria-label={words.lists.list}
          value={list?.id ?? null}
          options={lists.map((each) => ({ value: each.id, label: nameOf(each) }))}
          onChange={(next) => next && patch({ list: next })}
        />
        <ChoiceField
          aria-label={words.lists.periodKind}
          value={kind}
          options={KINDS.map((value) => ({ value, label: words.templates.periods[value] ?? value }))}
          onChange={(next) => next && patch({ kind: next, period: '' })}
        />
        <PeriodField
          aria-label={words.lists.period}
          kind={kind}
          value={period}
          onChange={(next) => next && patch({ period: next })}
        />
      </div>
      {list ? <ListTable key={list.id} list={list} period={period} nameOf={nameOf} /> : <Loading />}
    </>
  )
}

interface Line {
  readonly key: string
  readonly cells: readonly string[]
}

function ListTable({
  list,
  period,
  nameOf,
}: {
  readonly list: ListQuestion
  readonly period: Period
  readonly nameOf: ReturnType<typeof useQuestions>['nameOf']
}) {
  const words = useMessages(bulletinsMessages).lists
  const asked = useOperation(askList, { list: list.id, period }, { keepPrevious: true })
  const columns = list.columns.map(
    ({ key, unit, ...column }, at): Column<Line> => ({
      key,
      title: nameOf(column),
      width: unit === 'text' ? 160 : 110,
      kind: unit === 'text' ? 'text' : unit === 'day' ? 'center' : 'number',
      isPinned: at === 0,
      cell: ({ cells }) => cells[at] ?? '—',
    }),
  )
  const hasMoney = list.columns.some(({ unit }) => unit === 'yuan')
  return (
    <DataTable
      id={`bulletins.list.${list.id}`}
      label={nameOf(list)}
      columns={columns}
      source={sourceOf(asked, ({ shown }): readonly Line[] =>
        shown.map((cells, index) => ({ key: String(index), cells })),
      )}
      rowKey={(row) => row.key}
      note={hasMoney ? words.wan : undefined}
      empty={words.empty}
    />
  )
}
