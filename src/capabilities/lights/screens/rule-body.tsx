import { LightTag } from '../../../ui/kit/marks.tsx'
import { useMessages } from '../../../ui/language.tsx'
import type { Dimension, RuleBody } from '../contract.ts'
import { lightsMessages } from '../messages/index.ts'
import { checkRule } from '../rules/coverage.ts'
import { spanText } from '../rules/interval.ts'
import { NumberLine } from './number-line.tsx'

/** What a rule says: each dimension drawn, with streak, recovery and excuses in words, and how dimensions combine. */
export function RuleBodyParts({ body }: { readonly body: RuleBody }) {
  const words = useMessages(lightsMessages)
  return (
    <div className="k-stack lights-part">
      {body.conditions.length > 0 ? (
        <p>
          {words.conditions}:{' '}
          {body.conditions.map((each) => words.conditionText(words.dimensionName(each.key), spanText(each))).join('; ')}
        </p>
      ) : null}
      {body.dimensions.map((dimension) => (
        <DimensionPart key={dimension.key} dimension={dimension} />
      ))}
      {body.dimensions.length > 1 ? (
        <p>
          {words.combine}: {body.combine.kind === 'worst_of' ? words.worstOf : words.byTable}
        </p>
      ) : null}
      {body.combine.kind === 'table' ? <CombinationTable body={body} rows={body.combine.rows} /> : null}
    </div>
  )
}

function DimensionPart({ dimension }: { readonly dimension: Dimension }) {
  const words = useMessages(lightsMessages)
  const { streak, recoverAfter, excuses } = dimension
  const notes = [
    streak ? words.streakText(streak.times, streak.atLeast, streak.becomes) : '',
    recoverAfter > 1 ? words.recoverText(recoverAfter) : '',
    excuses.length > 0 ? `${words.excuses}: ${excuses.map((code) => words.excuseNames[code] ?? code).join('、')}` : '',
  ].filter(Boolean)
  return (
    <div>
      <h3>
        {words.dimensionName(dimension.key)} · {words.bases[dimension.base]}
      </h3>
      <NumberLine dimension={dimension} />
      <p className="k-toolbar">
        {dimension.intervals.map((interval) => (
          <span key={`${spanText(interval)}${interval.light}`}>
            <LightTag colour={interval.light} word={words.lights[interval.light]} /> {spanText(interval)}
            {interval.mark ? ` ${words.markNames[interval.mark] ?? interval.mark}` : ''}
          </span>
        ))}
      </p>
      {notes.length > 0 ? <p className="k-quiet">{notes.join(' · ')}</p> : null}
    </div>
  )
}

function CombinationTable({
  body,
  rows,
}: {
  readonly body: RuleBody
  readonly rows: Extract<RuleBody['combine'], { kind: 'table' }>['rows']
}) {
  const words = useMessages(lightsMessages)
  return (
    <div className="k-table-scroll" role="region" aria-label={words.combine} tabIndex={0}>
      <table className="k-table" aria-label={words.combine}>
        <thead>
          <tr>
            {body.dimensions.map(({ key }) => (
              <th key={key} scope="col">
                {key}
              </th>
            ))}
            <th scope="col">{words.light}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={JSON.stringify(row)}>
              {body.dimensions.map(({ key }) => (
                <td key={key}>{row.when[key]?.map((light) => words.lights[light]).join('、') ?? words.anyLight}</td>
              ))}
              <td>
                <LightTag colour={row.light} word={words.lights[row.light]} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** The proof, live: everything that keeps a rule from being published, or that nothing does. */
export function CoverageProof({ body }: { readonly body: RuleBody }) {
  const words = useMessages(lightsMessages)
  const checked = checkRule(body)
  if (checked.ok) return <output className="k-mark k-mark-good">{words.covered}</output>
  const sentences: Readonly<Record<string, (params: Readonly<Record<string, string | number>>) => string>> =
    words.problems
  return (
    <div className="k-refusal" role="alert">
      <strong>{words.problemsTitle}</strong>
      {checked.problems.map((each) => (
        <p key={JSON.stringify(each)}>{sentences[each.code]?.(each.params ?? {}) ?? each.code}</p>
      ))}
    </div>
  )
}
