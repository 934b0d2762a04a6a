import { useLocale, useMessages } from '../../../ui/language.tsx'
import { AppLink } from '../../../ui/navigation.tsx'
import type { Changes, Move, Stage } from '../contract.ts'
import { overviewMessages } from '../messages/index.ts'
import { projectsPath, shortDay, signed, signedMoney, targetsPath, type Words } from './figures.ts'

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

/** A figure that is otherwise than it was, with the way to its rows. */
interface Difference {
  readonly label: string
  readonly text: string
  readonly to: `/${string}`
  readonly isBad?: boolean
}

function Differences({ changes }: { readonly changes: Changes }) {
  const words = useMessages(overviewMessages)
  const { locale } = useLocale()
  const { figures } = words
  const points = changes.completionPoints
  const items: readonly Difference[] = [
    { label: figures.projects, text: signed(changes.projects), to: projectsPath() },
    {
      label: figures.totalInvestment,
      text: signedMoney(changes.totalInvestment, locale),
      to: projectsPath({ sort: 'totalInvestment', descending: '1' }),
    },
    {
      label: figures.invested,
      text: signedMoney(changes.invested, locale),
      to: projectsPath({ sort: 'completion', descending: '1' }),
      isBad: changes.invested < 0,
    },
    {
      label: figures.completionPoints,
      text: points === null ? '—' : `${signed(points, 1)} ${words.points}`,
      to: projectsPath({ sort: 'completion' }),
      isBad: (points ?? 0) < -0.05,
    },
    { label: figures.red, text: signed(changes.red), to: projectsPath({ light: 'red' }), isBad: changes.red > 0 },
    { label: figures.yellow, text: signed(changes.yellow), to: projectsPath({ light: 'yellow' }) },
    {
      label: figures.green,
      text: signed(changes.green),
      to: projectsPath({ light: 'green' }),
      isBad: changes.green < 0,
    },
    {
      label: figures.targetsRed,
      text: signed(changes.targetsRed),
      to: targetsPath('red'),
      isBad: changes.targetsRed > 0,
    },
  ]
  const moved = items.filter(({ text }) => !/^[^1-9]*$/.test(text))
  if (moved.length === 0) return <p className="ow-quiet">{words.wall.allSame}</p>
  return (
    <dl className="ow-differences">
      {moved.map(({ label, text, to, isBad }) => (
        <div key={label} className={isBad ? 'ow-bad' : ''}>
          <dt>{label}</dt>
          <dd>
            <AppLink to={to}>{text}</AppLink>
          </dd>
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
