import { Checkbox, Input } from 'antd'
import { useState } from 'react'
import { sourceOf, useCommand, useDownload, useOperation } from '../../../ui/api.ts'
import { CommandDialog } from '../../../ui/kit/command-dialog.tsx'
import type { Column } from '../../../ui/kit/columns.ts'
import { DataTable } from '../../../ui/kit/data-table.tsx'
import { ConfirmWithReason } from '../../../ui/kit/dialogs.tsx'
import { PageHeader, Section } from '../../../ui/kit/page.tsx'
import { Field } from '../../../ui/kit/record-form.tsx'
import { RefusalNote } from '../../../ui/kit/states.tsx'
import { InstantText } from '../../../ui/kit/texts.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { AppLink } from '../../../ui/navigation.tsx'
import { useMay } from '../../../ui/session.tsx'
import {
  carryYearOver,
  exportYear,
  listCurves,
  listYears,
  moveYear,
  rejudgeYear,
  type PaceCurve,
  saveCurve,
  type TargetYear,
} from '../contract.ts'
import { targetsMessages } from '../messages/index.ts'
import type { Words } from './wording.ts'

type YearAct = { readonly year: TargetYear; readonly action: TargetYear['actions'][number] }

/** Years with their closing and carrying over, and the pace curves targets are measured by. */
export default function YearsPage() {
  const words = useMessages(targetsMessages)
  const { years } = words
  const answer = useOperation(listYears, {})
  const [moved, setMoved] = useState<{ readonly year: TargetYear; readonly action: 'close' | 'reopen' }>()
  const [said, setSaid] = useState('')
  const carry = useCommand(carryYearOver, { onSuccess: ({ drafted }) => setSaid(years.carried(drafted)) })
  const rejudge = useCommand(rejudgeYear, { onSuccess: ({ judged }) => setSaid(years.rejudged(judged)) })
  const [isBare, setBare] = useState(false)
  const archive = useDownload(exportYear)
  const mayExport = useMay('data.export_all')
  const act = ({ year, action }: YearAct): void => {
    if (action === 'carryOver') carry.mutate({ year: year.year })
    else if (action === 'rejudge') rejudge.mutate({ year: year.year })
    else if (action === 'export')
      archive.mutate(
        { year: year.year, withFiles: !isBare },
        { onSuccess: (name) => setSaid(words.archive.done(name)) },
      )
    else setMoved({ year, action })
  }
  return (
    <>
      <PageHeader title={years.title} note={mayExport ? words.archive.note : undefined} />
      {archive.error ? <RefusalNote refusal={archive.error} /> : null}
      {carry.error ? <RefusalNote refusal={carry.error} /> : null}
      {rejudge.error ? <RefusalNote refusal={rejudge.error} /> : null}
      {mayExport ? (
        <div className="k-toolbar">
          <Checkbox checked={isBare} onChange={(event) => setBare(event.target.checked)}>
            {words.archive.withoutFiles}
          </Checkbox>
        </div>
      ) : null}
      <output aria-live="polite">{archive.isPending ? words.archive.busy : said}</output>
      <DataTable
        id="targets.years"
        label={words.list.year}
        columns={yearColumns(words, carry.isPending || rejudge.isPending || archive.isPending, act)}
        source={sourceOf(answer, ({ items }) => items)}
        rowKey={(row) => String(row.year)}
        empty={years.empty}
      />
      <Curves />
      {moved ? <MoveBox {...moved} onClose={() => setMoved(undefined)} /> : null}
    </>
  )
}

function MoveBox({
  year,
  action,
  onClose,
}: {
  readonly year: TargetYear
  readonly action: 'close' | 'reopen'
  readonly onClose: () => void
}) {
  const words = useMessages(targetsMessages)
  const command = useCommand(moveYear, { onSuccess: onClose })
  return (
    <ConfirmWithReason
      isOpen
      title={`${words.years[action]} ${year.year}`}
      isSending={command.isPending}
      refusal={command.error}
      onCancel={onClose}
      onConfirm={(reason) => command.mutate({ year: year.year, expectedVersion: year.version, action, reason })}
    />
  )
}

type CurveRow = PaceCurve & { readonly builtIn: boolean; readonly version: number }

function Curves() {
  const words = useMessages(targetsMessages)
  const { years } = words
  const answer = useOperation(listCurves, {})
  const mayManage = useMay('targets.manage')
  const [edited, setEdited] = useState<CurveRow | 'new'>()
  return (
    <Section
      title={years.curves}
      actions={
        mayManage ? (
          <button type="button" className="k-button" onClick={() => setEdited('new')}>
            {years.saveCurve}
          </button>
        ) : null
      }
    >
      <DataTable
        id="targets.curves"
        label={years.curves}
        columns={curveColumns(words, mayManage ? setEdited : undefined)}
        source={sourceOf(answer, ({ items }) => items)}
        rowKey={(row) => row.code}
      />
      {edited ? (
        <CurveBox {...(edited === 'new' ? {} : { curve: edited })} onClose={() => setEdited(undefined)} />
      ) : null}
    </Section>
  )
}

function CurveBox({ curve, onClose }: { readonly curve?: CurveRow; readonly onClose: () => void }) {
  const words = useMessages(targetsMessages)
  const { years } = words
  type Values = { readonly code: string; readonly name: string; readonly nodes: string; readonly source?: string }
  return (
    <CommandDialog
      title={years.saveCurve}
      spec={saveCurve}
      initial={curve ? { ...curve, nodes: textOfNodes(curve.nodes) } : { nodes: '12 1' }}
      inputOf={(values: Values) => ({
        code: values.code,
        name: values.name,
        source: values.source ?? '',
        nodes: nodesOfText(values.nodes),
        expectedVersion: curve?.version ?? 0,
      })}
      onClose={onClose}
    >
      <Field name="code" label={words.fields.code} isRequired>
        <Input maxLength={60} disabled={curve !== undefined} />
      </Field>
      <Field name="name" label={years.curves} isRequired>
        <Input maxLength={200} />
      </Field>
      <Field name="nodes" label={years.nodes} hint={years.nodesHint} isRequired isWide>
        <Input.TextArea rows={5} />
      </Field>
      <Field name="source" label={years.source} isWide>
        <Input maxLength={300} />
      </Field>
    </CommandDialog>
  )
}

function textOfNodes(nodes: PaceCurve['nodes']): string {
  return nodes.map((node) => `${node.month} ${node.share}`).join('\n')
}

function nodesOfText(text: string): PaceCurve['nodes'] {
  return text
    .split('\n')
    .map((line) => line.trim().split(/[\s,，]+/))
    .filter(([month]) => month !== undefined && month !== '')
    .map(([month, share]) => ({ month: Number(month), share: share ?? '' }))
}

function yearColumns(words: Words, isBusy: boolean, onAct: (act: YearAct) => void): readonly Column<TargetYear>[] {
  return [
    {
      key: 'year',
      title: words.list.year,
      cell: (row) => <AppLink to={`/targets?year=${row.year}`}>{row.year}</AppLink>,
    },
    { key: 'targets', title: words.list.title, cell: (row) => words.years.count(row.targets) },
    {
      key: 'state',
      title: words.columns.state,
      cell: (row) => (row.isClosed ? words.years.closed(row.closedBy ?? '') : words.years.open),
    },
    {
      key: 'archive',
      title: words.archive.column,
      cell: ({ archive }) =>
        archive ? (
          <>
            <InstantText at={archive.at} /> {words.archive.made(archive.by)}
            <br />
            <code title={`SHA-256 ${archive.sha256}\nSM3 ${archive.sm3}`}>{archive.sha256.slice(0, 12)}…</code>
          </>
        ) : (
          words.archive.none
        ),
    },
    {
      key: 'actions',
      title: words.form.decide,
      cell: (row: TargetYear) =>
        row.actions.map((action) => (
          <button
            key={action}
            type="button"
            className="k-button k-button-text"
            disabled={isBusy}
            onClick={() => onAct({ year: row, action })}
          >
            {action === 'export' ? words.archive.export : words.years[action]}
          </button>
        )),
    },
  ]
}

function curveColumns(words: Words, onEdit: ((row: CurveRow) => void) | undefined): readonly Column<CurveRow>[] {
  return [
    {
      key: 'name',
      title: words.years.curves,
      cell: (row: CurveRow) =>
        onEdit ? (
          <button type="button" className="k-button k-button-text" onClick={() => onEdit(row)}>
            {row.name}
          </button>
        ) : (
          row.name
        ),
    },
    {
      key: 'nodes',
      title: words.years.nodes,
      cell: (row) =>
        row.nodes
          .map((node) => words.years.node(node.month, `${Number((Number(node.share) * 100).toFixed(2))}%`))
          .join(words.years.between),
    },
    { key: 'own', title: words.columns.kind, cell: (row) => (row.builtIn ? words.years.builtIn : words.years.own) },
    { key: 'source', title: words.years.source, cell: (row) => row.source },
  ]
}
