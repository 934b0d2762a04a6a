import { formatInstant } from '../../../kernel/format.ts'
import { Mark } from '../../../ui/kit/marks.tsx'
import { DayText } from '../../../ui/kit/texts.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import { AppLink } from '../../../ui/navigation.tsx'
import type { CriterionExplanation } from '../contract.ts'
import { assessmentMessages } from '../messages/index.ts'
import type { ObjectionSubject } from './objection-dialogs.tsx'
import { Score } from './round-parts.tsx'
import { differenceText, figureText, reasonText, type Words } from './wording.ts'

/** One criterion of a unit: what it gave of its points, the sum worked out, the figures with their sources, corrections in print, the signer. */
export function CriterionCard({
  criterion,
  onObject,
}: {
  readonly criterion: CriterionExplanation
  readonly onObject?: ((subject: ObjectionSubject) => void) | undefined
}) {
  const words = useMessages(assessmentMessages)
  const { locale } = useLocale()
  const { unit: own, ranking } = words.screens
  const { signature } = criterion
  return (
    <article className="as-card" aria-label={criterion.name}>
      <header>
        <h3>{criterion.name}</h3>
        <span className="as-card-score">
          <Score given={criterion.given} points={criterion.points} state={criterion.state} />
          {criterion.state === 'scored' ? <small> / {criterion.points}</small> : null}
        </span>
        {criterion.state === 'scored' ? <Lost criterion={criterion} /> : null}
      </header>
      {criterion.state === 'missing' ? <Mark tone="warn">{ranking.missing}</Mark> : null}
      {criterion.steps.length > 0 ? (
        <ol className="as-steps" aria-label={own.worked}>
          {criterion.steps.map((step, at) => (
            // Two steps may read alike; their order tells them apart.
            // oxlint-disable-next-line react/no-array-index-key
            <li key={`${step.code}${at}`}>{reasonText(step, words)}</li>
          ))}
        </ol>
      ) : null}
      <Inputs criterion={criterion} onObject={onObject} />
      <p className="k-quiet">
        {criterion.sourceUnitName ? `${own.source(criterion.sourceUnitName)} · ` : ''}
        {signature ? (
          own.signed(signature.byName, signature.unitName ?? '', formatInstant(new Date(signature.at), locale))
        ) : criterion.sourceUnitName ? (
          <Mark tone="warn">{own.unsigned}</Mark>
        ) : (
          own.noSigner
        )}{' '}
        {signature?.isBroken ? <Mark tone="bad">{own.broken}</Mark> : null}
        {signature ? <code title={words.screens.digestTitle}>{words.screens.digest(signature.digest)}</code> : null}
      </p>
    </article>
  )
}

function Lost({ criterion }: { readonly criterion: CriterionExplanation }) {
  const { unit: own } = useMessages(assessmentMessages).screens
  const lost = differenceText(criterion.points, criterion.given)
  if (lost === '') return null
  if (Number(lost) === 0) return <Mark tone="good">{own.full}</Mark>
  return Number(lost) > 0 ? (
    <span className="as-down">{own.lost(lost)}</span>
  ) : (
    <span className="as-up">{own.over(lost.replace('-', ''))}</span>
  )
}

function Inputs({
  criterion,
  onObject,
}: {
  readonly criterion: CriterionExplanation
  readonly onObject: ((subject: ObjectionSubject) => void) | undefined
}) {
  const words = useMessages(assessmentMessages)
  const { unit: own } = words.screens
  if (criterion.inputs.length === 0) return null
  return (
    <div className="as-scroll" role="region" aria-label={own.inputs} tabIndex={0}>
      <table className="as-inputs" aria-label={own.inputs}>
        <thead>
          <tr>
            <th scope="col">{own.figure}</th>
            <th scope="col" className="as-number">
              {own.value}
            </th>
            <th scope="col">{own.from}</th>
            <th scope="col">{own.asOf}</th>
            <th scope="col">{own.evidence}</th>
            <th scope="col">{own.by}</th>
            {onObject ? <td /> : null}
          </tr>
        </thead>
        <tbody>
          {criterion.inputs.map((line) => (
            <tr key={line.id}>
              <th scope="row">{line.figureName}</th>
              <td className="as-number">
                {criterion.replaced
                  .filter(({ figure }) => figure === line.figure)
                  .map((old) => (
                    <del key={old.id} title={own.replaced}>
                      {old.value === null ? own.noValue : figureText(old.value)}
                    </del>
                  ))}{' '}
                {line.value === null ? own.noValue : <b>{figureText(line.value)}</b>}
                {line.unitText ? <span className="k-unit"> {line.unitText}</span> : null}
              </td>
              <td>
                <Origin line={line} words={words} />
              </td>
              <td>{line.source?.asOf ? <DayText day={line.source.asOf} /> : '—'}</td>
              <td>
                {line.evidence || '—'}
                {line.kind === 'correction' && line.reason ? (
                  <div className="as-correction">{own.correction(line.reason)}</div>
                ) : null}
              </td>
              <td>{line.authorName}</td>
              {onObject ? (
                <td>
                  <button
                    type="button"
                    className="k-button k-button-text"
                    onClick={() =>
                      onObject({
                        kind: 'figure',
                        criterion: criterion.criterion,
                        figure: line.figure,
                        title: `${criterion.name} · ${line.figureName}`,
                        printed: line.value,
                        unitText: line.unitText,
                      })
                    }
                  >
                    {own.object}
                  </button>
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Where a figure was read, with the way to the rows behind it. */
function Origin({ line, words }: { readonly line: CriterionExplanation['inputs'][number]; readonly words: Words }) {
  const { unit: own } = words.screens
  const kind = own.kinds[line.kind] ?? line.kind
  const rows = line.source?.rows ?? null
  const said = rows === null || rows === 0 ? kind : `${kind} · ${own.rows(rows)}`
  const path = line.source?.path
  return path ? <AppLink to={path}>{said}</AppLink> : <>{said}</>
}
