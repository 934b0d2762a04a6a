import { Input, Radio } from 'antd'
import { useState } from 'react'
import { CommandDialog } from '../../../ui/kit/command-dialog.tsx'
import { Field } from '../../../ui/kit/record-form.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { answerObjection, type Objection, raiseObjection, withdrawObjection } from '../contract.ts'
import { assessmentMessages } from '../messages/index.ts'
import { figureText } from './wording.ts'

/** What is objected to: a figure of a criterion, or a line of points. */
export type ObjectionSubject =
  | {
      readonly kind: 'figure'
      readonly criterion: string
      readonly figure: string
      readonly title: string
      readonly printed: string | null
      readonly unitText: string | null
    }
  | { readonly kind: 'entry'; readonly entryId: string; readonly title: string }

interface Raised {
  readonly about?: { readonly wishedValue?: string | null }
  readonly reason: string
  readonly evidence: string
}

/** Objects to a figure or a line of points of the own unit. */
export function RaiseDialog({
  roundId,
  unitId,
  subject,
  note,
  onClose,
}: {
  readonly roundId: string
  readonly unitId: string
  readonly subject: ObjectionSubject
  readonly note: string
  readonly onClose: () => void
}) {
  const words = useMessages(assessmentMessages)
  const { objections: own, unit } = words.screens
  return (
    <CommandDialog
      title={own.raise}
      submitLabel={own.raise}
      spec={raiseObjection}
      note={note}
      onClose={onClose}
      inputOf={(values: Raised) => ({
        roundId,
        unitId,
        about:
          subject.kind === 'figure'
            ? {
                kind: 'figure' as const,
                criterion: subject.criterion,
                figure: subject.figure,
                wishedValue: decimalOf(values.about?.wishedValue),
              }
            : { kind: 'entry' as const, entryId: subject.entryId },
        reason: values.reason,
        evidence: values.evidence,
      })}
    >
      <p className="k-form-wide">
        <b>{subject.title}</b>
        {subject.kind === 'figure' ? (
          <>
            {' '}
            · {own.printed} {subject.printed === null ? unit.noValue : figureText(subject.printed)}
            {subject.unitText ? ` ${subject.unitText}` : ''}
          </>
        ) : null}
      </p>
      {subject.kind === 'figure' ? (
        <Field name={['about', 'wishedValue']} label={own.wished}>
          <Input inputMode="decimal" maxLength={32} suffix={subject.unitText} />
        </Field>
      ) : null}
      <Field name="evidence" label={own.evidence} isRequired>
        <Input maxLength={100} />
      </Field>
      <Field name="reason" label={own.reason} isRequired isWide>
        <Input.TextArea rows={3} maxLength={1000} />
      </Field>
    </CommandDialog>
  )
}

interface Answered {
  readonly decision: 'upheld' | 'rejected'
  readonly value?: string | null
  readonly evidence?: string
  readonly answer: string
}

/** Answers an objection: upheld with the right value, or rejected. */
export function AnswerDialog({ objection, onClose }: { readonly objection: Objection; readonly onClose: () => void }) {
  const { objections: own } = useMessages(assessmentMessages).screens
  const [decision, setDecision] = useState<Answered['decision']>('upheld')
  const isFigure = objection.figure !== null
  return (
    <CommandDialog
      title={own.answer}
      submitLabel={own.answer}
      spec={answerObjection}
      onClose={onClose}
      initial={{ decision: 'upheld', value: objection.wishedValue }}
      onValues={(values: Answered) => setDecision(values.decision)}
      inputOf={(values: Answered) => ({
        objectionId: objection.id,
        expectedVersion: objection.version,
        decision: values.decision,
        answer: values.answer,
        value: values.decision === 'upheld' && isFigure ? decimalOf(values.value) : null,
        evidence: values.evidence ?? '',
      })}
    >
      <div className="k-form-wide as-quote">
        <b>
          {objection.unitName} · {objection.criterionName ?? own.entry}
        </b>
        <p>{objection.reason}</p>
        <p className="k-quiet">
          {own.evidence}: {objection.evidence}
          {objection.printedValue === null ? '' : ` · ${own.printed} ${figureText(objection.printedValue)}`}
          {objection.wishedValue === null ? '' : ` · ${own.wished} ${figureText(objection.wishedValue)}`}
        </p>
      </div>
      <Field name="decision" label={own.decision} isRequired isWide>
        <Radio.Group
          options={[
            { value: 'upheld', label: own.upheld },
            { value: 'rejected', label: own.rejected },
          ]}
        />
      </Field>
      {decision === 'upheld' && isFigure ? (
        <Field name="value" label={own.rightValue} hint={own.rightHint} isRequired>
          <Input inputMode="decimal" maxLength={32} />
        </Field>
      ) : null}
      <Field name="evidence" label={own.evidence}>
        <Input maxLength={300} />
      </Field>
      <Field name="answer" label={own.answerText} isRequired isWide>
        <Input.TextArea rows={3} maxLength={1000} />
      </Field>
    </CommandDialog>
  )
}

/** Takes an own objection back. */
export function WithdrawDialog({
  objection,
  onClose,
}: {
  readonly objection: Objection
  readonly onClose: () => void
}) {
  const { objections: own } = useMessages(assessmentMessages).screens
  return (
    <CommandDialog
      title={own.withdraw}
      submitLabel={own.withdraw}
      spec={withdrawObjection}
      onClose={onClose}
      inputOf={() => ({ objectionId: objection.id, expectedVersion: objection.version })}
    >
      <p className="k-form-wide">{own.withdrawNote}</p>
    </CommandDialog>
  )
}

/** A number as it was typed; blank is none. */
export function decimalOf(typed: string | null | undefined): string | null {
  const text = (typed ?? '').normalize('NFKC').replaceAll(',', '').trim()
  return text === '' ? null : text
}
