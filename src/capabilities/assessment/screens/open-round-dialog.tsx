import { useState } from 'react'
import { formatPeriod } from '../../../kernel/format.ts'
import { asPeriod, type Period, periodsOfYear } from '../../../kernel/period.ts'
import { useOperation } from '../../../ui/api.ts'
import { CommandDialog } from '../../../ui/kit/command-dialog.tsx'
import { ChoiceField } from '../../../ui/kit/fields.tsx'
import { Field } from '../../../ui/kit/record-form.tsx'
import { Answer, Empty } from '../../../ui/kit/states.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import { Level, listSchemes, openRound, type SchemeSummary } from '../contract.ts'
import { assessmentMessages } from '../messages/index.ts'

interface Values {
  readonly schemeId: string
  readonly level: Level
  readonly period: string
}

/** Opens the round of a scheme: which scheme, which of its levels, which period. */
export function OpenRoundDialog({
  onClose,
  onDone,
}: {
  readonly onClose: () => void
  readonly onDone: (roundId: string) => void
}) {
  const schemes = useOperation(listSchemes, {})
  return (
    <Answer of={schemes}>
      {({ items }) => (
        <Opening schemes={items.filter(({ frozen }) => frozen !== null)} onClose={onClose} onDone={onDone} />
      )}
    </Answer>
  )
}

function Opening({
  schemes,
  onClose,
  onDone,
}: {
  readonly schemes: readonly SchemeSummary[]
  readonly onClose: () => void
  readonly onDone: (roundId: string) => void
}) {
  const words = useMessages(assessmentMessages)
  const { locale } = useLocale()
  const { rounds: own, levels } = words.screens
  const [values, setValues] = useState<Partial<Values>>({})
  const scheme = schemes.find(({ id }) => id === values.schemeId)
  const level = Level.safeParse(values.level)
  const periods = scheme && level.success ? periodsOf(scheme.year, level.data) : []
  return (
    <CommandDialog
      title={own.open}
      submitLabel={own.open}
      spec={openRound}
      note={own.openNote}
      onClose={onClose}
      onDone={({ id }) => onDone(id)}
      onValues={(next: Values) => setValues(next)}
      inputOf={(next: Values) => ({ ...next, period: asPeriod(next.period) })}
    >
      {schemes.length === 0 ? (
        <div className="k-form-wide">
          <Empty>{own.noScheme}</Empty>
        </div>
      ) : null}
      <Field name="schemeId" label={own.scheme} isRequired isWide>
        <ChoiceField options={schemes.map(({ id, name, year }) => ({ value: id, label: `${year} ${name}` }))} />
      </Field>
      <Field name="level" label={own.level} isRequired>
        <ChoiceField options={(scheme?.levels ?? []).map((value) => ({ value, label: levels[value] ?? value }))} />
      </Field>
      <Field name="period" label={own.period} isRequired>
        <ChoiceField options={periods.map((value) => ({ value, label: formatPeriod(value, locale) }))} />
      </Field>
    </CommandDialog>
  )
}

function periodsOf(year: number, level: Level): readonly Period[] {
  return level === 'year' ? [asPeriod(String(year))] : periodsOfYear(year, level)
}
