import { Input } from 'antd'
import { useState } from 'react'
import { useCommand } from '../../../ui/api.ts'
import { RefusalNote } from '../../../ui/kit/states.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import type { ApiRefusal } from '../../../ui/request.ts'
import { changePlan, type WorkingPlan } from '../contract.ts'
import { schedulesMessages } from '../messages/index.ts'
import { networkOf, type Trial, type WhatIfAnswer } from './plan-lines.ts'
import { changeText, dayWriter } from './wording.ts'

/** What is being tried out, what it does to the plan, and the choice to apply or to drop it. Stays in sight while the table is read. */
export function WhatIfBar({
  projectId,
  plan,
  trial,
  answer,
  refusal,
  onUndo,
  onEnd,
}: {
  readonly projectId: string
  readonly plan: WorkingPlan
  readonly trial: Trial
  readonly answer: WhatIfAnswer | undefined
  readonly refusal: ApiRefusal | null
  readonly onUndo: () => void
  readonly onEnd: () => void
}) {
  const words = useMessages(schedulesMessages)
  const { locale } = useLocale()
  const [reason, setReason] = useState('')
  const apply = useCommand(changePlan, { onSuccess: onEnd })
  const day = dayWriter(locale)
  const texts = words.whatIf
  const network = networkOf(plan)
  return (
    <section className="schedules-what-if" aria-label={texts.title}>
      <div className="schedules-what-if-head">
        <b>{texts.running(trial.changes.length)}</b>
        {answer ? (
          <output>
            {texts.finish(day(answer.before.finishOn), day(answer.after.finishOn))} ·{' '}
            {texts.margin(words.whole.marginDays(answer.before.margin), words.whole.marginDays(answer.after.margin))} ·{' '}
            {texts.moved(answer.moved.length)}
          </output>
        ) : null}
      </div>
      <ul>
        {trial.changes.map((change, at) => (
          // Changes are only ever added at the end.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={at}>{changeText(change, network, words, answer?.network.nodes)}</li>
        ))}
      </ul>
      {refusal ? <RefusalNote refusal={refusal} /> : null}
      {apply.error ? <RefusalNote refusal={apply.error} /> : null}
      <div className="k-toolbar">
        <Input
          className="schedules-reason"
          aria-label={texts.reason}
          placeholder={texts.reason}
          value={reason}
          maxLength={500}
          onChange={(event) => setReason(event.target.value)}
        />
        <button
          type="button"
          className="k-button k-button-primary"
          disabled={apply.isPending || refusal !== null}
          onClick={() =>
            apply.mutate({
              projectId,
              expectedVersion: plan.version,
              changes: [...trial.changes],
              charges: [...trial.charges],
              ...(reason.trim().length > 1 ? { reason: reason.trim() } : {}),
            })
          }
        >
          {words.actions.apply}
        </button>
        {trial.changes.length > 1 ? (
          <button type="button" className="k-button" onClick={onUndo}>
            {texts.undoLast}
          </button>
        ) : null}
        <button type="button" className="k-button" onClick={onEnd}>
          {words.actions.discard}
        </button>
      </div>
    </section>
  )
}
