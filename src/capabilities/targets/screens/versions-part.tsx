import type { OutputOf } from '../../../kernel/operation.ts'
import { Mark } from '../../../ui/kit/marks.tsx'
import { Section } from '../../../ui/kit/page.tsx'
import { PercentText } from '../../../ui/kit/texts.tsx'
import { useMessages } from '../../../ui/language.tsx'
import type { showTarget } from '../contract.ts'
import { targetsMessages } from '../messages/index.ts'
import { goalText } from '../rules/goal-words.ts'
import { numberOf } from './wording.ts'

/** Every version of the goal with reason and approver, and completion against each. */
export function VersionsPart({ shown }: { readonly shown: OutputOf<typeof showTarget> }) {
  const words = useMessages(targetsMessages)
  const { page, columns } = words
  const { versions, completions, target } = shown
  return (
    <Section title={page.versions}>
      {versions.length === 0 ? (
        <p className="k-quiet">{page.noVersions}</p>
      ) : (
        <div className="k-table-scroll" role="region" aria-label={page.versions} tabIndex={0}>
          <table className="k-table">
            <thead>
              <tr>
                {[
                  page.versions,
                  columns.goal,
                  page.completionAgainst,
                  columns.reason,
                  page.body,
                  page.approver,
                  page.decided,
                  page.effective,
                ].map((heading) => (
                  <th key={heading} scope="col">
                    {heading}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {versions.toReversed().map((version, index) => (
                <tr key={version.number}>
                  <th scope="row">
                    {page.version(version.number)} {index === 0 ? <Mark tone="good">{page.current}</Mark> : null}
                  </th>
                  <td>{goalText(version.goal, target.indicator, words)}</td>
                  <td className="k-number">
                    <PercentText
                      ratio={numberOf(completions.find((each) => each.number === version.number)?.completion ?? null)}
                      places={2}
                    />
                  </td>
                  <td>{version.reason}</td>
                  <td>{version.approvingBody}</td>
                  <td>{version.approverName}</td>
                  <td>{version.decidedOn}</td>
                  <td>{version.effectiveOn}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Section>
  )
}
