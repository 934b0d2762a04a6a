import { Input, Modal, Switch } from 'antd'
import { useState } from 'react'
import type { OutputOf } from '../../../kernel/operation.ts'
import { useCommand } from '../../../ui/api.ts'
import { Mark } from '../../../ui/kit/marks.tsx'
import { Section } from '../../../ui/kit/page.tsx'
import { Field, RecordForm } from '../../../ui/kit/record-form.tsx'
import { Empty, RefusalNote } from '../../../ui/kit/states.tsx'
import { DayText, InstantText } from '../../../ui/kit/texts.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { chooseReference, type compareBaselines, keepBaseline, type WorkingPlan } from '../contract.ts'
import { schedulesMessages } from '../messages/index.ts'

/** The baselines of a plan: which one counts for node hits, and the one the table is compared with. */
export function BaselinesPart({
  projectId,
  plan,
  mayKeep,
  comparedId,
  comparison,
  onCompare,
}: {
  readonly projectId: string
  readonly plan: WorkingPlan
  readonly mayKeep: boolean
  readonly comparedId: string | undefined
  readonly comparison: OutputOf<typeof compareBaselines> | undefined
  readonly onCompare: (baselineId: string | undefined) => void
}) {
  const words = useMessages(schedulesMessages)
  const [isKeeping, setKeeping] = useState(false)
  const choose = useCommand(chooseReference)
  const texts = words.baselines
  const count = (change: 'moved' | 'added' | 'removed') =>
    comparison?.items.filter((each) => each.change === change).length ?? 0
  return (
    <Section
      title={texts.title}
      note={texts.note}
      actions={
        mayKeep ? (
          <button type="button" className="k-button" onClick={() => setKeeping(true)}>
            {words.actions.keepBaseline}
          </button>
        ) : null
      }
    >
      {choose.error ? <RefusalNote refusal={choose.error} /> : null}
      {plan.baselines.length === 0 ? (
        <Empty>{texts.empty}</Empty>
      ) : (
        <ul className="schedules-baselines">
          {plan.baselines.map((baseline) => (
            <li key={baseline.id}>
              <span>
                <b>{baseline.name}</b>{' '}
                {baseline.isReference ? <Mark tone="notice">{`★ ${texts.reference}`}</Mark> : null}
                <span className="k-quiet">
                  {' '}
                  {texts.openOn} <DayText day={baseline.openOn} /> · {baseline.keptBy} ·{' '}
                  <InstantText at={baseline.keptAt} />
                  {baseline.reason ? ` · ${baseline.reason}` : ''}
                </span>
                {comparedId === baseline.id && comparison ? (
                  <output> {texts.movedCount(count('moved'), count('added'), count('removed'))}</output>
                ) : null}
              </span>
              <span className="schedules-actions">
                <button
                  type="button"
                  className="k-button"
                  aria-pressed={comparedId === baseline.id}
                  aria-label={`${texts.compareWith}：${baseline.name}`}
                  onClick={() => onCompare(comparedId === baseline.id ? undefined : baseline.id)}
                >
                  {comparedId === baseline.id ? texts.noCompare : words.actions.compare}
                </button>
                {mayKeep && !baseline.isReference ? (
                  <button
                    type="button"
                    className="k-button k-button-text"
                    aria-label={`${texts.makeReference}：${baseline.name}`}
                    disabled={choose.isPending}
                    onClick={() => choose.mutate({ projectId, expectedVersion: plan.version, baselineId: baseline.id })}
                  >
                    {texts.makeReference}
                  </button>
                ) : null}
              </span>
            </li>
          ))}
        </ul>
      )}
      {isKeeping ? <KeepDialog projectId={projectId} plan={plan} onClose={() => setKeeping(false)} /> : null}
    </Section>
  )
}

interface Values {
  readonly name: string
  readonly reason?: string
  readonly isReference: boolean
}

function KeepDialog({
  projectId,
  plan,
  onClose,
}: {
  readonly projectId: string
  readonly plan: WorkingPlan
  readonly onClose: () => void
}) {
  const words = useMessages(schedulesMessages)
  const keep = useCommand(keepBaseline, { onSuccess: onClose })
  const texts = words.baselines
  return (
    <Modal open title={texts.keepTitle} footer={null} onCancel={onClose} mask={{ closable: false }} destroyOnHidden>
      <RecordForm<Values>
        label={texts.keepTitle}
        initial={{ isReference: true }}
        refusal={keep.error}
        isSending={keep.isPending}
        onCancel={onClose}
        onSubmit={({ name, reason, isReference }) =>
          keep.mutate({ projectId, expectedVersion: plan.version, name, reason: reason ?? '', isReference })
        }
      >
        <Field name="name" label={texts.name} isRequired isWide>
          <Input maxLength={60} autoFocus />
        </Field>
        <Field name="reason" label={texts.reason} isWide>
          <Input maxLength={500} />
        </Field>
        <Field name="isReference" label={texts.isReference} valueProp="checked" isWide>
          <Switch />
        </Field>
      </RecordForm>
    </Modal>
  )
}
