import { Input, Modal } from 'antd'
import { useState } from 'react'
import { useCommand } from '../../../ui/api.ts'
import { ConfirmWithReason } from '../../../ui/kit/dialogs.tsx'
import { RefusalNote } from '../../../ui/kit/states.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { collectFigures, publishRound, reopenRound, type RoundPage, settleRound, startChecking } from '../contract.ts'
import { assessmentMessages } from '../messages/index.ts'

type Asked = 'start_checking' | 'settle' | 'publish' | 'reopen'

/** The steps of a round its office may take now; weighty ones ask first and say what they do. */
export function DeskActions({ round }: { readonly round: RoundPage }) {
  const { desk } = useMessages(assessmentMessages).screens
  const [asked, setAsked] = useState<Asked>()
  const [note, setNote] = useState('')
  const close = (): void => setAsked(undefined)
  const collect = useCommand(collectFigures)
  const start = useCommand(startChecking, { onSuccess: close })
  const settle = useCommand(settleRound, { onSuccess: close })
  const publish = useCommand(publishRound, { onSuccess: close })
  const reopen = useCommand(reopenRound, { onSuccess: close })
  const key = { roundId: round.id, expectedVersion: round.version }
  const steps = (['start_checking', 'settle', 'publish'] as const).filter((each) => round.actions.includes(each))
  const sending = { start_checking: start, settle, publish } as const
  const step = asked === undefined || asked === 'reopen' ? undefined : sending[asked]
  const send = (): void => {
    if (asked === 'start_checking') start.mutate(key)
    if (asked === 'settle') settle.mutate(key)
    if (asked === 'publish') publish.mutate({ ...key, note })
  }
  return (
    <>
      {collect.error ? <RefusalNote refusal={collect.error} /> : null}
      {round.actions.includes('collect') ? (
        <button type="button" className="k-button" disabled={collect.isPending} onClick={() => collect.mutate(key)}>
          {collect.data && !collect.isPending
            ? desk.collected(collect.data.collected, collect.data.missing)
            : desk.actions.collect}
        </button>
      ) : null}
      {round.actions.includes('reopen') ? (
        <button type="button" className="k-button" onClick={() => setAsked('reopen')}>
          {round.state === 'published' ? desk.actions.correct : desk.actions.reopen}
        </button>
      ) : null}
      {steps.map((each) => (
        <button key={each} type="button" className="k-button k-button-primary" onClick={() => setAsked(each)}>
          {desk.actions[each]}
        </button>
      ))}
      <Modal
        open={step !== undefined}
        title={asked === undefined || asked === 'reopen' ? '' : desk.actions[asked]}
        okText={asked === undefined || asked === 'reopen' ? '' : desk.actions[asked]}
        confirmLoading={step?.isPending ?? false}
        onCancel={close}
        onOk={send}
      >
        <div className="k-stack">
          {step?.error ? <RefusalNote refusal={step.error} /> : null}
          {asked === undefined || asked === 'reopen' ? null : <p>{desk.askNotes[asked]}</p>}
          {asked === 'publish' ? (
            <label className="k-stack-label">
              {desk.publishNote}
              <Input.TextArea value={note} rows={2} maxLength={500} onChange={(event) => setNote(event.target.value)} />
            </label>
          ) : null}
        </div>
      </Modal>
      <ConfirmWithReason
        isOpen={asked === 'reopen'}
        title={round.state === 'published' ? desk.actions.correct : desk.actions.reopen}
        isSending={reopen.isPending}
        refusal={reopen.error}
        onCancel={close}
        onConfirm={(reason) => reopen.mutate({ ...key, reason })}
      >
        <p>{round.state === 'published' ? desk.askNotes.correct : desk.askNotes.reopen}</p>
      </ConfirmWithReason>
    </>
  )
}
