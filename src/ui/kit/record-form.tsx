import { Form, type FormInstance } from 'antd'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { useMessages } from '../language.tsx'
import { uiMessages } from '../messages/index.ts'
import { useUnsavedGuard } from '../navigation.tsx'
import type { ApiRefusal } from '../request.ts'
import { type FieldPath, placeProblems } from './place-problems.ts'

/** Props of `RecordForm`. `refusal` and `isSending` come from the command (`error`, `isPending`). */
export interface RecordFormProps<T extends object> {
  readonly initial?: Partial<T>
  readonly onSubmit: (values: T) => void
  readonly refusal?: ApiRefusal | null
  readonly isSending?: boolean
  readonly submitLabel?: string
  readonly onCancel?: () => void
  readonly form?: FormInstance<T>
  readonly onValues?: (values: T) => void
  readonly actions?: ReactNode
  readonly label: string
  readonly children: ReactNode
}

/**
 * A form over a command. A refusal's problems are written under the fields they name, the rest above the form; what was typed always
 * stays, and leaving with unsaved changes asks first.
 */
export function RecordForm<T extends object>(props: RecordFormProps<T>) {
  const words = useMessages(uiMessages)
  const [own] = Form.useForm<T>()
  const form = props.form ?? own
  const [isDirty, setDirty] = useState(false)
  const { refusal, isSending = false } = props
  useUnsavedGuard(isDirty && !isSending, words.form.discard)
  const placed = useMemo(() => {
    if (!refusal) return undefined
    const fields = form.getFieldsError().map(({ name }) => name as FieldPath)
    return placeProblems(refusal.problems, fields)
  }, [refusal, form])
  useEffect(() => {
    if (!placed) return
    form.setFields(placed.fields.map(({ path, sentences }) => ({ name: path as never, errors: [...sentences] })))
    const first = placed.fields[0]
    if (first) form.scrollToField(first.path, { block: 'center', focus: true })
  }, [placed, form])
  return (
    <Form<T>
      form={form}
      layout="vertical"
      className="k-form"
      aria-label={props.label}
      initialValues={props.initial}
      disabled={isSending}
      onValuesChange={(_, values) => {
        setDirty(true)
        props.onValues?.(values)
      }}
      onFinish={(values) => {
        setDirty(false)
        props.onSubmit(values)
      }}
    >
      {refusal && placed ? (
        <div className="k-refusal k-form-wide" role="alert">
          {placed.fields.length > 0 ? <p>{words.form.problems}</p> : null}
          {[...placed.fields.flatMap(({ sentences }) => sentences), ...placed.rest].map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
          {refusal.kind === 'bug' && refusal.reference ? <p>{words.pages.reference(refusal.reference)}</p> : null}
        </div>
      ) : null}
      {props.children}
      <div className="k-form-wide k-toolbar">
        <button type="submit" className="k-button k-button-primary" disabled={isSending}>
          {props.submitLabel ?? words.actions.save}
        </button>
        {props.onCancel ? (
          <button type="button" className="k-button" onClick={props.onCancel}>
            {words.actions.cancel}
          </button>
        ) : null}
        {props.actions}
      </div>
    </Form>
  )
}

/** Props of `Field`: `name` is the field's path in the input, so that problems find it. */
export interface FieldProps {
  readonly name: string | readonly (string | number)[]
  readonly label: string
  readonly hint?: ReactNode
  readonly isRequired?: boolean
  readonly isWide?: boolean
  /** `checked` for a switch or a checkbox. */
  readonly valueProp?: string
  readonly children: ReactNode
}

/** A labelled field of a `RecordForm`. Only emptiness is checked here; everything else is the server's to say. */
export function Field({ name, label, hint, isRequired = false, isWide = false, valueProp, children }: FieldProps) {
  const words = useMessages(uiMessages)
  return (
    <Form.Item
      name={typeof name === 'string' ? name : [...name]}
      label={label}
      extra={hint}
      className={isWide ? 'k-form-wide' : ''}
      {...(valueProp ? { valuePropName: valueProp } : {})}
      rules={isRequired ? [{ required: true, message: `${label}: ${words.form.required}` }] : []}
    >
      {children}
    </Form.Item>
  )
}
