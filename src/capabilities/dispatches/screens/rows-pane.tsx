import { Modal } from 'antd'
import { useState } from 'react'
import { useCommand } from '../../../ui/api.ts'
import { ConfirmWithReason } from '../../../ui/kit/dialogs.tsx'
import { Empty, RefusalNote } from '../../../ui/kit/states.tsx'
import { useMessages } from '../../../ui/language.tsx'
import {
  acceptRows,
  assignRows,
  type DispatchRow,
  reconsiderRows,
  rejectRows,
  ROW_KINDS,
  type RowKind,
} from '../contract.ts'
import { dispatchesMessages } from '../messages/index.ts'
import { UnitField } from './mend-form.tsx'
import { RowLine, type RowTools } from './row-line.tsx'
import type { PaneProps } from './text-pane.tsx'

type Figure = Extract<DispatchRow['values'], { kind: 'target' }>

const LEDGERS = ['targets.', 'key_projects.', 'obstacles.', 'overview.']

/** The rows by kind: selected and decided one by one or together, by mouse or by keyboard. */
export function RowsPane({ dispatch, active, onHover, onChoose }: PaneProps) {
  const words = useMessages(dispatchesMessages)
  const [selected, setSelected] = useState<readonly string[]>([])
  const [mending, setMending] = useState<string>()
  const [asking, setAsking] = useState<{
    readonly what: 'accept' | 'source' | 'reject'
    readonly ids: readonly string[]
  }>()
  const [chosenSource, setChosenSource] = useState<string>()
  const sourceUnitId = chosenSource ?? dispatch.enteringUnitIds[0]
  const path = { dispatchId: dispatch.id }
  const done = (): void => {
    setSelected([])
    setAsking(undefined)
  }
  const accept = useCommand(acceptRows, { onSuccess: done, invalidates: LEDGERS })
  const reject = useCommand(rejectRows, { onSuccess: done })
  const reconsider = useCommand(reconsiderRows)
  const assign = useCommand(assignRows)
  const open = dispatch.rows.filter((row) => row.actions.includes('accept'))
  const chosen = selected.filter((id) => open.some((row) => row.id === id))
  const whole = open.filter((row) => row.missing.length === 0)
  const isAll = chosen.length > 0 && chosen.length >= whole.length
  const contradictions = (ids: readonly string[]) =>
    open.filter((row) => ids.includes(row.id) && row.match.kind === 'contradiction').length
  const isAsked = (values: DispatchRow['values']): values is Figure =>
    makesIndicator(values) && !values.sourceUnitId && !dispatch.enteringUnitIds.includes(values.unitId ?? '')
  const made = (ids: readonly string[]): number =>
    new Set(
      open.flatMap(({ id, values }) =>
        ids.includes(id) && isAsked(values) ? [`${values.indicator} ${values.unit}`] : [],
      ),
    ).size
  const isContradicted = asking?.what === 'accept'
  const tools: RowTools = {
    dispatch,
    active,
    mending,
    selected: chosen,
    onHover,
    onChoose,
    onMend: setMending,
    onSelect: (id) => setSelected(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id]),
    onAccept: (ids) => {
      if (contradictions(ids) > 0) setAsking({ what: 'accept', ids })
      else if (made(ids) > 0) setAsking({ what: 'source', ids })
      else accept.mutate({ ...path, rowIds: [...ids] })
    },
    onReject: (ids) => setAsking({ what: 'reject', ids }),
    onReconsider: (id) => reconsider.mutate({ ...path, rowIds: [id] }),
  }
  const isSending = accept.isPending || reject.isPending
  const refusal = asking === undefined ? (accept.error ?? assign.error ?? reconsider.error) : null
  return (
    <section className="k-section d-rows-pane" aria-label={words.rows.title}>
      <div className="k-section-head">
        <h2 className="k-section-title">{words.rows.title}</h2>
        {open.length > 0 ? <span className="k-quiet d-keys">{words.rows.keys}</span> : null}
      </div>
      {refusal ? <RefusalNote refusal={refusal} /> : null}
      {open.length > 0 ? (
        <div className="d-bulk k-toolbar">
          <button
            type="button"
            className="k-button"
            onClick={() => setSelected(isAll ? [] : whole.map(({ id }) => id))}
          >
            {isAll ? words.rows.selectNone : words.rows.selectAll}
          </button>
          <span className="k-quiet" aria-live="polite">
            {words.rows.selected(chosen.length)}
          </span>
          <button
            type="button"
            className="k-button k-button-primary"
            disabled={chosen.length === 0 || isSending}
            onClick={() => tools.onAccept(chosen)}
          >
            {words.rows.acceptSelected(chosen.length)}
          </button>
          <button
            type="button"
            className="k-button"
            disabled={chosen.length === 0 || isSending}
            onClick={() => tools.onReject(chosen)}
          >
            {words.rows.rejectSelected(chosen.length)}
          </button>
          <div className="d-assign">
            <UnitField
              value={null}
              hint={words.rows.assign}
              disabled={chosen.length === 0 || assign.isPending}
              onChange={(unitId) => unitId !== null && assign.mutate({ ...path, rowIds: [...chosen], unitId })}
            />
          </div>
        </div>
      ) : null}
      {dispatch.rows.length === 0 ? <Empty>{words.rows.empty}</Empty> : null}
      {ROW_KINDS.map((kind) => (
        <KindTable key={kind} kind={kind} rows={dispatch.rows.filter((row) => row.kind === kind)} tools={tools} />
      ))}
      <ConfirmWithReason
        isOpen={asking?.what === 'reject'}
        title={words.rows.rejectTitle}
        isSending={reject.isPending}
        refusal={reject.error}
        onCancel={() => setAsking(undefined)}
        onConfirm={(reason) => reject.mutate({ ...path, rowIds: [...(asking?.ids ?? [])], reason })}
      />
      <ConfirmWithReason
        isOpen={isContradicted}
        title={words.rows.contradictionTitle}
        isSending={accept.isPending}
        refusal={accept.error}
        onCancel={() => setAsking(undefined)}
        onConfirm={(reason) =>
          accept.mutate({
            ...path,
            rowIds: [...(asking?.ids ?? [])],
            reason,
            ...(made(asking?.ids ?? []) > 0 && sourceUnitId ? { sourceUnitId } : {}),
          })
        }
      >
        <p>{words.rows.contradictionNote(contradictions(asking?.ids ?? []))}</p>
        {isContradicted && made(asking.ids) > 0 ? (
          <SourceOfNew count={made(asking.ids)} value={sourceUnitId} onChange={setChosenSource} />
        ) : null}
      </ConfirmWithReason>
      <Modal
        open={asking?.what === 'source'}
        title={words.rows.accept}
        okText={words.rows.acceptSelected(asking?.ids.length ?? 0)}
        okButtonProps={{ disabled: sourceUnitId === undefined }}
        confirmLoading={accept.isPending}
        onOk={() =>
          accept.mutate({ ...path, rowIds: [...(asking?.ids ?? [])], ...(sourceUnitId ? { sourceUnitId } : {}) })
        }
        onCancel={() => setAsking(undefined)}
        mask={{ closable: false }}
        destroyOnHidden
      >
        <div className="k-stack">
          {accept.error ? <RefusalNote refusal={accept.error} /> : null}
          <SourceOfNew count={made(asking?.ids ?? [])} value={sourceUnitId} onChange={setChosenSource} />
        </div>
      </Modal>
    </section>
  )
}

/** Whether accepting a row makes an indicator nobody has yet. */
function makesIndicator(values: DispatchRow['values']): values is Figure {
  return values.kind === 'target' && values.status === 'target' && values.indicatorId === null
}

function SourceOfNew({
  count,
  value,
  onChange,
}: {
  readonly count: number
  readonly value: string | undefined
  readonly onChange: (unitId: string | undefined) => void
}) {
  const words = useMessages(dispatchesMessages)
  return (
    <>
      <label className="k-stack-label">
        {words.rows.newSource(count)}
        <UnitField value={value ?? null} onChange={(unitId) => onChange(unitId ?? undefined)} />
      </label>
      <p className="k-quiet">{words.rows.newSourceHint}</p>
    </>
  )
}

function KindTable({
  kind,
  rows,
  tools,
}: {
  readonly kind: RowKind
  readonly rows: readonly DispatchRow[]
  readonly tools: RowTools
}) {
  const words = useMessages(dispatchesMessages)
  if (rows.length === 0) return null
  const move = (from: HTMLElement, by: 1 | -1): void => {
    const all = [...(from.closest('.d-rows-pane')?.querySelectorAll<HTMLElement>('tr[data-row]') ?? [])]
    all[all.indexOf(from) + by]?.focus()
  }
  return (
    <table className={`k-table d-rows d-rows-${kind}`}>
      <caption>
        {words.rowKinds[kind]} {rows.length}
      </caption>
      <tbody>
        {rows.map((row) => (
          <RowLine key={row.id} row={row} tools={tools} onMove={move} />
        ))}
      </tbody>
    </table>
  )
}
