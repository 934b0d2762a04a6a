import { Section } from '../../../ui/kit/page.tsx'
import { useMessages } from '../../../ui/language.tsx'
import type { SchemeBody, SchemeFinding, SchemeProof } from '../contract.ts'
import { assessmentMessages } from '../messages/index.ts'
import { type FindingPlace, placeOfFinding } from './scheme-draft.ts'
import { findingText, type Words } from './wording.ts'

/** What was proved of a scheme: what keeps it from being frozen, what is only advised, each with the way to its place. */
export function ProofPart({
  proof,
  body,
  isWhole = true,
  onGo,
}: {
  readonly proof: SchemeProof
  readonly body: SchemeBody
  readonly isWhole?: boolean
  readonly onGo?: (place: FindingPlace) => void
}) {
  const words = useMessages(assessmentMessages)
  const own = words.schemes
  const { problems, advice, groups } = proof
  return (
    <Section title={own.proof} note={own.proofNote(groups.unitCount, body.groups.length)}>
      {isWhole ? null : (
        <p className="k-error" role="alert">
          {own.notWhole}
        </p>
      )}
      {problems.length === 0 ? (
        <p className="as-proved">
          <span aria-hidden="true">✓</span> {own.proved}
        </p>
      ) : (
        <Findings findings={problems} body={body} kind="problem" {...(onGo ? { onGo } : {})} />
      )}
      {advice.length > 0 ? (
        <details>
          <summary>{own.advice(advice.length)}</summary>
          <Findings findings={advice} body={body} kind="advice" {...(onGo ? { onGo } : {})} />
        </details>
      ) : null}
    </Section>
  )
}

function Findings({
  findings,
  body,
  kind,
  onGo,
}: {
  readonly findings: readonly SchemeFinding[]
  readonly body: SchemeBody
  readonly kind: 'problem' | 'advice'
  readonly onGo?: (place: FindingPlace) => void
}) {
  const words = useMessages(assessmentMessages)
  return (
    <ul className={kind === 'problem' ? 'as-findings as-findings-bad' : 'as-findings'}>
      {findings.map((each) => {
        const place = placeOfFinding(each.path)
        const where = placeText(place, body, words)
        return (
          <li key={`${each.code}${each.path.join('.')}${JSON.stringify(each.params)}`}>
            {onGo ? (
              <button type="button" className="k-button k-button-text" onClick={() => onGo(place)}>
                {where}
              </button>
            ) : (
              <b>{where}</b>
            )}
            <span>{findingText(each, words)}</span>
          </li>
        )
      })}
    </ul>
  )
}

function placeText({ tab, criterion }: FindingPlace, body: SchemeBody, words: Words): string {
  if (tab === 'groups') return words.schemes.groups
  const level = words.screens.levels[tab] ?? tab
  const named = criterion === undefined ? undefined : body.levels[tab]?.criteria[criterion]
  return named ? `${level} · ${named.name || words.schemes.unnamed}` : level
}
