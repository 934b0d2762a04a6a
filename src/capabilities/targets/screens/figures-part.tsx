import { formatPeriod } from '../../../kernel/format.ts'
import type { OutputOf } from '../../../kernel/operation.ts'
import { Mark } from '../../../ui/kit/marks.tsx'
import { Section } from '../../../ui/kit/page.tsx'
import { InstantText } from '../../../ui/kit/texts.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import { AppLink } from '../../../ui/navigation.tsx'
import type { ClaimRow, RecordedActual, showTarget } from '../contract.ts'
import { targetsMessages } from '../messages/index.ts'
import { figureText } from './wording.ts'

type Shown = OutputOf<typeof showTarget>

/** Every figure of the year with all its versions, who entered it on what evidence, and what was published beside it. */
export function FiguresPart({ shown }: { readonly shown: Shown }) {
  const words = useMessages(targetsMessages)
  const { locale } = useLocale()
  const { columns, page } = words
  const { figures, claims, target } = shown
  return (
    <Section title={page.figures} note={page.rows}>
      {figures.length === 0 ? <p className="k-quiet">{page.noFigures}</p> : null}
      {figures.length > 0 ? (
        <div className="k-table-scroll" role="region" aria-label={page.figures} tabIndex={0}>
          <table className="k-table">
            <thead>
              <tr>
                {[
                  columns.period,
                  columns.value,
                  columns.growth,
                  columns.published,
                  columns.status,
                  columns.asOf,
                  columns.released,
                  columns.evidence,
                  columns.reason,
                  columns.by,
                  page.claims,
                ].map((heading) => (
                  <th key={heading} scope="col">
                    {heading}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {figures.flatMap(({ period, chain }) =>
                chain.toReversed().map((version, index) => (
                  <tr key={`${period}${version.number}`}>
                    <th scope="row">
                      {index === 0 ? formatPeriod(period, locale) : null}{' '}
                      {chain.length > 1 ? <Mark>{page.version(version.number)}</Mark> : null}
                    </th>
                    <VersionCells version={version} />
                    <td>
                      {index === 0
                        ? claims
                            .filter((claim) => claim.period === period)
                            .map((claim) => <ClaimText key={claim.id} claim={claim} />)
                        : null}
                    </td>
                  </tr>
                )),
              )}
            </tbody>
          </table>
        </div>
      ) : null}
      <h3>{page.claims}</h3>
      {claims.length === 0 ? <p className="k-quiet">{page.noClaims}</p> : null}
      <ul>
        {claims.map((claim) => (
          <li key={claim.id}>
            {formatPeriod(claim.period, locale)} · <ClaimText claim={claim} /> {target.indicator.unitText} ·{' '}
            {words.claimStatuses[claim.status]} · {words.claimStates[claim.state]} ·{' '}
            <AppLink to={`/dispatches/${claim.source.dispatchId}`}>{claim.source.title}</AppLink>
            <q className="k-quiet">{claim.source.quote}</q>
          </li>
        ))}
      </ul>
      {claims.some((claim) => claim.actions.length > 0) ? <AppLink to="/claims">{words.claims.title}</AppLink> : null}
    </Section>
  )
}

function VersionCells({ version }: { readonly version: RecordedActual }) {
  const words = useMessages(targetsMessages)
  return (
    <>
      <td className="k-number">{figureText(version.value, 6)}</td>
      <td className="k-number">{version.growthPercent === null ? '—' : `${version.growthPercent}%`}</td>
      <td className="k-center">
        {version.rank !== null && version.rankOf !== null ? words.place(version.rank, version.rankOf) : '—'}
      </td>
      <td>{words.statuses[version.status]}</td>
      <td>{version.asOf}</td>
      <td>{version.releasedOn ?? words.page.unreleasedMark}</td>
      <td>
        {version.evidence
          .map((each) => each.text)
          .filter(Boolean)
          .join('；') || '—'}
      </td>
      <td>{version.reason || '—'}</td>
      <td>
        {[version.enteredBy, version.onBehalfOf].filter(Boolean).join(' → ')} <InstantText at={version.enteredAt} />
      </td>
    </>
  )
}

/** What was published, in words. */
export function ClaimText({ claim }: { readonly claim: Pick<ClaimRow, 'comparator' | 'value' | 'upper'> }) {
  const words = useMessages(targetsMessages)
  const figure =
    claim.upper === null ? figureText(claim.value) : words.range(figureText(claim.value), figureText(claim.upper))
  return (
    <span>{claim.comparator === '=' ? figure : words.requirement(words.comparators[claim.comparator], figure)}</span>
  )
}
