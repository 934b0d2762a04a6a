import { type ReactNode, useEffect } from 'react'
import { contestsMessages } from '../../../capabilities/contests/messages/index.ts'
import { useMessages } from '../../../ui/language.tsx'
import { RefusalNote } from '../../../ui/kit/states.tsx'
import { DayText } from '../../../ui/kit/texts.tsx'
import type { SecretLink } from '../judge/link.ts'
import { BoardList } from './board-list.tsx'
import { Clock } from './clock.tsx'
import { Ranking } from './ranking.tsx'
import { RulesPanel } from './rules-panel.tsx'
import { StageView } from './stage-view.tsx'
import { type ShownBoard, useBoard, useServerTime } from './use-board.ts'

/** The screen of a contest, opened by its link: on the wall of a hall, on the stage (`/stage`), or on anybody's phone in it. */
export function BoardPage({ link }: { readonly link: SecretLink | undefined }) {
  const { board: words } = useMessages(contestsMessages)
  if (!link)
    return (
      <Message title={words.badLink}>
        <p>{words.badLinkHint}</p>
      </Message>
    )
  return <OfLink link={link} />
}

function OfLink({ link }: { readonly link: SecretLink }) {
  const { board: words } = useMessages(contestsMessages)
  const { board, refusal, isLive, aheadMs } = useBoard(link)
  const now = useServerTime(aheadMs, Boolean(board?.clock))
  const name = board?.name
  useEffect(() => {
    if (name) document.title = name
  }, [name])
  if (refusal)
    return (
      <Message title={words.cannotOpen}>
        <RefusalNote refusal={refusal} />
      </Message>
    )
  if (!board)
    return (
      <Message title={words.opening}>
        <span className="k-spin" aria-hidden="true" />
      </Message>
    )
  if (link.view === 'stage') return <StageView board={board} now={now} isLive={isLive} />
  return (
    <div className="bd">
      <Head board={board} isLive={isLive} />
      <main className="bd-main">
        <Body board={board} now={now} />
      </main>
      <Foot board={board} />
    </div>
  )
}

function Message({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <main className="bd bd-message">
      <h1>{title}</h1>
      {children}
    </main>
  )
}

function Head({ board, isLive }: { readonly board: ShownBoard; readonly isLive: boolean }) {
  const words = useMessages(contestsMessages)
  return (
    <header className="bd-head">
      <div>
        <h1>{board.name}</h1>
        <p>
          {words.kinds[board.kind]} · <DayText day={board.heldOn} />
          {board.place ? ` · ${board.place}` : ''}
        </p>
      </div>
      <div className="bd-marks">
        {board.isRehearsal ? <span className="bd-mark bd-mark-warn">{words.board.rehearsal}</span> : null}
        {board.isFrozen ? <span className="bd-mark bd-mark-frozen">❄ {words.board.frozen}</span> : null}
        {isLive ? null : (
          <output className="bd-mark bd-mark-warn">
            <span aria-hidden="true">◌</span> {words.board.notLive}
          </output>
        )}
        <span className="bd-mark">{words.states[board.state]}</span>
      </div>
    </header>
  )
}

function Body({ board, now }: { readonly board: ShownBoard; readonly now: number }) {
  const words = useMessages(contestsMessages)
  if (board.ranking.length > 0) return <Ranking board={board} />
  if (board.state === 'draft' || board.state === 'frozen')
    return (
      <>
        <RulesPanel board={board} />
        <BoardList board={board} />
      </>
    )
  const current = board.entrants.find(({ key }) => key === board.current)
  return (
    <>
      <section className="bd-stage" aria-label={words.board.onStage}>
        {current ? (
          <>
            <p className="bd-order">{words.board.order(current.order)}</p>
            <h2>{current.name}</h2>
            <p className="bd-phase">{words.board.stages[current.stage]}</p>
          </>
        ) : (
          <p className="bd-phase">{words.board.between[board.state] ?? ''}</p>
        )}
        {board.clock ? <Clock clock={board.clock} now={now} /> : null}
      </section>
      <BoardList board={board} />
    </>
  )
}

/** What lets anybody in the hall check later that nothing was changed: the fingerprint of the rules, and of the draw. */
function Foot({ board }: { readonly board: ShownBoard }) {
  const { board: words } = useMessages(contestsMessages)
  const { commitment, seed, publicWord } = board.draw
  return (
    <footer className="bd-foot">
      {board.rulesHash ? (
        <span>
          {words.rulesHash} <code>{inFours(board.rulesHash)}</code>
        </span>
      ) : (
        <span>{words.rulesOpen}</span>
      )}
      {commitment && !seed ? (
        <span>
          {words.commitment} <code>{inFours(commitment)}</code>
        </span>
      ) : null}
      {seed ? <span>{words.drawn(publicWord ?? '')}</span> : null}
      <span className="bd-quiet">{words.tieNote}</span>
    </footer>
  )
}

/** A digest as people compare it: the first sixteen characters in fours. */
function inFours(digest: string): string {
  return digest
    .slice(0, 16)
    .replace(/(.{4})(?=.)/g, '$1 ')
    .toUpperCase()
}
