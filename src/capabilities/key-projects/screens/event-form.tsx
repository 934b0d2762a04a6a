import { Input, Select } from 'antd'
import { useState } from 'react'
import { useOperation } from '../../../ui/api.ts'
import { ChoiceField, DayField, MoneyField } from '../../../ui/kit/fields.tsx'
import { Field, RecordForm } from '../../../ui/kit/record-form.tsx'
import { useMessages } from '../../../ui/language.tsx'
import type { ApiRefusal } from '../../../ui/request.ts'
import { type EventBody, listProjects } from '../contract.ts'
import { keyProjectsMessages } from '../messages/index.ts'
import { optionsOf } from './choices.tsx'
import './life.css'

/** A project of a batch as the form holds it; the name is for the eye. */
export interface BatchLine {
  readonly projectId: string
  readonly name: string
  readonly amount: number | null
}

/** What the form of an event holds. */
export interface EventTyped {
  readonly kind: EventBody['kind']
  readonly name: string
  readonly heldOn: string
  readonly place?: string
  readonly note?: string
  readonly entries?: readonly BatchLine[]
}

/** The form of a group event and its batch. */
export function EventForm({
  label,
  initial,
  refusal,
  isSending,
  onSubmit,
  onCancel,
}: {
  readonly label: string
  readonly initial: Partial<EventTyped>
  readonly refusal: ApiRefusal | null
  readonly isSending: boolean
  readonly onSubmit: (typed: EventTyped) => void
  readonly onCancel: () => void
}) {
  const words = useMessages(keyProjectsMessages)
  const { events } = words
  return (
    <RecordForm<EventTyped>
      label={label}
      initial={initial}
      refusal={refusal}
      isSending={isSending}
      onSubmit={onSubmit}
      onCancel={onCancel}
    >
      <Field name="kind" label={events.kind} isRequired>
        <ChoiceField options={optionsOf(events.kinds)} />
      </Field>
      <Field name="name" label={events.name} isRequired>
        <Input maxLength={200} />
      </Field>
      <Field name="heldOn" label={events.heldOn} isRequired>
        <DayField />
      </Field>
      <Field name="place" label={events.place}>
        <Input maxLength={200} />
      </Field>
      <Field name="note" label={events.about} isWide>
        <Input.TextArea rows={2} maxLength={2000} />
      </Field>
      <Field name="entries" label={events.batch} hint={events.note} isWide>
        <BatchField />
      </Field>
    </RecordForm>
  )
}

interface Entry {
  readonly id?: string
  readonly value?: readonly BatchLine[] | null
  readonly onChange?: (value: readonly BatchLine[]) => void
}

/** The projects of a batch: found by name or pinyin, each with the amount announced for it. */
function BatchField({ id, value, onChange }: Entry) {
  const words = useMessages(keyProjectsMessages)
  const [text, setText] = useState('')
  const found = useOperation(listProjects, { text, limit: 20, sort: 'name' }, { enabled: text.trim() !== '' })
  const lines = value ?? []
  const chosen = new Set(lines.map((line) => line.projectId))
  const options = (found.data?.items ?? [])
    .filter((each) => !chosen.has(each.id))
    .map((each) => ({ value: each.id, label: `${each.number} ${each.name}`, amount: each.totalInvestment }))
  const { events } = words
  return (
    <div className="k-stack" id={id}>
      {lines.map((line) => (
        <div className="event-batch" key={line.projectId}>
          <span>{line.name}</span>
          <MoneyField
            aria-label={`${line.name} ${events.amount}`}
            value={line.amount}
            onChange={(amount) =>
              onChange?.(lines.map((each) => (each.projectId === line.projectId ? { ...each, amount } : each)))
            }
          />
          <button
            type="button"
            className="k-button k-button-text"
            onClick={() => onChange?.(lines.filter((each) => each.projectId !== line.projectId))}
          >
            {events.remove}
          </button>
        </div>
      ))}
      <Select<string | null>
        className="k-fill"
        aria-label={events.add}
        placeholder={events.add}
        showSearch={{ filterOption: false, onSearch: setText, searchValue: text }}
        value={null}
        options={options}
        notFoundContent={null}
        onChange={(projectId) => {
          const option = options.find((each) => each.value === projectId)
          if (option) onChange?.([...lines, { projectId: option.value, name: option.label, amount: option.amount }])
          setText('')
        }}
      />
    </div>
  )
}
