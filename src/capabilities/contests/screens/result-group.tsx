import { Mark } from '../../../ui/kit/marks.tsx'
import { Section } from '../../../ui/kit/page.tsx'
import type { CountedGroup, CountedPlace } from '../contract.ts'
import type { Contest } from './contest-frame.tsx'
import { exact, toDecimal } from '../../../kernel/exact.ts'
import { type ContestWords, percentOf, plain, useWords } from './words.ts'

/** The ranking of a group: places with their scores, denominators and the way each came about, with the checksum and the margin below. */
export function ResultGroup({
  contest,
  group,
  isAlone,
}: {
  readonly contest: Contest
  readonly group: CountedGroup
  readonly isAlone: boolean
}) {
  const words = useWords()
  const names = words.results
  const { checksum, oneJudgeLess: less } = group
  const title = isAlone ? words.board.ranking : group.name
  return (
    <Section title={title}>
      <div className="ct-scroll" role="region" aria-label={title} tabIndex={0}>
        <table className="k-table ct-result">
          <thead>
            <tr>
              <th scope="col">{names.columns.rank}</th>
              <th scope="col">{names.columns.name}</th>
              <th scope="col" className="k-number">
                {names.columns.score}
              </th>
              <th scope="col" className="k-number">
                {names.columns.toAbove}
              </th>
              <th scope="col" className="k-number">
                {names.columns.ballots}
              </th>
              <th scope="col">{names.columns.why}</th>
              <th scope="col">{names.columns.awards}</th>
            </tr>
          </thead>
          <tbody>
            {group.places.map((place) => (
              <tr key={place.entrantKey}>
                <td className="ct-rank">
                  {place.rank ?? words.none}
                  {place.isJoint ? <small> {names.joint}</small> : null}
                </td>
                <th scope="row">{place.name}</th>
                <td className="k-number ct-score">{place.score ?? names.noBallots}</td>
                <td className="k-number">{place.toAbove ?? words.none}</td>
                <td className="k-number">
                  {place.received}/{place.expected}
                  {place.excluded > 0 ? <small> {names.excluded(place.excluded)}</small> : null}
                </td>
                <td className="ct-why">
                  {reasonsOf(contest, place, words).map((reason) => (
                    <span key={reason}>{reason}</span>
                  ))}
                </td>
                <td>
                  {place.awards.map((award) => (
                    <Mark key={award} tone="bad">{`⚑ ${award}`}</Mark>
                  ))}
                  {place.commits ? <Mark tone="warn">{names.commits}</Mark> : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <dl className="ct-proofs">
        {checksum ? (
          <>
            <dt>{names.checksum}</dt>
            <dd>
              <Mark tone={checksum.holds ? 'good' : 'bad'}>
                {checksum.holds
                  ? names.checksumHolds(checksum.sum, checksum.expected)
                  : names.checksumFails(checksum.sum, checksum.expected)}
              </Mark>
            </dd>
          </>
        ) : null}
        <dt>{names.sensitivity}</dt>
        <dd>{names.oneLess(less.voters, less.firstChanges, less.anyChanges)}</dd>
      </dl>
    </Section>
  )
}

/** How a score came about, in the order of the count. */
function reasonsOf({ body }: Contest, place: CountedPlace, words: ContestWords): readonly string[] {
  const names = words.results
  const nameOf = (list: readonly { readonly key: string; readonly name: string }[], key: string): string =>
    list.find((each) => each.key === key)?.name ?? key
  const grades = body.ballot.kind === 'grades' ? body.ballot.grades : []
  const votes = grades.flatMap(({ key, name }) => (place.grades[key] ? [`${name} ${place.grades[key]}`] : []))
  return [
    ...place.classes.flatMap(({ classKey, mean, counted, received }) =>
      mean === null ? [] : [names.classMean(nameOf(body.classes, classKey), plain(mean), counted, received)],
    ),
    ...(votes.length > 0 ? [names.grades(votes.join('、'))] : []),
    ...(body.parts.length > 1
      ? place.parts.map(({ key, share, value }) =>
          names.part(nameOf(body.parts, key), percentOf(share), value ?? words.none),
        )
      : []),
    ...(body.coefficient.kind === 'none' ? [] : [names.coefficient(plain(place.coefficient))]),
    ...(Number(place.deduction) === 0 ? [] : [names.deduction(plain(place.deduction))]),
    ...(place.tieStep ? [names.told(words.tieSteps[place.tieStep])] : []),
    ...unroundedOf(place, names.exact),
  ]
}

/** The score with more decimals, where rounding took some away. */
function unroundedOf(place: CountedPlace, say: (value: string) => string): readonly string[] {
  if (place.exact === null || place.score === null) return []
  const more = plain(toDecimal(exact(place.exact), 6))
  return more === plain(place.score) ? [] : [say(more)]
}
