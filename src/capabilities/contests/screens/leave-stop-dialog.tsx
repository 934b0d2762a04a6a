import { Input, Modal } from 'antd'
import { useState } from 'react'
import { asDay } from '../../../kernel/day.ts'
import { useCommand } from '../../../ui/api.ts'
import { DayField } from '../../../ui/kit/fields.tsx'
import { RefusalNote } from '../../../ui/kit/states.tsx'
import { markStop, type Stop } from '../contract.ts'
import { useWords } from './words.ts'

/** Writes down that the bus leaves a stop, and what was promised there; with a day it is kept with the promises. */
export function LeaveStopDialog({
  contestId,
  stop,
  onClose,
}: {
  readonly contestId: string
  readonly stop: Stop
  readonly onClose: () => void
}) {
  const { tour: words } = useWords()
  const [promise, setPromise] = useState('')
  const [dueOn, setDueOn] = useState<string | null>(null)
  const mark = useCommand(markStop, { onSuccess: onClose })
  const action = promise.trim()
  return (
    <Modal
      open
      title={words.leaveTitle(stop.name)}
      okText={words.leave}
      confirmLoading={mark.isPending}
      onOk={() =>
        mark.mutate({
          contestId,
          stopId: stop.id,
          what: 'left',
          ...(action === '' ? {} : { promise: { action, dueOn: dueOn ? asDay(dueOn) : null } }),
        })
      }
      onCancel={onClose}
      mask={{ closable: false }}
      destroyOnHidden
    >
      <div className="k-stack">
        {mark.error ? <RefusalNote refusal={mark.error} /> : null}
        <p className="k-quiet">{words.leaveNote}</p>
        <label className="ct-field">
          <span>{words.promise}</span>
          <Input.TextArea
            rows={3}
            maxLength={500}
            value={promise}
            onChange={(event) => setPromise(event.target.value)}
          />
        </label>
        <div className="ct-field" style={{ width: 180 }}>
          <span>{words.dueOn}</span>
          <DayField aria-label={words.dueOn} value={dueOn} onChange={setDueOn} />
        </div>
      </div>
    </Modal>
  )
}
