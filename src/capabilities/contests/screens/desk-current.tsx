import { InputNumber } from 'antd'
import { useState } from 'react'
import { useCommand } from '../../../ui/api.ts'
import { ConfirmWithReason } from '../../../ui/kit/dialogs.tsx'
import { RefusalNote } from '../../../ui/kit/states.tsx'
import {
  beginQuestions,
  beginSpeech,
  callEntrant,
  closeWindow,
  type Desk,
  extendWindow,
  openWindow,
  revealScore,
  type StageClock,
} from '../contract.ts'
import { ENTRANT_ACTS, type EntrantAct } from '../rules/running.ts'
import { type DeskProps, useServerTime } from './use-desk.ts'
import { useWords } from './words.ts'

type OnDesk = Desk['entrants'][number]

/** Who is on, the clock, how many ballots are in and who is missing, and the one act that usually comes next. */
export function CurrentPart(props: DeskProps) {
  const words = useWords()
  const { contest, desk, aheadMs } = props
  const now = useServerTime(aheadMs, desk.clock !== null)
  const isAtEnd = contest.body.casting === 'at_end'
  const isVoteOnAll = desk.windows.some(({ about }) => about === '*')
  const current = isVoteOnAll ? undefined : currentOf(desk)
  return (
    <section className="dk-now" aria-label={words.desk.now}>
      {current ? (
        <>
          <p className="k-quiet">
            {words.board.order(current.order)}
            {current.speaker ? ` · ${current.speaker}` : ''}
          </p>
          <h2>{current.name}</h2>
          <p className="dk-stage">{words.board.stages[current.stage]}</p>
        </>
      ) : isVoteOnAll ? null : (
        <p className="k-quiet">{words.desk.nobody}</p>
      )}
      {desk.clock ? <Clock clock={desk.clock} now={now} /> : null}
      {current && !isAtEnd ? <Turnout of={current} /> : null}
      {current ? <Acts key={current.key} {...props} entrant={current} /> : null}
      {isAtEnd ? <AllPart {...props} /> : null}
    </section>
  )
}

/** Who is on: the one furthest on its way without being done. */
export function currentOf(desk: Desk): OnDesk | undefined {
  const busy = ['scoring', 'questions', 'speaking', 'called', 'locked', 'heard'] as const
  for (const stage of busy) {
    const found = desk.entrants.findLast((each) => each.stage === stage)
    if (found) return found
  }
  return desk.entrants.findLast((each) => each.stage === 'revealed')
}

function Clock({ clock, now }: { readonly clock: StageClock; readonly now: number }) {
  const { desk: words, board } = useWords()
  const left = Math.ceil((Date.parse(clock.endsAt) - now) / 1000)
  const seconds = Math.abs(left)
  const isWarned = clock.warnAt !== null && now >= Date.parse(clock.warnAt)
  const state = left <= 0 ? 'over' : isWarned ? 'warned' : 'running'
  return (
    <p className={`dk-clock dk-clock-${state}`} role="timer">
      <span>
        {words.leftInPart[clock.phase]} · {board.clock[state]}
      </span>
      <strong>
        {left < 0 ? '+' : ''}
        {Math.floor(seconds / 60)}:{String(seconds % 60).padStart(2, '0')}
      </strong>
    </p>
  )
}

function Turnout({ of }: { readonly of: Pick<OnDesk, 'received' | 'expected' | 'missing' | 'stage'> }) {
  const { desk: words, seats } = useWords()
  if (!['scoring', 'locked', 'revealed'].includes(of.stage)) return null
  return (
    <div className="dk-turnout">
      <p>
        <b>{words.turnout(of.received, of.expected)}</b>
        {of.missing.length === 0 ? ` · ${words.allIn}` : ''}
      </p>
      <progress
        value={of.received}
        max={Math.max(1, of.expected)}
        aria-label={words.turnout(of.received, of.expected)}
      />
      {of.missing.length > 0 ? (
        <p title={words.missingNote}>
          {words.missing(of.missing.map((number) => seats.seat(number)).join('、'))}
          <span className="k-quiet"> {words.missingNote}</span>
        </p>
      ) : null}
    </div>
  )
}

/** The acts of an entrant at its stage, the usual next one first. */
const NEXT: Readonly<Record<OnDesk['stage'], EntrantAct | undefined>> = {
  waiting: 'call',
  called: 'begin_speech',
  speaking: 'begin_questions',
  questions: 'open_window',
  heard: 'open_window',
  scoring: 'close_window',
  locked: 'reveal',
  revealed: undefined,
}

function Acts(props: DeskProps & { readonly entrant: OnDesk }) {
  const words = useWords()
  const { contest, desk, entrant } = props
  const [isExtending, setExtending] = useState(false)
  const acts = useEntrantActs(props)
  const isAtEnd = contest.body.casting === 'at_end'
  const may = (ENTRANT_ACTS[entrant.stage] as readonly EntrantAct[]).filter(
    (act) =>
      !(isAtEnd && ['open_window', 'extend_window', 'close_window', 'reveal'].includes(act)) &&
      !(act === 'reveal' && contest.body.reveal === 'at_end'),
  )
  const next = NEXT[entrant.stage]
  const first = next && may.includes(next) ? next : undefined
  const following = desk.entrants.find(({ stage }) => stage === 'waiting')
  const isDone = ['locked', 'revealed', 'heard'].includes(entrant.stage) || (isAtEnd && entrant.stage === 'questions')
  return (
    <>
      {acts.refusal ? <RefusalNote refusal={acts.refusal} /> : null}
      <div className="k-toolbar dk-acts">
        {isDone && following ? (
          <button
            type="button"
            className="k-button k-button-primary"
            disabled={acts.isSending}
            onClick={() => acts.run('call', following.key)}
          >
            {words.desk.acts.call} · {following.name}
          </button>
        ) : null}
        {[...(first ? [first] : []), ...may.filter((act) => act !== first)].map((act) => (
          <button
            key={act}
            type="button"
            className={act === first && !(isDone && following) ? 'k-button k-button-primary' : 'k-button'}
            disabled={acts.isSending}
            onClick={() => (act === 'extend_window' ? setExtending(true) : acts.run(act, entrant.key))}
          >
            {words.desk.acts[act]}
          </button>
        ))}
      </div>
      {isExtending ? <ExtendDialog {...props} about={entrant.key} onClose={() => setExtending(false)} /> : null}
    </>
  )
}

/** The commands of the host on an entrant, said by the act. Until the desk shows what was done, nothing else is sent: it would be one act behind. */
export function useEntrantActs({ contest, desk }: Pick<DeskProps, 'contest' | 'desk'>) {
  const commands = {
    call: useCommand(callEntrant),
    begin_speech: useCommand(beginSpeech),
    begin_questions: useCommand(beginQuestions),
    reveal: useCommand(revealScore),
  }
  const open = useCommand(openWindow)
  const close = useCommand(closeWindow)
  const path = { contestId: contest.id, expectedOrdinal: desk.ordinal }
  const all = [...Object.values(commands), open, close]
  const run = (act: Exclude<EntrantAct, 'extend_window'> | EntrantAct, key: string): void => {
    for (const each of all) each.reset()
    if (act === 'open_window') open.mutate({ ...path, about: key })
    else if (act === 'close_window') close.mutate({ ...path, about: key })
    else if (act !== 'extend_window') commands[act].mutate({ ...path, entrantKey: key })
  }
  return {
    run,
    isSending: all.some(({ isPending, data }) => isPending || (data?.ordinal ?? 0) > desk.ordinal),
    refusal: all.find(({ error }) => error)?.error ?? null,
  }
}

/** Gives a window more time, with the reason. */
function ExtendDialog({
  contest,
  desk,
  about,
  onClose,
}: DeskProps & { readonly about: string; readonly onClose: () => void }) {
  const words = useWords()
  const [seconds, setSeconds] = useState(60)
  const extend = useCommand(extendWindow, { onSuccess: onClose })
  return (
    <ConfirmWithReason
      isOpen
      title={words.desk.extendTitle}
      isSending={extend.isPending}
      refusal={extend.error}
      onCancel={onClose}
      onConfirm={(reason) =>
        extend.mutate({ contestId: contest.id, expectedOrdinal: desk.ordinal, about, seconds, reason })
      }
    >
      <label className="ct-field">
        <span>{words.desk.extendSeconds}</span>
        <InputNumber min={10} max={86_400} step={30} value={seconds} onChange={(next) => setSeconds(next ?? 60)} />
      </label>
    </ConfirmWithReason>
  )
}

/** The one vote on all, where the rules have it at the end. */
function AllPart(props: DeskProps) {
  const words = useWords()
  const { contest, desk } = props
  const [isExtending, setExtending] = useState(false)
  const acts = useEntrantActs(props)
  const window = desk.windows.findLast(({ about }) => about === '*')
  return (
    <div className="dk-all">
      <h3>{words.desk.allTitle}</h3>
      {acts.refusal ? <RefusalNote refusal={acts.refusal} /> : null}
      {window && desk.all ? <Turnout of={{ ...desk.all, stage: 'scoring' }} /> : null}
      <div className="k-toolbar dk-acts">
        {window?.isOpen ? (
          <button type="button" className="k-button k-button-primary" onClick={() => acts.run('close_window', '*')}>
            {words.desk.closeAll}
          </button>
        ) : null}
        {window ? (
          <button type="button" className="k-button" onClick={() => setExtending(true)}>
            {words.desk.extendAll}
          </button>
        ) : (
          <button
            type="button"
            className="k-button k-button-primary"
            disabled={acts.isSending}
            onClick={() => acts.run('open_window', '*')}
          >
            {words.desk.openAll}
          </button>
        )}
      </div>
      {isExtending ? <ExtendDialog {...props} contest={contest} about="*" onClose={() => setExtending(false)} /> : null}
    </div>
  )
}
