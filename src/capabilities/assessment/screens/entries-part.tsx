import { useState } from 'react'
import { useOperation } from '../../../ui/api.ts'
import { Mark } from '../../../ui/kit/marks.tsx'
import { Section } from '../../../ui/kit/page.tsx'
import { DayText, InstantText } from '../../../ui/kit/texts.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { AppLink } from '../../../ui/navigation.tsx'
import { listEntries, type RoundEntry, type RoundPage } from '../contract.ts'
import { assessmentMessages } from '../messages/index.ts'
import { AddEntryDialog, AddVetoDialog, LiftDialog, ReverseDialog, type VetoRow } from './entry-dialogs.tsx'
import type { ObjectionSubject } from './objection-dialogs.tsx'

const TONES = { bonus: 'good', deduction: 'bad', reversal: 'calm', excuse: 'notice' } as const

type Asked =
  | { readonly act: 'entry' | 'veto' }
  | { readonly act: 'reverse'; readonly entry: RoundEntry }
  | { readonly act: 'lift'; readonly veto: VetoRow }

/** Bonuses, deductions, excuses and vetoes of a round, with what the office may do about them. */
export function EntriesPart({ round }: { readonly round: RoundPage }) {
  const { unit: own, desk } = useMessages(assessmentMessages).screens
  const [asked, setAsked] = useState<Asked>()
  const found = useOperation(listEntries, { roundId: round.id })
  const close = (): void => setAsked(undefined)
  const { entries = [], vetoes = [] } = found.data ?? {}
  const may = (action: RoundPage['actions'][number]): boolean => round.actions.includes(action)
  return (
    <Section
      title={own.beside}
      note={desk.besideNote}
      actions={
        <>
          {may('add_entry') ? (
            <button type="button" className="k-button" onClick={() => setAsked({ act: 'entry' })}>
              {desk.addEntry}
            </button>
          ) : null}
          {may('add_veto') ? (
            <button type="button" className="k-button" onClick={() => setAsked({ act: 'veto' })}>
              {desk.addVeto}
            </button>
          ) : null}
        </>
      }
    >
      {found.data && entries.length + vetoes.length === 0 ? <p className="k-quiet">{own.besideNone}</p> : null}
      <ul className="as-entries">
        {vetoes.map((veto) => (
          <VetoLine
            key={veto.id}
            veto={veto}
            roundId={round.id}
            {...(may('lift_veto') && veto.liftedBy === null ? { onLift: () => setAsked({ act: 'lift', veto }) } : {})}
          />
        ))}
        {entries.map((entry) => (
          <EntryLine
            key={entry.id}
            entry={entry}
            roundId={round.id}
            {...(may('reverse_entry') && entry.kind !== 'reversal' && !entry.isReversed && !entry.isCarried
              ? { onReverse: () => setAsked({ act: 'reverse', entry }) }
              : {})}
          />
        ))}
      </ul>
      {asked?.act === 'entry' ? <AddEntryDialog round={round} onClose={close} /> : null}
      {asked?.act === 'veto' ? <AddVetoDialog round={round} onClose={close} /> : null}
      {asked?.act === 'reverse' ? <ReverseDialog roundId={round.id} entry={asked.entry} onClose={close} /> : null}
      {asked?.act === 'lift' ? <LiftDialog roundId={round.id} veto={asked.veto} onClose={close} /> : null}
    </Section>
  )
}

/** The same of one unit, where it may object to a line. `said` tells how they were counted. */
export function UnitEntries({
  roundId,
  unitId,
  said,
  onObject,
}: {
  readonly roundId: string
  readonly unitId: string
  readonly said: readonly string[]
  readonly onObject?: ((subject: ObjectionSubject) => void) | undefined
}) {
  const { unit: own } = useMessages(assessmentMessages).screens
  const found = useOperation(listEntries, { roundId })
  const entries = (found.data?.entries ?? []).filter((each) => each.unitId === unitId)
  const vetoes = (found.data?.vetoes ?? []).filter((each) => each.unitId === unitId)
  return (
    <Section title={own.beside}>
      {entries.length + vetoes.length === 0 ? <p className="k-quiet">{own.besideNone}</p> : null}
      <ul className="as-entries">
        {vetoes.map((veto) => (
          <VetoLine key={veto.id} veto={veto} />
        ))}
        {entries.map((entry) => (
          <EntryLine
            key={entry.id}
            entry={entry}
            {...(onObject && entry.kind !== 'reversal' && !entry.isReversed
              ? { onObject: () => onObject({ kind: 'entry', entryId: entry.id, title: entry.reason }) }
              : {})}
          />
        ))}
      </ul>
      {said.length > 0 ? (
        <ol className="as-steps">
          {said.map((each) => (
            <li key={each}>{each}</li>
          ))}
        </ol>
      ) : null}
    </Section>
  )
}

function EntryLine({
  entry,
  roundId,
  onReverse,
  onObject,
}: {
  readonly entry: RoundEntry
  /** Given where the line stands among those of other units. */
  readonly roundId?: string
  readonly onReverse?: () => void
  readonly onObject?: () => void
}) {
  const words = useMessages(assessmentMessages)
  const { unit: own, objections, desk } = words.screens
  const sign = entry.kind === 'deduction' ? '−' : '+'
  return (
    <li>
      <Mark tone={TONES[entry.kind]}>{own.entries[entry.kind] ?? entry.kind}</Mark>
      <span className="as-entry-what">
        {roundId ? (
          <AppLink to={`/assessment/rounds/${roundId}/units/${entry.unitId}`}>{entry.unitName}</AppLink>
        ) : null}{' '}
        {entry.kind === 'bonus' || entry.kind === 'deduction' ? (
          entry.isReversed ? (
            <del>{`${sign}${entry.points}`}</del>
          ) : (
            <b>{`${sign}${entry.points}`}</b>
          )
        ) : null}{' '}
        {entry.ruleName ? `${entry.ruleName}${entry.times > 1 ? ` × ${entry.times}` : ''} · ` : ''}
        {entry.reason}
        <span className="k-quiet">
          {' '}
          {objections.evidence}: {entry.evidence} · {entry.authorName} <InstantText at={entry.at} />
        </span>
      </span>
      {entry.isReversed ? <Mark>{own.reversed}</Mark> : null}
      {entry.isCarried ? <Mark tone="notice">{own.carried}</Mark> : null}
      {entry.expiresOn ? (
        <span className="k-quiet">
          {desk.expires} <DayText day={entry.expiresOn} />
        </span>
      ) : null}
      {onReverse ? (
        <button type="button" className="k-button k-button-text" onClick={onReverse}>
          {desk.reverse}
        </button>
      ) : null}
      {onObject ? (
        <button type="button" className="k-button k-button-text" onClick={onObject}>
          {own.object}
        </button>
      ) : null}
    </li>
  )
}

function VetoLine({
  veto,
  roundId,
  onLift,
}: {
  readonly veto: VetoRow
  readonly roundId?: string
  readonly onLift?: () => void
}) {
  const words = useMessages(assessmentMessages)
  const { ranking, grounds, desk } = words.screens
  return (
    <li>
      <Mark tone={veto.liftedBy === null ? 'bad' : 'calm'}>{ranking.vetoed(grounds[veto.ground] ?? veto.ground)}</Mark>
      <span className="as-entry-what">
        {roundId ? <AppLink to={`/assessment/rounds/${roundId}/units/${veto.unitId}`}>{veto.unitName}</AppLink> : null}{' '}
        {desk.document}: {veto.document}
        <span className="k-quiet">
          {' '}
          · {veto.authorName} <InstantText at={veto.at} />
        </span>
      </span>
      {veto.liftedBy === null ? null : <Mark>{desk.lifted(veto.liftedBy, veto.liftDocument ?? '')}</Mark>}
      {onLift ? (
        <button type="button" className="k-button k-button-text" onClick={onLift}>
          {desk.lift}
        </button>
      ) : null}
    </li>
  )
}
