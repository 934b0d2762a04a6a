import { formatInstant, formatPeriod } from '../../../kernel/format.ts'
import { useOperation } from '../../../ui/api.ts'
import { SampleMark } from '../../../ui/kit/marks.tsx'
import { Answer } from '../../../ui/kit/states.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import { Bugle } from '../../../ui/layout/bugle.tsx'
import { useLiveness } from '../../../ui/live.ts'
import { useSession } from '../../../ui/session.tsx'
import { showWall, type Wall } from '../contract.ts'
import { overviewMessages } from '../messages/index.ts'
import { WallChanges } from './wall-changes.tsx'
import { WallHeadline } from './wall-headline.tsx'
import { WallMap } from './wall-map.tsx'
import { WallReds } from './wall-reds.tsx'
import { WallStages } from './wall-stages.tsx'
import { WallTargets } from './wall-targets.tsx'
import './wall.css'

/** The board of the region for a wall, a laptop or a phone; fresh with every announcement. */
export default function WallPage() {
  const wall = useOperation(showWall, {}, { keepPrevious: true })
  return (
    <div className="ow">
      <Answer of={wall}>{(board) => <Board board={board} />}</Answer>
    </div>
  )
}

function Board({ board }: { readonly board: Wall }) {
  return (
    <>
      <Head board={board} />
      <WallHeadline board={board} />
      <div className="ow-middle">
        <WallTargets targets={board.targets} />
        <div className="ow-center">
          <WallMap units={board.projects?.units ?? []} />
          <WallStages stages={board.projects?.stages ?? []} levels={board.projects?.levels ?? []} />
        </div>
        <WallReds reds={board.reddest} all={board.reds} />
      </div>
      <div className="ow-foot">
        <WallChanges which="yesterday" changes={board.yesterday} />
        <WallChanges which="lastWeek" changes={board.lastWeek} />
      </div>
    </>
  )
}

function Head({ board }: { readonly board: Wall }) {
  const words = useMessages(overviewMessages)
  const { locale } = useLocale()
  const session = useSession()
  const isLive = useLiveness() === 'live'
  const period = board.projects?.asOfPeriod
  return (
    <header className="ow-head">
      <Bugle size={40} />
      <h1>{words.wall.title(board.regionName, board.year)}</h1>
      {session.sample ? <SampleMark /> : null}
      <span className="ow-gap" />
      {period ? <span>{words.wall.asOf(formatPeriod(period, locale))}</span> : null}
      <span className={isLive ? 'ow-live' : 'ow-live ow-live-off'}>
        {isLive ? words.wall.live : words.wall.polling}
      </span>
      <time dateTime={board.asOf}>{words.wall.updated(formatInstant(new Date(board.asOf), locale))}</time>
    </header>
  )
}
