import { Input, InputNumber, Modal, Select } from 'antd'
import { useState } from 'react'
import { useCommand, useOperation } from '../../../ui/api.ts'
import { ConfirmWithReason } from '../../../ui/kit/dialogs.tsx'
import { Mark } from '../../../ui/kit/marks.tsx'
import { Section } from '../../../ui/kit/page.tsx'
import { Answer, Empty, RefusalNote } from '../../../ui/kit/states.tsx'
import { useGo, useUnsavedGuard } from '../../../ui/navigation.tsx'
import { listSeats, markSeatLeft, saveSeats, type Seat, type SeatBody, unbindSeat } from '../contract.ts'
import { type Contest, ContestFrame } from './contest-frame.tsx'
import { PostChoice, UnitChoice } from './units.tsx'
import { useWords } from './words.ts'

type Typed = SeatBody & { readonly id?: string }

/** The seats of the judges: set before the start, watched while it runs. */
export default function SeatsPage() {
  return <ContestFrame>{(contest) => <OfContest contest={contest} />}</ContestFrame>
}

function OfContest({ contest }: { readonly contest: Contest }) {
  const seats = useOperation(listSeats, { contestId: contest.id })
  return (
    <Answer of={seats}>
      {({ items }) =>
        contest.actions.includes('seats') ? (
          <Editor contest={contest} seats={items} />
        ) : (
          <Shown contest={contest} seats={items} />
        )
      }
    </Answer>
  )
}

interface SeatsProps {
  readonly contest: Contest
  readonly seats: readonly Seat[]
}

function Editor({ contest, seats }: SeatsProps) {
  const words = useWords()
  const go = useGo()
  const [typed, setTyped] = useState<readonly Typed[]>()
  const [count, setCount] = useState(5)
  const [isPrinting, setPrinting] = useState(false)
  const save = useCommand(saveSeats, { onSuccess: () => setTyped(undefined) })
  const rows = typed ?? seats.map(bodyOf)
  useUnsavedGuard(typed !== undefined && !save.isPending, words.editor.discard)
  const change = (index: number, patch: Partial<Typed>): void =>
    setTyped(rows.map((row, at) => (at === index ? { ...row, ...patch } : row)))
  const add = (): void => {
    const first = Math.max(0, ...rows.map(({ number }) => number)) + 1
    const classKey = rows.at(-1)?.classKey ?? contest.body.classes[0]?.key ?? ''
    setTyped([...rows, ...Array.from({ length: count }, (_, at) => newSeat(first + at, classKey))])
  }
  return (
    <Section
      title={words.seats.title}
      note={words.seats.note}
      actions={
        <>
          <button
            type="button"
            className="k-button k-button-primary"
            disabled={typed === undefined || save.isPending}
            onClick={() => save.mutate({ contestId: contest.id, seats: [...rows] })}
          >
            {words.seats.save}
          </button>
          <button
            type="button"
            className="k-button"
            disabled={typed !== undefined || seats.length === 0}
            onClick={() => setPrinting(true)}
          >
            {words.seats.print}
          </button>
        </>
      }
    >
      {save.error ? <RefusalNote refusal={save.error} /> : null}
      {rows.length === 0 ? <Empty>{words.seats.empty}</Empty> : null}
      {rows.map((row, index) => (
        <SeatRow
          key={row.id ?? `new ${index}`}
          contest={contest}
          row={row}
          seat={seats.find(({ id }) => id === row.id)}
          onChange={(patch) => change(index, patch)}
          onRemove={() => setTyped(rows.filter((_, at) => at !== index))}
        />
      ))}
      <div className="k-toolbar ct-add">
        <button type="button" className="k-button" onClick={add}>
          + {words.seats.addMany}
        </button>
        <InputNumber
          aria-label={words.seats.count}
          min={1}
          max={60}
          value={count}
          onChange={(next) => setCount(next ?? 1)}
        />
        <span>{words.seats.count}</span>
      </div>
      <Modal
        open={isPrinting}
        title={words.seats.print}
        okText={words.seats.print}
        onOk={() => go(`/contests/${contest.id}/cards`)}
        onCancel={() => setPrinting(false)}
      >
        <p>{words.seats.printSure}</p>
      </Modal>
    </Section>
  )
}

function SeatRow({
  contest,
  row,
  seat,
  onChange,
  onRemove,
}: {
  readonly contest: Contest
  readonly row: Typed
  readonly seat: Seat | undefined
  readonly onChange: (patch: Partial<Typed>) => void
  readonly onRemove: () => void
}) {
  const words = useWords()
  const names = words.seats
  const title = names.seat(row.number)
  return (
    <div className="ct-row ct-seat" role="group" aria-label={title}>
      <label className="ct-field ct-narrow">
        <span>{names.number}</span>
        <InputNumber
          min={1}
          max={999}
          value={row.number}
          onChange={(next) => onChange({ number: next ?? row.number })}
        />
      </label>
      <label className="ct-field ct-wide">
        <span>{names.label}</span>
        <Input maxLength={100} value={row.label} onChange={(event) => onChange({ label: event.target.value })} />
      </label>
      <div className="ct-field">
        <span>{names.class}</span>
        <Select
          aria-label={`${title} ${names.class}`}
          value={row.classKey}
          options={contest.body.classes.map(({ key, name }) => ({ value: key, label: name }))}
          onChange={(classKey) => onChange({ classKey })}
        />
      </div>
      <div className="ct-field ct-wide">
        <span>{names.unit}</span>
        <UnitChoice label={`${title} ${names.unit}`} value={row.unitId} onChange={(unitId) => onChange({ unitId })} />
      </div>
      <div className="ct-field ct-wide">
        <span>{names.post}</span>
        <PostChoice label={`${title} ${names.post}`} value={row.postId} onChange={(postId) => onChange({ postId })} />
      </div>
      <div className="ct-field ct-wide">
        <span>{names.conflicts}</span>
        <Select
          mode="multiple"
          aria-label={`${title} ${names.conflicts}`}
          value={[...row.conflicts]}
          options={contest.body.entrants.map(({ key, name }) => ({ value: key, label: name }))}
          onChange={(conflicts: string[]) => onChange({ conflicts })}
        />
      </div>
      {seat ? <DeviceMark seat={seat} /> : null}
      <button
        type="button"
        className="k-button k-button-text"
        aria-label={words.editor.remove(title)}
        onClick={onRemove}
      >
        ×
      </button>
    </div>
  )
}

function DeviceMark({ seat }: { readonly seat: Seat }) {
  const { seats: words } = useWords()
  if (seat.leftAt) return <Mark tone="bad">{words.left}</Mark>
  if (seat.boundAt) return <Mark tone="good">{words.bound}</Mark>
  return <Mark tone={seat.hasLink ? 'notice' : 'calm'}>{seat.hasLink ? words.linkOnly : words.noLink}</Mark>
}

type Asking = { readonly seat: Seat; readonly what: 'unbind' | 'leave' }

function Shown({ contest, seats }: SeatsProps) {
  const words = useWords()
  const go = useGo()
  const names = words.seats
  const [asking, setAsking] = useState<Asking>()
  const isHosting = contest.actions.includes('host')
  const bound = seats.filter(({ boundAt }) => boundAt !== null).length
  const nameOf = (key: string): string => contest.body.entrants.find((each) => each.key === key)?.name ?? key
  return (
    <Section title={names.title} note={names.summary(seats.length, bound)}>
      {seats.length === 0 ? (
        <Empty>{names.empty}</Empty>
      ) : (
        <div className="ct-scroll">
          <table className="k-table">
            <thead>
              <tr>
                <th scope="col">{names.number}</th>
                <th scope="col">{names.label}</th>
                <th scope="col">{names.class}</th>
                <th scope="col">{names.unit}</th>
                <th scope="col">{names.excluded}</th>
                <th scope="col">{names.device}</th>
                {isHosting ? <th scope="col">{words.desk.columns.acts}</th> : null}
              </tr>
            </thead>
            <tbody>
              {seats.map((seat) => (
                <tr key={seat.id}>
                  <td>{String(seat.number).padStart(2, '0')}</td>
                  <th scope="row">{seat.label}</th>
                  <td>{contest.body.classes.find(({ key }) => key === seat.classKey)?.name}</td>
                  <td>{seat.unitName ?? words.none}</td>
                  <td>{seat.excluded.map(nameOf).join('、') || words.none}</td>
                  <td>
                    <DeviceMark seat={seat} />
                    {seat.leftReason ? <span className="k-quiet"> {seat.leftReason}</span> : null}
                  </td>
                  {isHosting ? (
                    <td className="k-toolbar">
                      {seat.leftAt ? null : (
                        <>
                          <button
                            type="button"
                            className="k-button k-button-text"
                            onClick={() => go(`/contests/${contest.id}/cards?seat=${seat.id}`)}
                          >
                            {names.renew}
                          </button>
                          {seat.boundAt ? (
                            <button
                              type="button"
                              className="k-button k-button-text"
                              onClick={() => setAsking({ seat, what: 'unbind' })}
                            >
                              {names.unbind}
                            </button>
                          ) : null}
                          <button
                            type="button"
                            className="k-button k-button-text"
                            onClick={() => setAsking({ seat, what: 'leave' })}
                          >
                            {names.leave}
                          </button>
                        </>
                      )}
                    </td>
                  ) : null}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {asking?.what === 'unbind' ? (
        <UnbindDialog contestId={contest.id} seat={asking.seat} onClose={() => setAsking(undefined)} />
      ) : null}
      {asking?.what === 'leave' ? (
        <LeaveDialog contestId={contest.id} seat={asking.seat} onClose={() => setAsking(undefined)} />
      ) : null}
    </Section>
  )
}

interface DialogProps {
  readonly contestId: string
  readonly seat: Seat
  readonly onClose: () => void
}

function UnbindDialog({ contestId, seat, onClose }: DialogProps) {
  const { seats: words } = useWords()
  const unbind = useCommand(unbindSeat, { onSuccess: onClose })
  return (
    <ConfirmWithReason
      isOpen
      title={words.unbindTitle(words.seat(seat.number))}
      isSending={unbind.isPending}
      refusal={unbind.error}
      onCancel={onClose}
      onConfirm={(reason) => unbind.mutate({ contestId, seatId: seat.id, reason })}
    />
  )
}

function LeaveDialog({ contestId, seat, onClose }: DialogProps) {
  const { seats: words } = useWords()
  const [voidCast, setVoidCast] = useState(false)
  const leave = useCommand(markSeatLeft, { onSuccess: onClose })
  return (
    <ConfirmWithReason
      isOpen
      isDanger
      title={words.leaveTitle(words.seat(seat.number))}
      isSending={leave.isPending}
      refusal={leave.error}
      onCancel={onClose}
      onConfirm={(reason) => leave.mutate({ contestId, seatId: seat.id, reason, voidCast })}
    >
      <p>{words.leaveNote}</p>
      <label className="ct-check">
        <input type="checkbox" checked={voidCast} onChange={(event) => setVoidCast(event.target.checked)} />
        {words.voidCast}
      </label>
    </ConfirmWithReason>
  )
}

function bodyOf({ id, number, classKey, label, unitId, postId, conflicts }: Seat): Typed {
  return { id, number, classKey, label, unitId, postId, conflicts }
}

function newSeat(number: number, classKey: string): Typed {
  return { number, classKey, label: '', unitId: null, postId: null, conflicts: [] }
}
