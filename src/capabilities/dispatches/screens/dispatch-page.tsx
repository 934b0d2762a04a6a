import { useState } from 'react'
import { useOperation } from '../../../ui/api.ts'
import { Mark, SampleMark } from '../../../ui/kit/marks.tsx'
import { PageHeader } from '../../../ui/kit/page.tsx'
import { Answer } from '../../../ui/kit/states.tsx'
import { DayText } from '../../../ui/kit/texts.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { AppLink, usePathFields, useUrlState } from '../../../ui/navigation.tsx'
import { useSession } from '../../../ui/session.tsx'
import { type Dispatch, showDispatch } from '../contract.ts'
import { dispatchesMessages } from '../messages/index.ts'
import { BatchesPart } from './batches-part.tsx'
import { DispatchActions } from './dispatch-actions.tsx'
import { RowsPane } from './rows-pane.tsx'
import { TextPane } from './text-pane.tsx'
import './dispatches.css'

const STATE = { row: '', known: false }

/** One dispatch: its text on the left with the rows lit in place, the rows beside it to be accepted, mended or rejected. */
export default function DispatchPage() {
  const { dispatchId } = usePathFields('dispatchId')
  const dispatch = useOperation(showDispatch, { dispatchId })
  return <Answer of={dispatch}>{(answer) => <Shown key={answer.id} dispatch={answer} />}</Answer>
}

function Shown({ dispatch }: { readonly dispatch: Dispatch }) {
  const words = useMessages(dispatchesMessages)
  const isSample = useSession().sample
  const [state, patch] = useUrlState(STATE)
  const [hovered, setHovered] = useState<string>()
  const active = hovered ?? (state.row === '' ? undefined : state.row)
  const choose = (id: string): void => {
    setHovered(undefined)
    patch({ row: id })
  }
  return (
    <>
      <PageHeader
        back={<AppLink to="/dispatches">{words.back}</AppLink>}
        title={dispatch.title}
        note={
          <>
            {words.kinds[dispatch.docType]} · {dispatch.place ?? '—'} · <DayText day={dispatch.printedOn} /> ·{' '}
            {dispatch.year ?? '—'} · {dispatch.createdBy}
          </>
        }
        marks={
          <>
            {isSample ? <SampleMark /> : null}
            {dispatch.isWithdrawn ? <Mark tone="warn">{words.withdrawnMark}</Mark> : null}
          </>
        }
        actions={<DispatchActions dispatch={dispatch} />}
      />
      <Notices dispatch={dispatch} isKnown={state.known} />
      <div className="d-reading">
        <TextPane dispatch={dispatch} active={active} onHover={setHovered} onChoose={choose} />
        <RowsPane dispatch={dispatch} active={active} onHover={setHovered} onChoose={choose} />
      </div>
      <BatchesPart dispatch={dispatch} />
    </>
  )
}

function Notices({ dispatch, isKnown }: { readonly dispatch: Dispatch; readonly isKnown: boolean }) {
  const words = useMessages(dispatchesMessages)
  const lines = [
    isKnown ? words.known : null,
    dispatch.isElsewhere ? words.elsewhere(dispatch.place ?? '') : null,
    dispatch.year === null ? words.noYear : null,
    dispatch.withdrawnReason === null ? null : words.withdrawnBecause(dispatch.withdrawnReason),
  ].filter((line) => line !== null)
  if (lines.length === 0 && dispatch.near.length === 0) return null
  return (
    <div className="d-notices" role="status">
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {dispatch.near.length > 0 ? (
        <p>
          {words.near}{' '}
          {dispatch.near.map((near) => (
            <AppLink key={near.id} to={`/dispatches/${near.id}`}>
              {near.title} ({Math.round(near.similarity * 100)}%)
            </AppLink>
          ))}
        </p>
      ) : null}
    </div>
  )
}
