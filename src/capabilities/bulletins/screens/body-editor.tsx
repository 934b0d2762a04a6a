import { Input } from 'antd'
import { useState } from 'react'
import type { Period } from '../../../kernel/period.ts'
import { ChoiceField } from '../../../ui/kit/fields.tsx'
import { Section } from '../../../ui/kit/page.tsx'
import { RefusalNote } from '../../../ui/kit/states.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { uiMessages } from '../../../ui/messages/index.ts'
import { useUnsavedGuard } from '../../../ui/navigation.tsx'
import type { ApiRefusal } from '../../../ui/request.ts'
import type { BoundNumber, BulletinBody, BulletinKind, Numbering } from '../contract.ts'
import { bulletinsMessages } from '../messages/index.ts'
import { BindingsEditor } from './bindings-editor.tsx'
import { BlocksEditor } from './blocks-editor.tsx'

/** What the editor needs. `numbers` are the answers a draft already has; a template has none. */
export interface BodyEditorProps {
  readonly body: BulletinBody
  readonly kind: BulletinKind
  readonly period: Period
  readonly numbers: readonly BoundNumber[]
  readonly onChange: (body: BulletinBody) => void
  readonly refusal: ApiRefusal | null
  readonly isSending: boolean
  readonly submitLabel: string
  readonly onSubmit: () => void
  readonly onCancel?: () => void
}

/** Writes the text of a bulletin or a template: head, blocks, bound numbers, foot. What was typed stays whatever the server says. */
export function BodyEditor(props: BodyEditorProps) {
  const words = useMessages(bulletinsMessages).editor
  const frame = useMessages(uiMessages)
  const { body, refusal, isSending } = props
  const [isDirty, setDirty] = useState(false)
  useUnsavedGuard(isDirty && !isSending, frame.form.discard)
  const change = (part: Partial<BulletinBody>): void => {
    setDirty(true)
    props.onChange({ ...body, ...part })
  }
  return (
    <form
      className="bul-editor"
      aria-label={words.text}
      onSubmit={(event) => {
        event.preventDefault()
        props.onSubmit()
      }}
    >
      <Section title={words.head}>
        <div className="bul-grid">
          <Line label={words.masthead} value={body.masthead} most={40} onChange={(masthead) => change({ masthead })} />
          <label className="bul-field">
            {words.urgency}
            <ChoiceField
              aria-label={words.urgency}
              value={body.urgency}
              options={Object.entries(words.urgencies).map(([value, label]) => ({ value, label }))}
              onChange={(next) => change({ urgency: next ?? '' })}
            />
          </label>
          <NumberingFields numbering={body.numbering} onChange={(numbering) => change({ numbering })} />
          <Line label={words.title} value={body.title} most={100} isWide onChange={(title) => change({ title })} />
          <Line
            label={words.recipient}
            value={body.recipient}
            most={100}
            isWide
            onChange={(recipient) => change({ recipient })}
          />
        </div>
      </Section>
      <Section title={words.text} note={words.textNote}>
        <BlocksEditor
          blocks={body.blocks}
          names={body.bindings.map(({ name }) => name)}
          onChange={(blocks) => change({ blocks: [...blocks] })}
        />
      </Section>
      <Section title={words.numbers}>
        <BindingsEditor
          bindings={body.bindings}
          numbers={props.numbers}
          period={props.period}
          hasRecipient={props.kind === 'letter'}
          onChange={(bindings) => change({ bindings: [...bindings] })}
        />
      </Section>
      <Section title={words.foot}>
        <div className="bul-grid">
          <Line label={words.signer} value={body.signer} most={60} onChange={(signer) => change({ signer })} />
          <Line label={words.contact} value={body.contact} most={200} onChange={(contact) => change({ contact })} />
          <Line label={words.copiedTo} value={body.copiedTo} most={200} onChange={(copiedTo) => change({ copiedTo })} />
          <Line
            label={words.printedBy}
            value={body.printedBy}
            most={60}
            onChange={(printedBy) => change({ printedBy })}
          />
          <label className="bul-field bul-wide">
            {words.attachments}
            <Input.TextArea
              autoSize={{ minRows: 1 }}
              defaultValue={body.attachments.join('\n')}
              onChange={(event) =>
                change({ attachments: event.target.value.split('\n').filter((each) => each.trim() !== '') })
              }
            />
          </label>
        </div>
      </Section>
      <div className="k-stay">
        {refusal ? <RefusalNote refusal={refusal} /> : null}
        <div className="k-toolbar">
          <button type="submit" className="k-button k-button-primary" disabled={isSending}>
            {props.submitLabel}
          </button>
          {props.onCancel ? (
            <button type="button" className="k-button" onClick={props.onCancel}>
              {frame.actions.cancel}
            </button>
          ) : null}
        </div>
      </div>
    </form>
  )
}

function Line({
  label,
  value,
  most,
  isWide = false,
  onChange,
}: {
  readonly label: string
  readonly value: string
  readonly most: number
  readonly isWide?: boolean
  readonly onChange: (value: string) => void
}) {
  return (
    <label className={isWide ? 'bul-field bul-wide' : 'bul-field'}>
      {label}
      <Input value={value} maxLength={most} onChange={(event) => onChange(event.target.value)} />
    </label>
  )
}

function NumberingFields({
  numbering,
  onChange,
}: {
  readonly numbering: Numbering
  readonly onChange: (numbering: Numbering) => void
}) {
  const words = useMessages(bulletinsMessages).editor
  const forms = ['issue', 'document', 'none'] as const
  return (
    <>
      <label className="bul-field">
        {words.numbering}
        <ChoiceField
          aria-label={words.numbering}
          value={numbering.form}
          options={forms.map((value) => ({ value, label: words.numberings[value] }))}
          onChange={(next) => onChange({ ...numbering, form: forms.find((each) => each === next) ?? 'none' })}
        />
      </label>
      <Line
        label={words.prefix}
        value={numbering.prefix}
        most={30}
        onChange={(prefix) => onChange({ ...numbering, prefix })}
      />
    </>
  )
}
