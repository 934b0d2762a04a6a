import { Input, Modal, Radio } from 'antd'
import { type ReactNode, useRef, useState } from 'react'
import { formatInstant } from '../../kernel/format.ts'
import { useLocale, useMessages } from '../language.tsx'
import { uiMessages } from '../messages/index.ts'
import type { ApiRefusal } from '../request.ts'
import { RefusalNote } from './states.tsx'

/** Props of `ConfirmWithReason`. `atLeast` is the least number of characters of a reason. */
export interface ConfirmWithReasonProps {
  readonly isOpen: boolean
  readonly title: string
  readonly children?: ReactNode
  readonly submitLabel?: string
  readonly isDanger?: boolean
  readonly atLeast?: number
  readonly isSending?: boolean
  readonly refusal?: ApiRefusal | null
  readonly onConfirm: (reason: string) => void
  readonly onCancel: () => void
}

/** Asks for a reason before something weighty is done (withdraw, revise, reject); the reason goes into the record. */
export function ConfirmWithReason(props: ConfirmWithReasonProps) {
  const words = useMessages(uiMessages)
  const { isOpen, title, atLeast = 2, isSending = false, refusal, onConfirm, onCancel } = props
  const [reason, setReason] = useState('')
  const [isAsked, setAsked] = useState(false)
  const isShort = reason.trim().length < atLeast
  const confirm = (): void => {
    setAsked(true)
    if (!isShort) onConfirm(reason.trim())
  }
  return (
    <Modal
      open={isOpen}
      title={title}
      onOk={confirm}
      onCancel={onCancel}
      okText={props.submitLabel ?? words.actions.confirm}
      okButtonProps={{ danger: props.isDanger ?? false }}
      confirmLoading={isSending}
      mask={{ closable: false }}
      destroyOnHidden
    >
      <div className="k-stack">
        {refusal ? <RefusalNote refusal={refusal} /> : null}
        {props.children}
        <label className="k-stack-label">
          {words.reason.label}
          <Input.TextArea
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            rows={3}
            maxLength={1000}
            aria-invalid={isAsked && isShort}
            autoFocus
          />
        </label>
        {isAsked && isShort ? (
          <p className="k-error" role="alert">
            {reason.trim() === '' ? words.reason.required : words.reason.atLeast(atLeast)}
          </p>
        ) : null}
      </div>
    </Modal>
  )
}

/** A field that two people changed. `mine` and `theirs` are shown as they are. */
export interface ConflictField {
  readonly key: string
  readonly label: string
  readonly mine: ReactNode
  readonly theirs: ReactNode
}

/** Which side wins, field by field. */
export type ConflictChoice = Readonly<Record<string, 'mine' | 'theirs'>>

/** Props of `ConflictDialog`: who saved in between and when (ISO), and the fields that differ. */
export interface ConflictDialogProps {
  readonly isOpen: boolean
  readonly by: string
  readonly at: string
  readonly fields: readonly ConflictField[]
  readonly onResolve: (choice: ConflictChoice) => void
  readonly onCancel: () => void
}

/** Two people changed one record: shows both versions of each field and lets the later one choose; nothing typed is lost. */
export function ConflictDialog({ isOpen, by, at, fields, onResolve, onCancel }: ConflictDialogProps) {
  const words = useMessages(uiMessages)
  const { locale } = useLocale()
  const [choice, setChoice] = useState<ConflictChoice>({})
  const sideOf = (key: string): 'mine' | 'theirs' => choice[key] ?? 'mine'
  const all = (side: 'mine' | 'theirs'): void => setChoice(Object.fromEntries(fields.map(({ key }) => [key, side])))
  return (
    <Modal
      open={isOpen}
      title={words.conflict.title}
      width={720}
      okText={words.conflict.submit}
      mask={{ closable: false }}
      onOk={() => onResolve(Object.fromEntries(fields.map(({ key }) => [key, sideOf(key)])))}
      onCancel={onCancel}
    >
      <div className="k-stack">
        <p>{words.conflict.explain(by, formatInstant(new Date(at), locale))}</p>
        <div className="k-toolbar">
          <button type="button" className="k-button" onClick={() => all('mine')}>
            {words.conflict.allMine}
          </button>
          <button type="button" className="k-button" onClick={() => all('theirs')}>
            {words.conflict.allTheirs}
          </button>
        </div>
        <table className="k-table k-conflict">
          <thead>
            <tr>
              <th scope="col">{words.conflict.field}</th>
              <th scope="col">{words.conflict.mine}</th>
              <th scope="col">{words.conflict.theirs}</th>
            </tr>
          </thead>
          <tbody>
            {fields.map(({ key, label, mine, theirs }) => (
              <tr key={key}>
                <th scope="row">{label}</th>
                {(['mine', 'theirs'] as const).map((side) => (
                  <td key={side}>
                    <Radio
                      name={key}
                      checked={sideOf(key) === side}
                      onChange={() => setChoice({ ...choice, [key]: side })}
                      aria-label={`${label}: ${words.conflict[side]}`}
                    >
                      {side === 'mine' ? mine : theirs}
                    </Radio>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Modal>
  )
}

/**
 * The question about secrecy before every import: `const { ask, dialog } = useSecrecyQuestion()`; render `dialog`, and import only when
 * `await ask()` is true. "Yes or not sure" stops the import.
 */
export function useSecrecyQuestion(): { readonly ask: () => Promise<boolean>; readonly dialog: ReactNode } {
  const words = useMessages(uiMessages)
  const [isOpen, setOpen] = useState(false)
  const [answer, setAnswer] = useState<'none' | 'some'>()
  const answered = useRef<(mayImport: boolean) => void>(undefined)
  const settle = (mayImport: boolean): void => {
    setOpen(false)
    answered.current?.(mayImport)
    answered.current = undefined
  }
  const ask = (): Promise<boolean> => {
    setAnswer(undefined)
    setOpen(true)
    return new Promise((resolve) => {
      answered.current = resolve
    })
  }
  const dialog = (
    <Modal
      open={isOpen}
      title={words.secrecy.title}
      okText={words.secrecy.proceed}
      okButtonProps={{ disabled: answer !== 'none' }}
      mask={{ closable: false }}
      onOk={() => settle(true)}
      onCancel={() => settle(false)}
    >
      <div className="k-stack">
        <p>{words.secrecy.law}</p>
        <p>
          <b>{words.secrecy.question}</b>
        </p>
        <Radio.Group
          aria-label={words.secrecy.question}
          vertical
          value={answer}
          onChange={(event) => setAnswer(event.target.value as 'none' | 'some')}
          options={[
            { value: 'none', label: words.secrecy.none },
            { value: 'some', label: words.secrecy.some },
          ]}
        />
        {answer === 'some' ? (
          <p className="k-refusal" role="alert">
            {words.secrecy.stop}
          </p>
        ) : null}
      </div>
    </Modal>
  )
  return { ask, dialog }
}
