import { useState } from 'react'
import { useCommand, useDownload, useOperation } from '../../../ui/api.ts'
import { ConfirmWithReason } from '../../../ui/kit/dialogs.tsx'
import { Mark } from '../../../ui/kit/marks.tsx'
import { Section } from '../../../ui/kit/page.tsx'
import { Answer, RefusalNote } from '../../../ui/kit/states.tsx'
import { DayText, InstantText } from '../../../ui/kit/texts.tsx'
import { useMessages } from '../../../ui/language.tsx'
import {
  type PathStep,
  type PossibleMove,
  type Project,
  readStagePaper,
  reverseMove,
  showStagePath,
  type StageMove,
} from '../contract.ts'
import { keyProjectsMessages } from '../messages/index.ts'
import { MoveDialog } from './move-dialog.tsx'
import './life.css'

/** Where a project stands on its way, what it takes to go on, and how it came here. */
export function StagePart({ project }: { readonly project: Project }) {
  const words = useMessages(keyProjectsMessages)
  const walked = useOperation(showStagePath, { projectId: project.id })
  const { life } = words
  return (
    <Section title={life.title} note={life.note}>
      <Answer of={walked}>
        {({ path, moves, next, mayReverse, stageLeft, pauseReason }) => (
          <>
            <Path steps={path} isBeside={stageLeft !== null} />
            {stageLeft === null ? null : (
              <p>
                <Mark tone="warn">{words.stages[project.stage]}</Mark> {life.left(words.stages[stageLeft])}
                {pauseReason === null ? null : ` · ${words.pauses[pauseReason]}`}
              </p>
            )}
            {project.withdrawnReason === null ? <Next project={project} next={next} /> : null}
            <Moves project={project} moves={moves} mayReverse={mayReverse} />
          </>
        )}
      </Answer>
    </Section>
  )
}

const SHAPES = { done: '✓', current: '●', ahead: '○' } as const satisfies Record<PathStep['state'], string>

function Path({ steps, isBeside }: { readonly steps: readonly PathStep[]; readonly isBeside: boolean }) {
  const words = useMessages(keyProjectsMessages)
  return (
    <ol className="stage-path" aria-label={words.life.title}>
      {steps.map(({ stage, state, on }) => (
        <li key={stage} data-state={state} aria-current={state === 'current' ? 'step' : undefined}>
          <span aria-hidden="true">{isBeside && state === 'current' ? '‖' : SHAPES[state]}</span>
          <span>
            {words.stages[stage]}
            <span className="k-hidden"> {words.life[state]}</span>
          </span>
          <small>{on === null ? state === 'ahead' ? words.life.ahead : words.life.noDay : <DayText day={on} />}</small>
        </li>
      ))}
    </ol>
  )
}

const TONES = { met: 'good', unmet: 'bad', asked: 'notice' } as const

function Next({ project, next }: { readonly project: Project; readonly next: readonly PossibleMove[] }) {
  const words = useMessages(keyProjectsMessages)
  const [chosen, setChosen] = useState<PossibleMove>()
  const { life } = words
  if (next.length === 0) return <p className="k-quiet">{life.noNext}</p>
  const forward = next.filter(({ to }) => to !== 'paused' && to !== 'ended')
  const beside = next.filter(({ to, mayMove }) => (to === 'paused' || to === 'ended') && mayMove)
  const titleOf = ({ to }: PossibleMove) =>
    project.stage === 'paused' && to !== 'ended' ? life.resume(words.stages[to]) : life.move(words.stages[to])
  return (
    <>
      <div className="stage-next">
        {forward.map((move) => (
          <article key={move.to} aria-label={titleOf(move)}>
            <h3>
              {words.stages[project.stage]} → {words.stages[move.to]}
            </h3>
            <p className="k-quiet">{life.notYou(words.actors[move.actor])}</p>
            <ul aria-label={life.conditions}>
              {move.guards.map(({ guard, state }) => (
                <li key={guard}>
                  <Mark tone={TONES[state]}>{words.guardStates[state]}</Mark> {words.guards[guard]}
                </li>
              ))}
              {move.evidence.map((kinds) => (
                <li key={kinds.join()}>
                  <Mark tone="notice">{life.papers}</Mark> {kinds.length > 1 ? life.oneOf : ''}
                  {kinds.map((kind) => words.evidence[kind]).join('；')}
                </li>
              ))}
            </ul>
            {move.mayMove ? (
              <div>
                <button type="button" className="k-button k-button-primary" onClick={() => setChosen(move)}>
                  {titleOf(move)}
                </button>
              </div>
            ) : null}
          </article>
        ))}
      </div>
      {beside.length > 0 ? (
        <div className="k-toolbar" style={{ marginTop: 10 }}>
          {beside.map((move) => (
            <button key={move.to} type="button" className="k-button" onClick={() => setChosen(move)}>
              {titleOf(move)}
            </button>
          ))}
        </div>
      ) : null}
      {chosen ? (
        <MoveDialog project={project} move={chosen} title={titleOf(chosen)} onClose={() => setChosen(undefined)} />
      ) : null}
    </>
  )
}

function Moves({
  project,
  moves,
  mayReverse,
}: {
  readonly project: Project
  readonly moves: readonly StageMove[]
  readonly mayReverse: boolean
}) {
  const words = useMessages(keyProjectsMessages)
  const [isAsking, setAsking] = useState(false)
  const reverse = useCommand(reverseMove, { onSuccess: () => setAsking(false) })
  const paper = useDownload(readStagePaper)
  const { life } = words
  return (
    <details open={moves.length > 0 && moves.length < 4} style={{ marginTop: 10 }}>
      <summary>{life.history}</summary>
      {paper.error ? <RefusalNote refusal={paper.error} /> : null}
      {moves.length === 0 ? <p className="k-quiet">{life.historyEmpty}</p> : null}
      <ul className="k-stack">
        {moves.map((move) => (
          <li key={move.id}>
            <b>
              {move.from === null ? '' : `${words.stages[move.from]} → `}
              {words.stages[move.to]}
            </b>{' '}
            <DayText day={move.on} />{' '}
            <Mark tone={move.kind === 'reversal' ? 'warn' : 'calm'}>{life.kinds[move.kind]}</Mark>{' '}
            {move.isReversed ? <Mark tone="warn">{life.reversed}</Mark> : null}
            <span className="k-quiet">
              {' '}
              {move.personName}
              {move.onBehalfOf ? `（${move.onBehalfOf}）` : ''} · <InstantText at={move.at} />
            </span>
            {move.source || move.reason ? (
              <div>
                {move.source ? life.from(move.source) : ''} {move.reason}
              </div>
            ) : null}
            {move.evidence.map((each) => (
              <div key={`${each.kind}${each.text}`} className="k-quiet">
                {words.evidence[each.kind]}：{each.text} {each.on ? <DayText day={each.on} /> : null}{' '}
                {each.paperId === undefined || each.fileName === null ? null : (
                  <PaperButton
                    name={each.fileName}
                    onOpen={() => paper.mutate({ projectId: project.id, paperId: each.paperId ?? '' })}
                  />
                )}
              </div>
            ))}
          </li>
        ))}
      </ul>
      {mayReverse ? (
        <button type="button" className="k-button" onClick={() => setAsking(true)}>
          {life.reverse}
        </button>
      ) : null}
      <ConfirmWithReason
        isOpen={isAsking}
        title={life.reverse}
        isSending={reverse.isPending}
        refusal={reverse.error}
        onCancel={() => setAsking(false)}
        onConfirm={(reason) => reverse.mutate({ projectId: project.id, expectedVersion: project.version, reason })}
      >
        <p>{life.reverseNote}</p>
      </ConfirmWithReason>
    </details>
  )
}

function PaperButton({ name, onOpen }: { readonly name: string; readonly onOpen: () => void }) {
  const { life } = useMessages(keyProjectsMessages)
  return (
    <button type="button" className="k-button k-button-text" onClick={onOpen}>
      {life.openPaper} <span className="k-hidden">{name}</span>
    </button>
  )
}
