import { Input, type InputRef } from 'antd'
import { type KeyboardEvent, useRef, useState } from 'react'
import { formatDay } from '../../../kernel/format.ts'
import type { Day } from '../../../kernel/day.ts'
import { useCommand, useOperation } from '../../../ui/api.ts'
import { ChoiceField, DayField } from '../../../ui/kit/fields.tsx'
import { Section } from '../../../ui/kit/page.tsx'
import { Empty, RefusalNote } from '../../../ui/kit/states.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import { AppLink } from '../../../ui/navigation.tsx'
import { listUnits } from '../../organisation/contract.ts'
import { changeMinute, type Meeting, type MinuteKind, type MinuteLine, turnMinute, writeMinute } from '../contract.ts'
import { obstaclesMessages } from '../messages/index.ts'
import { readMinute } from '../rules/meetings.ts'
import { MinuteMark } from './meeting-marks.tsx'

/** The minutes: a line to type in that knows unit and day, and the lines written so far. */
export function MinutesPart({ meeting }: { readonly meeting: Meeting }) {
  const words = useMessages(obstaclesMessages).meetings
  const { locale } = useLocale()
  const mayWrite = meeting.actions.includes('write')
  const isEarly = meeting.state === 'planned' && meeting.actions.length > 0 && !mayWrite
  return (
    <Section title={words.minutes} note={mayWrite ? words.minutesNote : undefined}>
      {mayWrite ? <Entry meeting={meeting} /> : null}
      {isEarly ? <p className="k-quiet">{words.notYet(formatDay(meeting.heldOn, locale))}</p> : null}
      {meeting.lines.length === 0 ? <Empty>{words.minutesEmpty}</Empty> : null}
      <ol className="mt-lines" aria-label={words.minutes}>
        {meeting.lines.map((line) => (
          <Line key={line.id} meeting={meeting} line={line} mayWrite={mayWrite} />
        ))}
      </ol>
    </Section>
  )
}

/** What of a line is settled: read out of its text, unless somebody chose otherwise. */
function useSettled(text: string, heldOn: Day) {
  const units = useOperation(listUnits, {}, { staleMs: 300_000 })
  const [unitId, setUnitId] = useState<string | null>()
  const [dueOn, setDueOn] = useState<string | null>()
  const named = units.data?.items ?? []
  const read = readMinute(text, named, heldOn)
  return {
    units: named,
    unitId: unitId === undefined ? read.unitId : unitId,
    dueOn: (dueOn === undefined ? read.dueOn : dueOn) as Day | null,
    setUnitId,
    setDueOn,
    reset: (): void => {
      setUnitId(undefined)
      setDueOn(undefined)
    },
  }
}

function Entry({ meeting }: { readonly meeting: Meeting }) {
  const words = useMessages(obstaclesMessages).meetings
  const input = useRef<InputRef>(null)
  const [text, setText] = useState('')
  const [agendaId, setAgendaId] = useState<string | null>(null)
  const [said, setSaid] = useState<MinuteKind>()
  const settled = useSettled(text, meeting.heldOn)
  const write = useCommand(writeMinute, {
    onSuccess: ({ kind }) => {
      setText('')
      settled.reset()
      setSaid(kind)
      input.current?.focus()
    },
  })
  const save = (kind: MinuteKind): void => {
    if (text.trim().length < 2 || write.isPending) return
    setSaid(undefined)
    const { unitId, dueOn } = settled
    write.mutate({ meetingId: meeting.id, agendaId, kind, text: text.trim(), unitId, dueOn })
  }
  const press = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    event.preventDefault()
    save(event.ctrlKey || event.metaKey ? 'item' : event.shiftKey ? 'promise' : 'note')
  }
  const matters = meeting.agenda.filter((line) => !line.isDropped)
  return (
    <div className="mt-entry no-print">
      <Input
        ref={input}
        size="large"
        value={text}
        maxLength={1000}
        aria-label={words.entry}
        placeholder={words.entryHint}
        onChange={(event) => setText(event.target.value)}
        onPressEnter={press}
      />
      <div className="mt-settled">
        <ChoiceField
          aria-label={words.unit}
          hint={words.unit}
          value={settled.unitId}
          options={settled.units.map((unit) => ({ value: unit.id, label: unit.name }))}
          onChange={settled.setUnitId}
        />
        <DayField aria-label={words.dueDay} value={settled.dueOn} onChange={settled.setDueOn} />
        <ChoiceField
          aria-label={words.about}
          hint={words.about}
          value={agendaId}
          options={matters.map((line) => ({ value: line.id, label: line.title }))}
          onChange={setAgendaId}
        />
      </div>
      <p className="k-quiet">{words.readNothing}</p>
      <div className="k-toolbar">
        <button type="button" className="k-button" onClick={() => save('note')} disabled={write.isPending}>
          {words.asNote}
        </button>
        <button
          type="button"
          className="k-button k-button-primary"
          onClick={() => save('item')}
          disabled={write.isPending}
        >
          {words.asItem}
        </button>
        <button type="button" className="k-button" onClick={() => save('promise')} disabled={write.isPending}>
          {words.asPromise}
        </button>
        <output aria-live="polite" className="mt-said">
          {said ? words.saved[said] : ''}
        </output>
      </div>
      {write.error ? <RefusalNote refusal={write.error} /> : null}
    </div>
  )
}

function Line({
  meeting,
  line,
  mayWrite,
}: {
  readonly meeting: Meeting
  readonly line: MinuteLine
  readonly mayWrite: boolean
}) {
  const words = useMessages(obstaclesMessages).meetings
  const { locale } = useLocale()
  const [isTurning, setTurning] = useState(false)
  const strike = useCommand(changeMinute)
  const isNote = line.kind === 'note'
  const path = line.kind === 'item' ? `/obstacles/${line.resultId}` : `/promises/${line.resultId}`
  return (
    <li className="mt-line">
      <span className="mt-mark">
        <MinuteMark kind={line.kind} />
      </span>
      <span className="mt-what">
        {line.resultId === null ? line.text : <AppLink to={path}>{line.text}</AppLink>}
        <span className="k-quiet mt-why">
          {[line.resultNumber, line.unitName, line.dueOn === null ? '' : words.dueOn(formatDay(line.dueOn, locale))]
            .filter(Boolean)
            .join(' · ')}
        </span>
        {isTurning ? <Turn meeting={meeting} line={line} onDone={() => setTurning(false)} /> : null}
        {strike.error ? <RefusalNote refusal={strike.error} /> : null}
      </span>
      {mayWrite && isNote && !isTurning ? (
        <span className="mt-end no-print">
          <button type="button" className="k-button k-button-text" onClick={() => setTurning(true)}>
            {words.turnItem} / {words.turnPromise}
            <span className="k-hidden">: {line.text}</span>
          </button>
          <button
            type="button"
            className="k-button k-button-text"
            disabled={strike.isPending}
            onClick={() => strike.mutate({ meetingId: meeting.id, lineId: line.id, text: '' })}
          >
            {words.strike}
            <span className="k-hidden">: {line.text}</span>
          </button>
        </span>
      ) : null}
    </li>
  )
}

/** Turns a plain line into a decision or a promise: unit and day as its text has them, or as they are chosen. */
function Turn({
  meeting,
  line,
  onDone,
}: {
  readonly meeting: Meeting
  readonly line: MinuteLine
  readonly onDone: () => void
}) {
  const words = useMessages(obstaclesMessages).meetings
  const settled = useSettled(line.text, meeting.heldOn)
  const turn = useCommand(turnMinute, { onSuccess: onDone })
  const make = (kind: 'item' | 'promise'): void => {
    const { unitId, dueOn } = settled
    if (unitId !== null && dueOn !== null) turn.mutate({ meetingId: meeting.id, lineId: line.id, kind, unitId, dueOn })
  }
  const isReady = settled.unitId !== null && settled.dueOn !== null && !turn.isPending
  return (
    <span className="mt-turn">
      <span className="mt-settled">
        <ChoiceField
          aria-label={words.unit}
          hint={words.unit}
          value={settled.unitId}
          options={settled.units.map((unit) => ({ value: unit.id, label: unit.name }))}
          onChange={settled.setUnitId}
        />
        <DayField aria-label={words.dueDay} value={settled.dueOn} onChange={settled.setDueOn} />
      </span>
      <span className="k-toolbar">
        <button type="button" className="k-button k-button-primary" disabled={!isReady} onClick={() => make('item')}>
          {words.turnItem}
        </button>
        <button type="button" className="k-button" disabled={!isReady} onClick={() => make('promise')}>
          {words.turnPromise}
        </button>
        <button type="button" className="k-button k-button-text" onClick={onDone}>
          {words.leave}
        </button>
      </span>
      {turn.error ? <RefusalNote refusal={turn.error} /> : null}
    </span>
  )
}
