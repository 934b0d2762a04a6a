import type { TieStep } from '../../../capabilities/contests/contract.ts'
import { contestsMessages } from '../../../capabilities/contests/messages/index.ts'
import { useMessages } from '../../../ui/language.tsx'
import type { ShownBoard } from './use-board.ts'

type Place = ShownBoard['ranking'][number]

/** The signed ranking as far as it was revealed, the last place first to come: equal scores say which rule told them apart, or that they share. */
export function Ranking({ board }: { readonly board: ShownBoard }) {
  const { board: words } = useMessages(contestsMessages)
  return (
    <section className="bd-ranking" aria-label={words.ranking}>
      <h2>{board.isComplete ? words.ranking : words.revealing}</h2>
      <div className="bd-groups">
        {board.groups.map(({ key, name }) => {
          const places = board.ranking.filter(({ groupKey }) => groupKey === key)
          const hidden = board.entrants.filter(({ groupKey }) => groupKey === key).length - places.length
          const checksum = board.checksums.find(({ groupKey }) => groupKey === key)
          return (
            <div key={key}>
              {board.groups.length > 1 ? <h3>{name}</h3> : null}
              <ol className="bd-places">
                {hidden > 0 ? <li className="bd-hidden">{words.hidden(hidden)}</li> : null}
                {places.map((place) => (
                  <PlaceLine key={place.entrantKey} place={place} />
                ))}
              </ol>
              {checksum ? <p className="bd-quiet">{words.checksum(checksum.sum, checksum.expected)}</p> : null}
            </div>
          )
        })}
      </div>
    </section>
  )
}

function PlaceLine({ place }: { readonly place: Place }) {
  const words = useMessages(contestsMessages)
  const { rank, score, name, isJoint, awards, tieStep } = place
  return (
    <li className={rank !== null && rank <= 3 ? `bd-place bd-place-${rank}` : 'bd-place'}>
      <b className="bd-rank">{rank ?? '—'}</b>
      <span className="bd-place-name">
        {name}
        {isJoint ? <em>{words.joint}</em> : null}
        {awards.map((award) => (
          <em key={award} className="bd-award">
            ⚑ {award}
          </em>
        ))}
        {tieStep ? <small>{words.board.told(words.tieSteps[tieStep as TieStep] ?? tieStep)}</small> : null}
      </span>
      <strong className="bd-score">{score ?? words.board.noScore}</strong>
    </li>
  )
}
