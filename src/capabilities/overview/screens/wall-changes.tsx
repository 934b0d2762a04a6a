import { useLocale, useMessages } from '../../../ui/language.tsx'
import { AppLink } from '../../../ui/navigation.tsx'
import type { Changes, Move, Stage } from '../contract.ts'
import { overviewMessages } from '../messages/index.ts'
import { shortDay, signed, signedMoney, type Words } from './figures.ts'

/** What changed since yesterday or last week: differences of the figures, and what moved. */
export function WallChanges({
  which,
  changes,
}: {
  readonly which: 'yesterday' | 'lastWeek'
  readonly changes: Changes | null
}) {
  const words = useMessages(overviewMessages)
  const { locale } = useLocale()
  if (!changes)
    return which === 'yesterday' ? (
      <section className="ow-panel" aria-label={words.wall.changes}>
        <p className="ow-empty">{words.wall.noDay}</p>
      </section>
    ) : null
  const day = shortDay(changes.since, locale)
  const title = changes.isOpening
    ? words.wall.sinceOpening(day)
    : which === 'yesterday'
      ? words.wall.sinceYesterday(day)
      : words.wall.sinceWeek(day)
  return (
    <section className="ow-panel" aria-label={title}>
      <div className="ow-panel-head">
        <h2>{title}</h2>
      </div>
      <Differences changes={changes} />
      {changes.moves.length === 0 ? <p className="ow-quiet">{words.wall.noMoves}</p> : null}
      <ul className="ow-moves">
        {changes.moves.map((move) => (
          <li key={`${move.kind}${move.subject.id}`} className={`ow-move ow-move-${move.kind}`}>
            <span className="ow-move-mark">{words.moveMarks[move.kind]}</span>
            {move.path ? (
              <AppLink to={move.path}>{sentence(move, words)}</AppLink>
            ) : (
              <span>{sentence(move, words)}</span>
            )}
          </li>
        ))}
        {changes.moreMoves > 0 ? <li className="ow-quiet">{words.wall.more(changes.moreMoves)}</li> : null}
      </ul>
    </section>
  )
}

function Differences({ changes }: { readonly changes: Changes }) {
  const words = useMessages(overviewMessages)
  const { locale } = useLocale()
  const { figures } = words
  const points = changes.completionPoints
  const items: readonly (readonly [label: string, text: string, isBad: boolean])[] = [
    [figures.projects, signed(changes.projects), false],
    [figures.totalInvestment, signedMoney(changes.totalInvestment, locale), false],
    [figures.invested, signedMoney(changes.invested, locale), changes.invested < 0],
    [figures.completionPoints, points === null ? '—' : `${signed(points, 1)} ${words.points}`, (points ?? 0) < -0.05],
    [figures.red, signed(changes.red), changes.red > 0],
    [figures.yellow, signed(changes.yellow), false],
    [figures.green, signed(changes.green), changes.green < 0],
    [figures.targetsRed, signed(changes.targetsRed), changes.targetsRed > 0],
  ]
  const moved = items.filter(([, text]) => !/^[^1-9]*$/.test(text))
  if (moved.length === 0) return <p className="ow-quiet">{words.wall.allSame}</p>
  return (
    <dl className="ow-differences">
      {moved.map(([label, text, isBad]) => (
        <div key={label} className={isBad ? 'ow-bad' : ''}>
          <dt>{label}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  )
}

function sentence(move: Move, words: Words): string {
  const word = (state: string | null): string =>
    state === null ? '' : move.kind === 'stage' ? words.stages[state as Stage] : (words.lightWords[state] ?? state)
  return words.moves[move.kind]({ title: move.title, from: word(move.from), to: word(move.to) })
}
