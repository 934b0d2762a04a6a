import { useState } from 'react'
import { sourceOfRows } from '../../../ui/api.ts'
import type { Column } from '../../../ui/kit/columns.ts'
import { DataTable } from '../../../ui/kit/data-table.tsx'
import { Mark } from '../../../ui/kit/marks.tsx'
import { Section } from '../../../ui/kit/page.tsx'
import { useMessages } from '../../../ui/language.tsx'
import type { DateName, PlannedNode } from '../contract.ts'
import { schedulesMessages } from '../messages/index.ts'
import { VerdictMark } from './marks.tsx'
import type { PlanLine } from './plan-lines.ts'
import type { Words } from './wording.ts'

interface Props {
  readonly projectId: string
  readonly lines: readonly PlanLine[]
  readonly publishedThrough: string
  readonly isCompared: boolean
  readonly isTried: boolean
  readonly mayChange: boolean
  readonly onEdit: (node: PlannedNode | null) => void
  readonly onRecord: (node: PlannedNode) => void
  readonly onWhy: (nodeId: string, date: DateName) => void
}

/** The nodes of a plan: every date opens its reason, every node its form where the reader may change or report it. */
export function PlanTable(props: Props) {
  const words = useMessages(schedulesMessages)
  const [onlyOpen, setOnlyOpen] = useState(false)
  const [byDay, setByDay] = useState(false)
  const shown = props.lines.filter(({ node }) => !onlyOpen || node.facts.finishedOn === null)
  const rows = byDay ? shown.toSorted((one, other) => (one.node.lateFinish < other.node.lateFinish ? -1 : 1)) : shown
  return (
    <Section
      title={words.table.section}
      actions={
        props.mayChange ? (
          <button type="button" className="k-button" onClick={() => props.onEdit(null)}>
            {words.actions.add}
          </button>
        ) : null
      }
    >
      <DataTable
        id="schedules.plan"
        label={words.table.label}
        columns={columnsOf(props, words)}
        source={sourceOfRows(rows)}
        rowKey={({ node }) => node.id}
        isA3
        actions={
          <>
            <label className="schedules-switch">
              <input type="checkbox" checked={onlyOpen} onChange={(event) => setOnlyOpen(event.target.checked)} />
              {words.table.onlyOpen}
            </label>
            <label className="schedules-switch">
              <input type="checkbox" checked={byDay} onChange={(event) => setByDay(event.target.checked)} />
              {words.table.order}
            </label>
          </>
        }
      />
    </Section>
  )
}

function columnsOf(props: Props, words: Words): readonly Column<PlanLine>[] {
  const { columns, table } = words
  const dateColumn = (date: DateName, title: string, group: string): Column<PlanLine> => ({
    key: date,
    title,
    group,
    width: 96,
    cell: ({ node }) => <DateCell node={node} date={date} {...props} words={words} />,
  })
  return [
    {
      key: 'name',
      title: columns.name,
      width: 200,
      isPinned: true,
      cell: ({ node }) => <NodeName node={node} words={words} />,
    },
    { key: 'verdict', title: columns.verdict, width: 104, cell: ({ node }) => <Verdict node={node} words={words} /> },
    ...(props.mayChange || props.lines.some(({ node }) => node.actions.length > 0)
      ? [
          {
            key: 'actions',
            title: columns.actions,
            width: 120,
            cell: (line: PlanLine) => <RowActions line={line} {...props} words={words} />,
          },
        ]
      : []),
    dateColumn('lateStart', columns.start, columns.late),
    dateColumn('lateFinish', columns.finish, columns.late),
    ...(props.isTried
      ? [
          {
            key: 'moved',
            title: columns.whatIf,
            width: 96,
            cell: ({ moved }: PlanLine) => (moved ? movedText(moved, words) : ''),
          },
        ]
      : []),
    ...(props.isCompared
      ? [
          {
            key: 'baseline',
            title: columns.baselineFinish,
            width: 100,
            cell: ({ deviation }: PlanLine) => deviation?.baselineFinish ?? words.none,
          },
          {
            key: 'deviation',
            title: columns.deviation,
            width: 90,
            cell: ({ deviation }: PlanLine) => (deviation ? movedText(deviation, words) : words.none),
          },
        ]
      : []),
    {
      key: 'totalFloat',
      title: columns.totalFloat,
      kind: 'number',
      width: 70,
      cell: ({ node }) =>
        node.facts.finishedOn === null ? <Float days={node.totalFloat} hint={table.float} /> : words.none,
    },
    dateColumn('earlyStart', columns.start, columns.early),
    dateColumn('earlyFinish', columns.finish, columns.early),
    {
      key: 'freeFloat',
      title: columns.freeFloat,
      kind: 'number',
      width: 70,
      cell: ({ node }) => (node.facts.finishedOn === null ? node.freeFloat : words.none),
    },
    {
      key: 'days',
      title: columns.days,
      width: 96,
      cell: ({ node }) => (
        <span className="schedules-nowrap">
          {node.days === 0 ? table.milestone : words.days(node.days, node.dayKind)}
        </span>
      ),
    },
    { key: 'actual', title: columns.actual, width: 140, cell: ({ node }) => <FactsText node={node} words={words} /> },
    {
      key: 'unit',
      title: columns.unit,
      width: 150,
      cell: ({ node }) => [node.unitName, node.postTitle].filter(Boolean).join(' · ') || words.none,
    },
    { key: 'after', title: columns.predecessors, width: 180, cell: ({ after }) => after || words.none },
  ]
}

function NodeName({ node, words }: { readonly node: PlannedNode; readonly words: Words }) {
  const { permit } = node
  return (
    <span className="schedules-name" title={node.note || undefined}>
      {node.name} {node.critical ? <Mark tone="warn">{words.table.critical}</Mark> : null}
      {permit ? (
        <span title={words.table.permitHint(permit.kind, permit.ceilingDays, permit.ceilingKind)}>
          <Mark>{words.table.permit}</Mark>
        </span>
      ) : null}
      {node.milestone ? <Mark tone="notice">{`◆ ${words.table.milestone}`}</Mark> : null}
    </span>
  )
}

function Verdict({ node, words }: { readonly node: PlannedNode; readonly words: Words }) {
  return (
    <span className="schedules-verdict" title={node.slipReason || undefined}>
      <VerdictMark verdict={node.verdict} />
      {node.daysLate > 0 ? (
        <span className="k-quiet">
          {node.verdict === 'done_late' ? words.table.moved(node.daysLate) : words.table.daysLate(node.daysLate)}
        </span>
      ) : null}
    </span>
  )
}

function DateCell({
  node,
  date,
  words,
  publishedThrough,
  isTried,
  onWhy,
}: Pick<Props, 'publishedThrough' | 'isTried' | 'onWhy'> & {
  readonly node: PlannedNode
  readonly date: DateName
  readonly words: Words
}) {
  const day = node[date]
  const mark = day > publishedThrough ? <sup>{words.whole.provisionalMark}</sup> : null
  if (isTried)
    return (
      <span className="k-number">
        {day}
        {mark}
      </span>
    )
  return (
    <button
      type="button"
      className="schedules-date"
      aria-label={`${day} ${words.table.whyOf(node.name, words.dates[date])}`}
      title={words.table.whyOf(node.name, words.dates[date])}
      onClick={() => onWhy(node.id, date)}
    >
      {day}
      {mark}
    </button>
  )
}

function RowActions({
  line: { node },
  mayChange,
  isTried,
  onEdit,
  onRecord,
  words,
}: Props & { readonly line: PlanLine; readonly words: Words }) {
  if (isTried) return null
  return (
    <span className="schedules-actions">
      {node.actions.includes('record') ? (
        <button
          type="button"
          className="k-button k-button-text"
          aria-label={words.record.title(node.name)}
          onClick={() => onRecord(node)}
        >
          {words.actions.record}
        </button>
      ) : null}
      {mayChange ? (
        <button
          type="button"
          className="k-button k-button-text"
          aria-label={words.edit.title(node.name)}
          onClick={() => onEdit(node)}
        >
          {words.actions.edit}
        </button>
      ) : null}
    </span>
  )
}

function Float({ days, hint }: { readonly days: number; readonly hint: string }) {
  return days < 0 ? (
    <b className="k-error" title={hint}>
      {`−${-days}`}
    </b>
  ) : (
    <span>{days}</span>
  )
}

function FactsText({ node, words }: { readonly node: PlannedNode; readonly words: Words }) {
  const { startedOn, finishedOn, remainingDays } = node.facts
  if (finishedOn !== null) return words.table.finished(finishedOn)
  if (startedOn === null) return words.none
  return [
    words.table.started(startedOn),
    ...(remainingDays === null ? [] : [words.table.remaining(remainingDays)]),
  ].join('，')
}

function movedText(moved: NonNullable<PlanLine['moved']>, words: Words): string {
  if (moved.change === 'added') return words.table.added
  if (moved.change === 'removed') return words.table.removed
  return words.table.moved(moved.finishDays || moved.startDays || 0)
}
