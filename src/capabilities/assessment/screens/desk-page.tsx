import { asDay } from '../../../kernel/day.ts'
import { formatDay } from '../../../kernel/format.ts'
import { useDownload, useOperation } from '../../../ui/api.ts'
import { PageHeader, Section } from '../../../ui/kit/page.tsx'
import { Answer, RefusalNote } from '../../../ui/kit/states.tsx'
import { InstantText } from '../../../ui/kit/texts.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import { AppLink, usePathFields } from '../../../ui/navigation.tsx'
import { downloadScoreSheet, exportRound, type RoundPage, type RoundState, showRound } from '../contract.ts'
import { assessmentMessages } from '../messages/index.ts'
import { DeskActions } from './desk-actions.tsx'
import { CriteriaTable, UnitsTable } from './desk-tables.tsx'
import { EntriesPart } from './entries-part.tsx'
import { ObjectionList } from './objection-list.tsx'
import { StateMark } from './round-parts.tsx'
import { findingText, roundName } from './wording.ts'
import './assessment.css'

/** The desk of a round: where it stands, what is missing, who signs, who has checked, what is objected to, and the next step. */
export default function DeskPage() {
  const { roundId } = usePathFields('roundId')
  const round = useOperation(showRound, { roundId }, { keepPrevious: true })
  return <Answer of={round}>{(page) => <Desk round={page} />}</Answer>
}

function Desk({ round }: { readonly round: RoundPage }) {
  const words = useMessages(assessmentMessages)
  const { locale } = useLocale()
  const { desk, menu } = words.screens
  return (
    <>
      <PageHeader
        back={<AppLink to="/assessment/rounds">{menu.rounds}</AppLink>}
        title={roundName(round, words, locale)}
        marks={<StateMark state={round.state} />}
        note={
          <>
            {desk.openedAt} <InstantText at={round.openedAt} />
            {round.checkDueOn ? ` · ${desk.checkDue(formatDay(asDay(round.checkDueOn), locale))}` : ''}
          </>
        }
        actions={
          <>
            <AppLink className="k-button" to={`/assessment?round=${round.id}`}>
              {menu.ranking}
            </AppLink>
            <DeskActions round={round} />
          </>
        }
      />
      <Path round={round} />
      {round.reopenReason && round.state !== 'published' ? (
        <p className="as-note">{desk.reopened(round.reopenReason)}</p>
      ) : null}
      <Hindrances round={round} />
      <CriteriaTable round={round} />
      <ObjectionList roundId={round.id} />
      <EntriesPart round={round} />
      <UnitsTable round={round} />
      <Editions round={round} />
    </>
  )
}

const STEPS: readonly RoundState[] = ['open', 'checking', 'settled', 'published']

/** The four states a round goes through, the one it stands in marked, with what each still waits for. */
function Path({ round }: { readonly round: RoundPage }) {
  const words = useMessages(assessmentMessages)
  const { locale } = useLocale()
  const { states, desk } = words.screens
  const { counts } = round
  const at = STEPS.indexOf(round.state === 'correcting' ? 'checking' : round.state)
  const notes: Readonly<Record<string, string>> = {
    open: desk.figuresIn(counts.figures - counts.missing, counts.figures),
    checking: round.checkDueOn
      ? desk.checkedBy(counts.confirmed, counts.units, formatDay(asDay(round.checkDueOn), locale))
      : desk.checkLater,
    settled: round.edition === null ? desk.settledLater : words.screens.edition(round.edition),
    published: round.publishedByName ?? desk.publishedLater,
  }
  return (
    <ol className="as-path" aria-label={desk.path}>
      {STEPS.map((state, step) => (
        <li
          key={state}
          className={step < at ? 'as-path-done' : step === at ? 'as-path-here' : undefined}
          aria-current={step === at ? 'step' : undefined}
        >
          <b>
            <span aria-hidden="true">{step < at || round.state === 'published' ? '✓' : step + 1}</span>
            {state === 'checking' && round.state === 'correcting' ? states.correcting : states[state]}
          </b>
          <span className="k-quiet">{notes[state]}</span>
        </li>
      ))}
    </ol>
  )
}

function Hindrances({ round }: { readonly round: RoundPage }) {
  const words = useMessages(assessmentMessages)
  const { desk } = words.screens
  if (round.state === 'published' || round.state === 'settled') return null
  // Before checking begins its clock has no last day and is no hindrance yet.
  const shown = round.hindrances.filter(({ params }) => params?.['day'] !== '')
  return (
    <Section title={desk.hindrances} note={shown.length === 0 ? desk.noHindrance : undefined}>
      <ul className="as-hindrances">
        {shown.map((each) => (
          <li key={`${each.code}${JSON.stringify(each.params ?? {})}`}>{findingText(each, words)}</li>
        ))}
      </ul>
    </Section>
  )
}

function Editions({ round }: { readonly round: RoundPage }) {
  const words = useMessages(assessmentMessages)
  const { desk } = words.screens
  const exported = useDownload(exportRound)
  const sheet = useDownload(downloadScoreSheet)
  if (round.editions.length === 0) return null
  return (
    <Section title={desk.editions} note={desk.editionsNote}>
      {exported.error ? <RefusalNote refusal={exported.error} /> : null}
      {sheet.error ? <RefusalNote refusal={sheet.error} /> : null}
      <ul className="as-entries">
        {round.editions.map((each) => (
          <li key={each.edition}>
            <b>{words.screens.edition(each.edition)}</b>
            <span className="as-entry-what">
              {desk.settledBy(each.settledByName)} <InstantText at={each.settledAt} />
              {each.publishedAt ? (
                <>
                  {' · '}
                  {desk.publishedBy(each.publishedByName ?? '')} <InstantText at={each.publishedAt} />
                </>
              ) : null}
              {each.note ? ` · ${each.note}` : ''}
              <code className="as-digest" title={words.screens.digestTitle}>
                SM3 {each.digest}
              </code>
            </span>
            <span className="k-toolbar">
              <button
                type="button"
                className="k-button"
                disabled={sheet.isPending}
                onClick={() => sheet.mutate({ roundId: round.id, edition: each.edition })}
              >
                {words.screens.ranking.sheet}
              </button>
              <button
                type="button"
                className="k-button"
                disabled={exported.isPending}
                onClick={() => exported.mutate({ roundId: round.id, edition: each.edition })}
              >
                {desk.exportComparison}
              </button>
              <button
                type="button"
                className="k-button"
                disabled={exported.isPending}
                onClick={() => exported.mutate({ roundId: round.id, edition: each.edition, part: 'ranking' })}
              >
                {desk.exportRanking}
              </button>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
