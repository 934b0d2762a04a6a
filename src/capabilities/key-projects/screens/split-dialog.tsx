import { Input, Modal } from 'antd'
import { useState } from 'react'
import { useCommand } from '../../../ui/api.ts'
import { DayField, MoneyField } from '../../../ui/kit/fields.tsx'
import { RefusalNote } from '../../../ui/kit/states.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { useGo } from '../../../ui/navigation.tsx'
import { type Project, splitProject, type SplitPart } from '../contract.ts'
import { keyProjectsMessages } from '../messages/index.ts'
import { today } from './today.ts'

const MONEY = ['totalInvestment', 'yearPlan', 'investedBeforeYear', 'investedThisYear'] as const
type Typed = { readonly name: string } & Readonly<Record<(typeof MONEY)[number], number | null>>
const BLANK: Typed = {
  name: '',
  totalInvestment: null,
  yearPlan: null,
  investedBeforeYear: null,
  investedThisYear: null,
}

/** Splits a project into parts that must add up to it. */
export function SplitDialog({ project, onClose }: { readonly project: Project; readonly onClose: () => void }) {
  const words = useMessages(keyProjectsMessages)
  const go = useGo()
  const [parts, setParts] = useState<readonly Typed[]>([BLANK, BLANK])
  const [on, setOn] = useState<string | null>(today())
  const [reason, setReason] = useState('')
  const split = useCommand(splitProject, { onSuccess: ({ ids }) => go(`/key-projects/${ids[0] ?? ''}`) })
  const change = (index: number, part: Partial<Typed>): void =>
    setParts(parts.map((each, place) => (place === index ? { ...each, ...part } : each)))
  const { lineage, fields } = words
  const send = (): void =>
    split.mutate({
      projectId: project.id,
      expectedVersion: project.version,
      parts: parts.map(({ name, ...money }) => ({ name, ...zeroes(money) })),
      on: on ?? '',
      reason,
    })
  return (
    <Modal
      open
      title={lineage.split2}
      width={760}
      okText={lineage.split2}
      confirmLoading={split.isPending}
      okButtonProps={{ disabled: reason.trim().length < 2 || parts.some((part) => part.name.trim().length < 2) }}
      mask={{ closable: false }}
      onOk={send}
      onCancel={onClose}
    >
      <div className="k-stack">
        {split.error ? <RefusalNote refusal={split.error} /> : null}
        <p className="k-quiet">{lineage.splitNote}</p>
        <div className="parts-grid">
          {parts.map((part, index) => (
            // A part has no name of its own until it is typed; its place tells it apart.
            // oxlint-disable-next-line react/no-array-index-key
            <fieldset key={index}>
              <legend>{lineage.part(index + 1)}</legend>
              <label className="k-stack-label">
                {fields.name}
                <Input
                  value={part.name}
                  maxLength={200}
                  onChange={(event) => change(index, { name: event.target.value })}
                />
              </label>
              {MONEY.map((field) => (
                <label key={field} className="k-stack-label">
                  {fields[field]}
                  <MoneyField value={part[field]} onChange={(next) => change(index, { [field]: next })} />
                </label>
              ))}
              {parts.length > 2 ? (
                <button
                  type="button"
                  className="k-button k-button-text"
                  onClick={() => setParts(parts.filter((_, place) => place !== index))}
                >
                  {lineage.removePart}
                </button>
              ) : null}
            </fieldset>
          ))}
        </div>
        <div>
          <button type="button" className="k-button" onClick={() => setParts([...parts, BLANK])}>
            {lineage.addPart}
          </button>
        </div>
        <label className="k-stack-label">
          {words.life.on}
          <DayField value={on} onChange={setOn} />
        </label>
        <label className="k-stack-label">
          {fields.reason}
          <Input value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
        </label>
      </div>
    </Modal>
  )
}

function zeroes(money: Omit<Typed, 'name'>): Omit<SplitPart, 'name'> {
  return Object.fromEntries(MONEY.map((field) => [field, money[field] ?? 0])) as Omit<SplitPart, 'name'>
}
