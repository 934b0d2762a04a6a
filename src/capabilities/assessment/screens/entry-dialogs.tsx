import { Input, InputNumber } from 'antd'
import { useState } from 'react'
import type { OutputOf } from '../../../kernel/operation.ts'
import { CommandDialog } from '../../../ui/kit/command-dialog.tsx'
import { ChoiceField, DayField } from '../../../ui/kit/fields.tsx'
import { Field } from '../../../ui/kit/record-form.tsx'
import { useMessages } from '../../../ui/language.tsx'
import {
  addEntry,
  addVeto,
  liftVeto,
  type RoundEntry,
  type RoundPage,
  listEntries,
  reverseEntry,
  VETO_GROUNDS,
} from '../contract.ts'
import { assessmentMessages } from '../messages/index.ts'

const EXCUSE = 'excuse!'

/** A veto of a round. */
export type VetoRow = OutputOf<typeof listEntries>['vetoes'][number]

function useUnits(round: RoundPage) {
  return round.units.map(({ unitId, unitName, groupName }) => ({ value: unitId, label: `${unitName}（${groupName}）` }))
}

interface EntryValues {
  readonly unitId: string
  readonly rule: string
  readonly times?: number
  readonly reason: string
  readonly evidence: string
  readonly expiresOn?: string | null
}

/** Adds cases of a bonus or deduction the scheme knows, or an excuse. */
export function AddEntryDialog({ round, onClose }: { readonly round: RoundPage; readonly onClose: () => void }) {
  const words = useMessages(assessmentMessages)
  const { desk, unit, objections } = words.screens
  const [rule, setRule] = useState('')
  const units = useUnits(round)
  const chosen = round.extras.find(({ key }) => key === rule)
  const options = [
    ...round.extras.map((each) => ({
      value: each.key,
      label: `${unit.entries[each.kind] ?? each.kind} · ${each.name}（${each.kind === 'bonus' ? '+' : '−'}${each.each}）`,
    })),
    { value: EXCUSE, label: unit.entries['excuse'] ?? EXCUSE },
  ]
  return (
    <CommandDialog
      title={desk.addEntry}
      submitLabel={desk.addEntry}
      spec={addEntry}
      note={desk.addEntryNote}
      onClose={onClose}
      initial={{ times: 1 }}
      onValues={(values: EntryValues) => setRule(values.rule ?? '')}
      inputOf={(values: EntryValues) => ({
        roundId: round.id,
        unitId: values.unitId,
        what:
          values.rule === EXCUSE
            ? { kind: 'excuse' as const }
            : { kind: 'case' as const, rule: values.rule, times: values.times ?? 1 },
        reason: values.reason,
        evidence: values.evidence,
        expiresOn: values.expiresOn ?? null,
      })}
    >
      <Field name="unitId" label={words.screens.ranking.unit} isRequired>
        <ChoiceField options={units} />
      </Field>
      <Field
        name="rule"
        label={desk.rule}
        isRequired
        hint={chosen ? desk.ruleHint(chosen.each, chosen.most, chosen.evidence) : undefined}
      >
        <ChoiceField options={options} />
      </Field>
      {chosen ? (
        <Field name="times" label={desk.times}>
          <InputNumber<number> min={1} max={100} className="k-fill" />
        </Field>
      ) : null}
      <Field name="evidence" label={objections.evidence} isRequired>
        <Input maxLength={100} />
      </Field>
      <Field name="expiresOn" label={desk.expires} hint={desk.expiresHint}>
        <DayField />
      </Field>
      <Field name="reason" label={objections.reason} isRequired isWide>
        <Input maxLength={100} />
      </Field>
    </CommandDialog>
  )
}

/** Puts a unit under a veto by a document. */
export function AddVetoDialog({ round, onClose }: { readonly round: RoundPage; readonly onClose: () => void }) {
  const words = useMessages(assessmentMessages)
  const { desk, grounds } = words.screens
  const units = useUnits(round)
  interface Values {
    readonly unitId: string
    readonly ground: (typeof VETO_GROUNDS)[number]
    readonly document: string
  }
  return (
    <CommandDialog
      title={desk.addVeto}
      submitLabel={desk.addVeto}
      spec={addVeto}
      note={desk.vetoNote}
      onClose={onClose}
      inputOf={(values: Values) => ({ roundId: round.id, ...values })}
    >
      <Field name="unitId" label={words.screens.ranking.unit} isRequired>
        <ChoiceField options={units} />
      </Field>
      <Field name="ground" label={desk.ground} isRequired>
        <ChoiceField options={VETO_GROUNDS.map((value) => ({ value, label: grounds[value] ?? value }))} />
      </Field>
      <Field name="document" label={desk.document} hint={desk.documentHint} isRequired isWide>
        <Input maxLength={100} />
      </Field>
    </CommandDialog>
  )
}

/** Takes a line back by another line. */
export function ReverseDialog({
  roundId,
  entry,
  onClose,
}: {
  readonly roundId: string
  readonly entry: RoundEntry
  readonly onClose: () => void
}) {
  const { desk, objections } = useMessages(assessmentMessages).screens
  return (
    <CommandDialog
      title={desk.reverse}
      submitLabel={desk.reverse}
      spec={reverseEntry}
      note={`${entry.unitName} · ${entry.reason} · ${desk.reverseNote}`}
      onClose={onClose}
      inputOf={(values: { readonly reason: string; readonly evidence: string }) => ({
        roundId,
        entryId: entry.id,
        ...values,
      })}
    >
      <Field name="reason" label={objections.reason} isRequired isWide>
        <Input maxLength={100} />
      </Field>
      <Field name="evidence" label={objections.evidence} isRequired isWide>
        <Input maxLength={100} />
      </Field>
    </CommandDialog>
  )
}

/** Lifts a veto by a document. */
export function LiftDialog({
  roundId,
  veto,
  onClose,
}: {
  readonly roundId: string
  readonly veto: VetoRow
  readonly onClose: () => void
}) {
  const { desk } = useMessages(assessmentMessages).screens
  return (
    <CommandDialog
      title={desk.lift}
      submitLabel={desk.lift}
      spec={liftVeto}
      note={`${veto.unitName} · ${veto.document}`}
      onClose={onClose}
      inputOf={({ document }: { readonly document: string }) => ({ roundId, vetoId: veto.id, document })}
    >
      <Field name="document" label={desk.document} hint={desk.documentHint} isRequired isWide>
        <Input maxLength={100} />
      </Field>
    </CommandDialog>
  )
}
