import type { KeyboardEvent } from 'react'
import { useCommand, useOperation } from '../../../ui/api.ts'
import { Mark } from '../../../ui/kit/marks.tsx'
import { DayText, InstantText, MoneyText } from '../../../ui/kit/texts.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import { AppLink } from '../../../ui/navigation.tsx'
import { listUnits } from '../../organisation/contract.ts'
import { type Dispatch, type DispatchRow, type MatchKind, mendRow, type RowValues } from '../contract.ts'
import { dispatchesMessages } from '../messages/index.ts'
import { MendForm } from './mend-form.tsx'
import { areaText, differenceText, figureText, periodText, recordPath } from './wording.ts'

/** What a row may ask of its pane. */
export interface RowTools {
  readonly dispatch: Dispatch
  readonly active: string | undefined
  readonly mending: string | undefined
  readonly selected: readonly string[]
  readonly onHover: (id: string | undefined) => void
  readonly onChoose: (id: string) => void
  readonly onMend: (id: string | undefined) => void
  readonly onSelect: (id: string) => void
  readonly onAccept: (ids: readonly string[]) => void
  readonly onReject: (ids: readonly string[]) => void
  readonly onReconsider: (id: string) => void
}

const TONES = { new: 'notice', update: 'good', contradiction: 'bad', duplicate: 'calm' } as const satisfies Record<
  MatchKind,
  string
>

/** One row: what was read, how it stands to the ledger, and what can be done; mended in place. */
export function RowLine({
  row,
  tools,
  onMove,
}: {
  readonly row: DispatchRow
  readonly tools: RowTools
  readonly onMove: (from: HTMLElement, by: 1 | -1) => void
}) {
  const words = useMessages(dispatchesMessages)
  const isOpen = row.actions.includes('accept')
  const isActive = tools.active === row.id
  const press = (event: KeyboardEvent<HTMLTableRowElement>): void => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return
    const act = actionOf(event.key, event.currentTarget)
    if (!act) return
    event.preventDefault()
    act()
  }
  const actionOf = (key: string, from: HTMLElement): (() => void) | undefined => {
    if (key === 'ArrowDown') return () => onMove(from, 1)
    if (key === 'ArrowUp') return () => onMove(from, -1)
    if (!isOpen) return undefined
    switch (key.toLowerCase()) {
      case 'a':
        return () => tools.onAccept([row.id])
      case 'r':
        return () => tools.onReject([row.id])
      case 'm':
        return () => tools.onMend(row.id)
      case ' ':
        return () => tools.onSelect(row.id)
      default:
        return undefined
    }
  }
  return (
    <>
      <tr
        data-row={row.id}
        tabIndex={0}
        className={`d-row d-row-${row.state}${isActive ? ' d-row-active' : ''}`}
        aria-label={`${words.rowKinds[row.kind]}: ${row.quote}`}
        onMouseEnter={() => tools.onHover(row.id)}
        onMouseLeave={() => tools.onHover(undefined)}
        onFocus={() => tools.onHover(row.id)}
        onClick={(event) => {
          // A link in the row leads away; choosing the row as well would call the reader back.
          if (!event.defaultPrevented) tools.onChoose(row.id)
        }}
        onKeyDown={press}
      >
        <td className="k-cell-tool">
          {isOpen ? (
            <input
              type="checkbox"
              aria-label={`${words.rows.accept}: ${row.quote.slice(0, 40)}`}
              checked={tools.selected.includes(row.id)}
              onChange={() => tools.onSelect(row.id)}
            />
          ) : null}
        </td>
        <td>
          <Said row={row} year={tools.dispatch.year} />
        </td>
        <td>
          <Standing row={row} />
        </td>
        <td className="d-row-actions">
          <Decision row={row} tools={tools} />
        </td>
      </tr>
      {tools.mending === row.id && isOpen ? (
        <tr className="k-expanded">
          <td colSpan={4}>
            <Mend row={row} dispatchId={tools.dispatch.id} onClose={() => tools.onMend(undefined)} />
          </td>
        </tr>
      ) : null}
    </>
  )
}

function Said({ row, year }: { readonly row: DispatchRow; readonly year: number | null }) {
  const words = useMessages(dispatchesMessages)
  const { locale } = useLocale()
  const { values } = row
  const facts = factsOf()
  return (
    <>
      <div>
        <b>{titleOf(values)}</b> {values.kind === 'target' ? figureText(values, words) : null}
      </div>
      <div className="d-facts k-quiet">{facts}</div>
      {row.missing.length > 0 ? (
        <div className="d-missing">{row.missing.map((field) => words.missing[field] ?? field).join(' · ')}</div>
      ) : null}
    </>
  )

  function factsOf() {
    switch (values.kind) {
      case 'target':
        return (
          <>
            <span>{words.statuses[values.status]}</span>
            <span>{periodText(values.period, year, words, locale)}</span>
            <UnitName id={values.unitId} owner={values.owner} />
          </>
        )
      case 'project':
        return (
          <>
            <MoneyText yuan={values.investment} />
            <span>{areaText(values.area, words)}</span>
            <span>{values.stage === null ? '—' : (words.stages[values.stage] ?? values.stage)}</span>
            <span>{values.enterprise ?? ''}</span>
          </>
        )
      default:
        return (
          <>
            <UnitName id={values.unitId} owner={values.owner} />
            <DayText day={values.dueOn} />
          </>
        )
    }
  }
}

const titleOf = (values: RowValues): string =>
  values.kind === 'target' ? values.indicator : values.kind === 'project' ? values.name : values.action

function UnitName({ id, owner }: { readonly id: string | null; readonly owner: string | null }) {
  const words = useMessages(dispatchesMessages)
  const units = useOperation(listUnits, {}, { staleMs: 300_000 })
  const name = id === null ? words.rows.noUnit : units.data?.items.find((unit) => unit.id === id)?.name
  return <span title={owner ?? undefined}>{name ?? owner ?? '—'}</span>
}

function Standing({ row }: { readonly row: DispatchRow }) {
  const words = useMessages(dispatchesMessages)
  const { locale } = useLocale()
  const { match, proposer } = row
  return (
    <div className="d-standing">
      <span title={words.matchHints[match.kind]}>
        <Mark tone={TONES[match.kind]}>{words.matches[match.kind]}</Mark>
      </span>
      {proposer === 'grammar' ? null : <Mark tone="warn">{words.proposers[proposer]}</Mark>}
      {match.record ? (
        <AppLink to={recordPath(match.record)}>{match.title || words.recordKinds[match.record.kind]}</AppLink>
      ) : match.title === '' ? null : (
        <span className="k-quiet">{match.title}</span>
      )}
      {match.rowId === null ? null : <span className="k-quiet">{words.sameDispatch}</span>}
      {match.differences.map((difference) => (
        <div key={difference.field}>{differenceText(difference, words, locale)}</div>
      ))}
    </div>
  )
}

function Decision({ row, tools }: { readonly row: DispatchRow; readonly tools: RowTools }) {
  const words = useMessages(dispatchesMessages)
  const act = (run: () => void) => (event: { stopPropagation: () => void }) => {
    event.stopPropagation()
    run()
  }
  const may = (action: DispatchRow['actions'][number]) => row.actions.includes(action)
  return (
    <>
      <span className="d-state">
        <Mark tone={row.state === 'accepted' ? 'good' : row.state === 'rejected' ? 'warn' : 'calm'}>
          {words.states[row.state]}
        </Mark>
      </span>
      {row.record ? <AppLink to={recordPath(row.record)}>{words.rows.openRecord}</AppLink> : null}
      {row.decidedBy === null ? null : (
        <div className="d-decided k-quiet">
          {row.decidedBy} <InstantText at={row.decidedAt} /> {row.reason}
        </div>
      )}
      {may('accept') ? (
        <button
          type="button"
          className="k-button k-button-text"
          disabled={row.missing.length > 0}
          onClick={act(() => tools.onAccept([row.id]))}
        >
          {words.rows.accept}
        </button>
      ) : null}
      {may('mend') ? (
        <button type="button" className="k-button k-button-text" onClick={act(() => tools.onMend(row.id))}>
          {words.rows.mend}
        </button>
      ) : null}
      {may('reject') ? (
        <button type="button" className="k-button k-button-text" onClick={act(() => tools.onReject([row.id]))}>
          {words.rows.reject}
        </button>
      ) : null}
      {may('reconsider') ? (
        <button type="button" className="k-button k-button-text" onClick={act(() => tools.onReconsider(row.id))}>
          {words.rows.reconsider}
        </button>
      ) : null}
    </>
  )
}

function Mend({
  row,
  dispatchId,
  onClose,
}: {
  readonly row: DispatchRow
  readonly dispatchId: string
  readonly onClose: () => void
}) {
  const words = useMessages(dispatchesMessages)
  const mend = useCommand(mendRow, { onSuccess: onClose })
  return (
    <div className="k-stack">
      <blockquote>{row.quote}</blockquote>
      <MendForm
        label={words.rows.mend}
        initial={row.values}
        refusal={mend.error}
        isSending={mend.isPending}
        onCancel={onClose}
        onSubmit={(values) => mend.mutate({ dispatchId, rowId: row.id, expectedVersion: row.version, values })}
      />
    </div>
  )
}
