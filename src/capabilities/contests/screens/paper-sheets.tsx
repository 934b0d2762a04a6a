import { DayText } from '../../../ui/kit/texts.tsx'
import type { Seat } from '../contract.ts'
import type { Contest } from './contest-frame.tsx'
import { inFours, plain, useWords } from './words.ts'

/** Paper ballots as a spare, one sheet a seat: every entrant, with a cross where the judge is excluded. */
export function PaperSheets({ contest, seats }: { readonly contest: Contest; readonly seats: readonly Seat[] }) {
  return seats.map((seat) => <Sheet key={seat.id} contest={contest} seat={seat} />)
}

function Sheet({ contest, seat }: { readonly contest: Contest; readonly seat: Seat }) {
  const words = useWords()
  const { body } = contest
  const heads = headsOf(contest, words)
  return (
    <article className="ct-sheet" aria-label={words.seats.seat(seat.number)}>
      <header>
        <h2>{contest.name}</h2>
        <p>
          {words.cards.paperTitle} · {words.seats.seat(seat.number)} · {seat.label} ·{' '}
          {body.classes.find(({ key }) => key === seat.classKey)?.name}
        </p>
        <p className="k-quiet">
          <DayText day={contest.heldOn} />
          {contest.rulesHash ? ` · ${words.facts.rulesHash} ${inFours(contest.rulesHash)}` : ''}
        </p>
      </header>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.desk.columns.order}</th>
            <th scope="col">{words.desk.columns.name}</th>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {body.entrants.map((entrant, index) => (
            <tr key={entrant.key}>
              <td>{index + 1}</td>
              <th scope="row">{entrant.name}</th>
              {seat.excluded.includes(entrant.key) ? (
                <td colSpan={heads.length}>{words.cards.excludedCell}</td>
              ) : (
                heads.map((head) => <td key={head} />)
              )}
            </tr>
          ))}
        </tbody>
      </table>
      <p>{words.cards.paperNote}</p>
      <p>
        {words.cards.sign}：{body.ballots === 'anonymous' ? words.cards.signAnonymous : '____________________'}
      </p>
    </article>
  )
}

function headsOf({ body }: Contest, words: ReturnType<typeof useWords>): readonly string[] {
  const difficulty = body.coefficient.kind === 'voted' ? [words.cards.difficulty] : []
  switch (body.ballot.kind) {
    case 'score':
      return [...body.ballot.criteria.map(({ name, max }) => `${name}（0–${plain(max)}）`), ...difficulty]
    case 'grades':
      return [...body.ballot.grades.map(({ name }) => name), ...difficulty]
    case 'ranking':
      return [words.cards.placeColumn, ...difficulty]
    default:
      return [words.cards.chosenColumn, ...difficulty]
  }
}
