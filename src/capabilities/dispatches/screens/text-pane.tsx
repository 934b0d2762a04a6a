import { Checkbox, Radio } from 'antd'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useCommand } from '../../../ui/api.ts'
import { RefusalNote } from '../../../ui/kit/states.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { CleaningKind, type Dispatch, rereadDispatch } from '../contract.ts'
import { dispatchesMessages } from '../messages/index.ts'
import { AddRow } from './add-row.tsx'
import { placedInCleaned, type Segment, segmentsOf } from './segments.ts'

/** Props shared by both panes: which row is looked at, by hovering or by choosing. */
export interface PaneProps {
  readonly dispatch: Dispatch
  readonly active: string | undefined
  readonly onHover: (id: string | undefined) => void
  readonly onChoose: (id: string) => void
}

/** The text: every step of cleaning visible, every row lit where it was read; pointing at one shows the other. */
export function TextPane({ dispatch, active, onHover, onChoose }: PaneProps) {
  const words = useMessages(dispatchesMessages)
  const [view, setView] = useState<'raw' | 'clean'>('raw')
  const shown = useRef<HTMLDivElement>(null)
  const segments = useMemo(
    () =>
      view === 'raw'
        ? segmentsOf(dispatch.rawText, dispatch.steps, dispatch.rows)
        : segmentsOf(dispatch.cleanedText, [], placedInCleaned(dispatch.rows, dispatch.map)),
    [dispatch, view],
  )
  const kinds = useMemo(() => new Map(dispatch.rows.map((row) => [row.id, row.kind])), [dispatch.rows])
  useEffect(() => {
    if (active === undefined || !shown.current) return
    const lit = shown.current.querySelector(`[data-rows~="${CSS.escape(active)}"]`)
    if (lit) scrollInside(shown.current, lit)
  }, [active])
  return (
    <section className="k-section d-text-pane" aria-label={words.text.title}>
      <div className="k-section-head">
        <h2 className="k-section-title">{words.text.title}</h2>
        <Radio.Group
          aria-label={words.text.view}
          size="small"
          optionType="button"
          value={view}
          onChange={(event) => setView(event.target.value as 'raw' | 'clean')}
          options={[
            { value: 'raw', label: words.text.raw },
            { value: 'clean', label: words.text.clean },
          ]}
        />
      </div>
      <Legend />
      <div ref={shown} className="d-text" tabIndex={0} role="region" aria-label={words.text[view]}>
        {segments.map((segment) => (
          <Lit
            key={segment.start}
            segment={segment}
            kinds={kinds}
            isActive={active !== undefined && segment.rowIds.includes(active)}
            onHover={onHover}
            onChoose={onChoose}
          />
        ))}
      </div>
      {dispatch.actions.includes('decide') ? <AddRow dispatch={dispatch} within={shown} /> : null}
      <Steps dispatch={dispatch} />
    </section>
  )
}

/** Brings a passage into sight by moving the text alone: were the page to move, a button would slip from under the finger. */
function scrollInside(box: HTMLElement, passage: Element): void {
  const [frame, place] = [box.getBoundingClientRect(), passage.getBoundingClientRect()]
  if (place.top < frame.top) box.scrollTop -= frame.top - place.top
  else if (place.bottom > frame.bottom) box.scrollTop += place.bottom - frame.bottom
}

function Lit({
  segment,
  kinds,
  isActive,
  onHover,
  onChoose,
}: {
  readonly segment: Segment
  readonly kinds: ReadonlyMap<string, string>
  readonly isActive: boolean
  readonly onHover: PaneProps['onHover']
  readonly onChoose: PaneProps['onChoose']
}) {
  const words = useMessages(dispatchesMessages)
  const { step, rowIds, text } = segment
  const [rowId] = rowIds.toReversed()
  const marked =
    step === undefined ? (
      text
    ) : step.after === '' ? (
      <del title={words.cleaning[step.kind]}>{text}</del>
    ) : (
      <span className="d-changed" title={`${words.cleaning[step.kind]}: ${step.after.slice(0, 60)}`}>
        {text}
      </span>
    )
  if (rowId === undefined) return marked
  return (
    <mark
      className={`d-lit d-lit-${kinds.get(rowId) ?? ''}${isActive ? ' d-lit-active' : ''}`}
      data-rows={rowIds.join(' ')}
      onMouseEnter={() => onHover(rowId)}
      onMouseLeave={() => onHover(undefined)}
      onClick={() => {
        if (window.getSelection()?.isCollapsed ?? true) onChoose(rowId)
      }}
    >
      {marked}
    </mark>
  )
}

function Legend() {
  const words = useMessages(dispatchesMessages)
  return (
    <p className="d-legend k-quiet">
      {words.text.legend}: <mark className="d-lit d-lit-target">{words.rowKinds.target}</mark>{' '}
      <mark className="d-lit d-lit-project">{words.rowKinds.project}</mark>{' '}
      <mark className="d-lit d-lit-commitment">{words.rowKinds.commitment}</mark> <del>{words.text.removed}</del>{' '}
      <span className="d-changed">{words.text.changed}</span>
    </p>
  )
}

/** The kinds of cleaning that did something, each to be switched off and the text read again. */
function Steps({ dispatch }: { readonly dispatch: Dispatch }) {
  const words = useMessages(dispatchesMessages)
  const [off, setOff] = useState<readonly CleaningKind[]>(dispatch.off)
  const reread = useCommand(rereadDispatch)
  const counts = useMemo(() => {
    const found = new Map<CleaningKind, number>()
    for (const { kind } of dispatch.steps) found.set(kind, (found.get(kind) ?? 0) + 1)
    return found
  }, [dispatch.steps])
  const kinds = CleaningKind.options.filter((kind) => counts.has(kind) || dispatch.off.includes(kind))
  const isChanged = off.length !== dispatch.off.length || off.some((kind) => !dispatch.off.includes(kind))
  const mayReread = dispatch.actions.includes('reread')
  if (kinds.length === 0) return null
  return (
    <details className="d-steps">
      <summary>{words.text.steps(dispatch.steps.length)}</summary>
      <div className="k-stack">
        {mayReread ? <p className="k-quiet">{words.text.stepsNote}</p> : null}
        <div className="k-toolbar">
          {kinds.map((kind) => (
            <Checkbox
              key={kind}
              disabled={!mayReread}
              checked={!off.includes(kind)}
              onChange={(event) => setOff(event.target.checked ? off.filter((each) => each !== kind) : [...off, kind])}
            >
              {words.cleaning[kind]} {counts.get(kind) ?? 0}
            </Checkbox>
          ))}
        </div>
        {reread.error ? <RefusalNote refusal={reread.error} /> : null}
        {mayReread ? (
          <button
            type="button"
            className="k-button"
            disabled={!isChanged || reread.isPending}
            onClick={() => reread.mutate({ dispatchId: dispatch.id, expectedVersion: dispatch.version, off: [...off] })}
          >
            {words.text.reread}
          </button>
        ) : null}
      </div>
    </details>
  )
}
