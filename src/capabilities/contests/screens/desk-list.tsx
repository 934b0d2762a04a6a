import { Input } from 'antd'
import { useState } from 'react'
import { useCommand } from '../../../ui/api.ts'
import { ConfirmWithReason } from '../../../ui/kit/dialogs.tsx'
import { RefusalNote } from '../../../ui/kit/states.tsx'
import { type ContestBody, type Desk, deductPoints, reverseDeduction } from '../contract.ts'
import { ENTRANT_ACTS, type EntrantAct } from '../rules/running.ts'
import { currentOf, useEntrantActs } from './desk-current.tsx'
import type { DeskProps } from './use-desk.ts'
import { useWords } from './words.ts'

type OnDesk = Desk['entrants'][number]
type Asking = { readonly what: 'deduct'; readonly of: OnDesk } | { readonly what: 'reverse'; readonly id: string }

/** All entrants in their order, with the ballots received for each, points taken off, and what may be done out of turn. */
export function DeskList(props: DeskProps) {
  const words = useWords()
  const { contest, desk } = props
  const names = words.desk.columns
  const [asking, setAsking] = useState<Asking>()
  const acts = useEntrantActs(props)
  const current = desk.all && desk.windows.length > 0 ? undefined : currentOf(desk)
  const mayDeduct = desk.actions.includes('deduct')
  const isHosting = desk.actions.includes('host')
  return (
    <div className="dk-list">
      {acts.refusal ? <RefusalNote refusal={acts.refusal} /> : null}
      <div className="ct-scroll">
        <table className="k-table">
          <thead>
            <tr>
              <th scope="col">{names.order}</th>
              <th scope="col">{names.name}</th>
              <th scope="col">{names.stage}</th>
              <th scope="col" className="k-number">
                {names.turnout}
              </th>
              <th scope="col" className="k-number">
                {names.score}
              </th>
              {isHosting || mayDeduct ? <th scope="col">{names.acts}</th> : null}
            </tr>
          </thead>
          <tbody>
            {desk.entrants.map((each) => (
              <tr key={each.key} className={each.key === current?.key ? 'dk-current' : undefined}>
                <td>{each.order}</td>
                <th scope="row">
                  {each.name}
                  {each.deductions.map((line) => (
                    <span key={line.id} className="dk-deduction">
                      −{line.points} {line.reason}
                      {line.isReversed ? (
                        words.desk.reversed
                      ) : mayDeduct ? (
                        <button
                          type="button"
                          className="k-button k-button-text"
                          onClick={() => setAsking({ what: 'reverse', id: line.id })}
                        >
                          {words.desk.reverse}
                        </button>
                      ) : null}
                    </span>
                  ))}
                </th>
                <td>{words.board.stages[each.stage]}</td>
                <td className="k-number">
                  {each.received}/{each.expected}
                </td>
                <td className="k-number">{each.score ?? words.none}</td>
                {isHosting || mayDeduct ? (
                  <td className="k-toolbar">
                    {isHosting && each.key !== current?.key
                      ? outOfTurn(each, contest.body).map((act) => (
                          <button
                            key={act}
                            type="button"
                            className="k-button k-button-text"
                            disabled={acts.isSending}
                            onClick={() => acts.run(act, each.key)}
                          >
                            {words.desk.acts[act]}
                          </button>
                        ))
                      : null}
                    {mayDeduct ? (
                      <button
                        type="button"
                        className="k-button k-button-text"
                        onClick={() => setAsking({ what: 'deduct', of: each })}
                      >
                        {words.desk.deduct}
                      </button>
                    ) : null}
                  </td>
                ) : null}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {asking?.what === 'deduct' ? (
        <DeductDialog {...props} entrant={asking.of} onClose={() => setAsking(undefined)} />
      ) : null}
      {asking?.what === 'reverse' ? (
        <ReverseDialog {...props} deductionId={asking.id} onClose={() => setAsking(undefined)} />
      ) : null}
    </div>
  )
}

/** What may be done with an entrant that is not on: call it, close a window left open, show its score. */
function outOfTurn({ stage }: OnDesk, { casting, reveal }: ContestBody): readonly EntrantAct[] {
  const may = ENTRANT_ACTS[stage] as readonly EntrantAct[]
  return (['call', 'close_window', 'reveal'] as const).filter(
    (act) =>
      may.includes(act) &&
      !(act === 'close_window' && casting === 'at_end') &&
      !(act === 'reveal' && reveal === 'at_end'),
  )
}

function DeductDialog({
  contest,
  desk,
  entrant,
  onClose,
}: DeskProps & { readonly entrant: OnDesk; readonly onClose: () => void }) {
  const words = useWords()
  const [points, setPoints] = useState('0.5')
  const deduct = useCommand(deductPoints, { onSuccess: onClose })
  return (
    <ConfirmWithReason
      isOpen
      title={words.desk.deductTitle(entrant.name)}
      isSending={deduct.isPending}
      refusal={deduct.error}
      onCancel={onClose}
      onConfirm={(reason) =>
        deduct.mutate({ contestId: contest.id, expectedOrdinal: desk.ordinal, entrantKey: entrant.key, points, reason })
      }
    >
      <label className="ct-field ct-narrow">
        <span>{words.desk.deductPoints}</span>
        <Input inputMode="decimal" value={points} onChange={(event) => setPoints(event.target.value.trim())} />
      </label>
    </ConfirmWithReason>
  )
}

function ReverseDialog({
  contest,
  desk,
  deductionId,
  onClose,
}: DeskProps & { readonly deductionId: string; readonly onClose: () => void }) {
  const words = useWords()
  const reverse = useCommand(reverseDeduction, { onSuccess: onClose })
  return (
    <ConfirmWithReason
      isOpen
      title={words.desk.reverseTitle}
      isSending={reverse.isPending}
      refusal={reverse.error}
      onCancel={onClose}
      onConfirm={(reason) =>
        reverse.mutate({ contestId: contest.id, expectedOrdinal: desk.ordinal, deductionId, reason })
      }
    />
  )
}
