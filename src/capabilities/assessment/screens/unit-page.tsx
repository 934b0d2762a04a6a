import { asDay } from '../../../kernel/day.ts'
import { formatDay, formatInstant } from '../../../kernel/format.ts'
import { useState } from 'react'
import { useCommand, useDownload, useOperation } from '../../../ui/api.ts'
import { PageHeader, Section } from '../../../ui/kit/page.tsx'
import { Answer, RefusalNote } from '../../../ui/kit/states.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import { AppLink, usePathFields } from '../../../ui/navigation.tsx'
import {
  confirmFigures,
  downloadScoreSheet,
  explainUnit,
  type RoundPage,
  showRound,
  type UnitExplanation,
} from '../contract.ts'
import { assessmentMessages } from '../messages/index.ts'
import { CriterionCard } from './criterion-card.tsx'
import { UnitEntries } from './entries-part.tsx'
import { ObjectionList } from './objection-list.tsx'
import { type ObjectionSubject, RaiseDialog } from './objection-dialogs.tsx'
import { Moved, PlaceMarks, StateMark } from './round-parts.tsx'
import { UnitHistory } from './unit-history.tsx'
import { figureText, reasonsText, reasonText, roundName } from './wording.ts'
import './assessment.css'

/** One unit in one round: its place, where each point comes from, what would move it up, and what it objects to. */
export default function UnitPage() {
  const { roundId, unitId } = usePathFields('roundId', 'unitId')
  const round = useOperation(showRound, { roundId }, { keepPrevious: true })
  const explained = useOperation(explainUnit, { roundId, unitId }, { keepPrevious: true })
  return (
    <Answer of={round}>
      {(page) => <Answer of={explained}>{(explanation) => <Unit round={page} explanation={explanation} />}</Answer>}
    </Answer>
  )
}

function Unit({ round, explanation }: { readonly round: RoundPage; readonly explanation: UnitExplanation }) {
  const words = useMessages(assessmentMessages)
  const { locale } = useLocale()
  const { unit: own, ranking } = words.screens
  const { place } = explanation
  const [asked, setAsked] = useState<ObjectionSubject>()
  const sheet = useDownload(downloadScoreSheet)
  const unit = round.units.find(({ unitId }) => unitId === place.unitId)
  const mayObject = unit?.isOwn === true && round.actions.includes('object')
  return (
    <>
      <PageHeader
        back={<AppLink to={`/assessment?round=${round.id}`}>{own.back}</AppLink>}
        title={place.unitName}
        marks={<StateMark state={round.state} />}
        note={
          <>
            {roundName(round, words, locale)} · {explanation.groupName}
            {explanation.edition === null
              ? ` · ${words.screens.now}`
              : ` · ${words.screens.edition(explanation.edition)}`}
          </>
        }
        actions={
          <>
            {explanation.edition === null ? null : (
              <button
                type="button"
                className="k-button"
                disabled={sheet.isPending}
                onClick={() => sheet.mutate({ roundId: round.id, unitId: place.unitId })}
              >
                {own.sheet}
              </button>
            )}
            {unit?.isOwn && round.actions.includes('confirm') ? (
              <Confirm round={round} unitId={place.unitId} isConfirmed={unit.confirmedAt !== null} />
            ) : null}
          </>
        }
      />
      {sheet.error ? <RefusalNote refusal={sheet.error} /> : null}
      {unit?.confirmedAt ? (
        <p className="as-note">
          {own.confirmed(unit.confirmedByName ?? '', formatInstant(new Date(unit.confirmedAt), locale))}
        </p>
      ) : null}
      <section className="as-tiles" aria-label={own.place}>
        <Tile label={own.place} figure={place.rank === null ? ranking.noPlace : ranking.placeOf(place.rank, place.of)}>
          {place.before === null ? <Moved place={place} /> : `${own.before(place.before)} `}
          {place.before === null ? null : <Moved place={place} />}
        </Tile>
        <Tile label={own.total} figure={place.total}>
          {Number(place.bonus) === 0 ? null : `${ranking.bonus} +${place.bonus} `}
          {Number(place.deduction) === 0 ? null : `${ranking.deduction} ${place.deduction}`}
        </Tile>
        <Tile label={own.toNext} figure={place.toNext ?? '—'}>
          {place.toNext === null && place.rank === 1 ? own.first : null}
        </Tile>
        <Tile label={own.margin} figure={place.margin ?? '—'}>
          {place.margin === null && place.rank === place.of ? own.last : null}
        </Tile>
      </section>
      <MarksPart explanation={explanation} />
      <ClimbPart explanation={explanation} />
      <Section title={own.criteria}>
        <div className="as-cards">
          {explanation.criteria.map((each) => (
            <CriterionCard
              key={each.criterion}
              criterion={each}
              onObject={mayObject ? (subject) => setAsked(subject) : undefined}
            />
          ))}
        </div>
      </Section>
      <UnitEntries
        roundId={round.id}
        unitId={place.unitId}
        said={explanation.beside.map((each) => reasonText(each, words))}
        onObject={mayObject ? (subject) => setAsked(subject) : undefined}
      />
      <ObjectionList roundId={round.id} unitId={place.unitId} />
      <UnitHistory unitId={place.unitId} unitName={place.unitName} />
      {asked ? (
        <RaiseDialog
          roundId={round.id}
          unitId={place.unitId}
          subject={asked}
          note={
            round.checkDueOn
              ? words.screens.objections.raiseNote(formatDay(asDay(round.checkDueOn), locale))
              : words.screens.objections.raiseNoteOpen
          }
          onClose={() => setAsked(undefined)}
        />
      ) : null}
    </>
  )
}

function Tile({
  label,
  figure,
  children,
}: {
  readonly label: string
  readonly figure: string
  readonly children?: React.ReactNode
}) {
  return (
    <div className="as-tile">
      <span className="k-quiet">{label}</span>
      <b>{figure}</b>
      <span className="as-tile-note">{children}</span>
    </div>
  )
}

function MarksPart({ explanation }: { readonly explanation: UnitExplanation }) {
  const words = useMessages(assessmentMessages)
  const { place } = explanation
  if (place.marks.length === 0 && place.veto === null && place.isComplete) return null
  return (
    <Section title={words.screens.unit.marks} note={<PlaceMarks place={{ ...place, isOwn: false, marks: [] }} />}>
      <ul className="as-list">
        {place.marks.map((each) => (
          <li key={`${each.kind}${each.key}`}>
            <PlaceMarks place={{ marks: [each], veto: null, isComplete: true, isOwn: false }} />{' '}
            {reasonsText(each.reasons, words)}
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** Every figure that alone would move the unit one place up. */
function ClimbPart({ explanation }: { readonly explanation: UnitExplanation }) {
  const { unit: own } = useMessages(assessmentMessages).screens
  const { place, criteria } = explanation
  const levers = criteria.flatMap((each) =>
    each.levers.map((lever) => ({ ...lever, criterion: each.name, key: each.criterion })),
  )
  if (place.rank === null) return null
  return (
    <Section title={own.climb} note={levers.length > 0 ? own.climbNote : undefined}>
      {levers.length === 0 ? (
        <p className="k-quiet">{place.rank === 1 ? own.climbFirst : own.climbNone}</p>
      ) : (
        <ul className="as-levers">
          {levers.map((lever) => (
            <li key={`${lever.key}${lever.figure}`}>
              <span aria-hidden="true">▲</span>{' '}
              {own.lever(lever.criterion, lever.figureName, figureText(lever.from), figureText(lever.to))}
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

function Confirm({
  round,
  unitId,
  isConfirmed,
}: {
  readonly round: RoundPage
  readonly unitId: string
  readonly isConfirmed: boolean
}) {
  const { unit: own } = useMessages(assessmentMessages).screens
  const confirm = useCommand(confirmFigures)
  return (
    <>
      {confirm.error ? <RefusalNote refusal={confirm.error} /> : null}
      {isConfirmed ? null : (
        <button
          type="button"
          className="k-button k-button-primary"
          title={own.confirmNote}
          disabled={confirm.isPending}
          onClick={() => confirm.mutate({ roundId: round.id, unitId })}
        >
          {own.confirm}
        </button>
      )}
    </>
  )
}
