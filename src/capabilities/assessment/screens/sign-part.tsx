import { Modal } from 'antd'
import { useState } from 'react'
import { useCommand } from '../../../ui/api.ts'
import { RefusalNote } from '../../../ui/kit/states.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { type RoundCriterion, type RoundPage, signCriterion } from '../contract.ts'
import { assessmentMessages } from '../messages/index.ts'

/** The signature under a criterion's figures: what is signed is what is seen, named by its digest. */
export function SignPart({
  round,
  criterion,
  isDirty,
}: {
  readonly round: RoundPage
  readonly criterion: RoundCriterion
  readonly isDirty: boolean
}) {
  const { figures: own } = useMessages(assessmentMessages).screens
  const [isAsking, setAsking] = useState(false)
  const sign = useCommand(signCriterion, { onSuccess: () => setAsking(false) })
  const { digest } = criterion
  const hindrance = isDirty ? own.unsaved : criterion.missing > 0 ? own.signMissing(criterion.missing) : undefined
  return (
    <div className="k-toolbar as-sign">
      <button
        type="button"
        className="k-button k-button-primary"
        disabled={hindrance !== undefined || digest === null}
        onClick={() => setAsking(true)}
      >
        {own.sign}
      </button>
      {hindrance ? <span className="k-quiet">{hindrance}</span> : null}
      <Modal
        open={isAsking}
        title={own.signTitle(criterion.name)}
        okText={own.sign}
        confirmLoading={sign.isPending}
        onCancel={() => setAsking(false)}
        onOk={() =>
          digest === null ? undefined : sign.mutate({ roundId: round.id, criterion: criterion.criterion, digest })
        }
      >
        <div className="k-stack">
          {sign.error ? <RefusalNote refusal={sign.error} /> : null}
          <p>{own.signNote(criterion.asked, digest ?? '')}</p>
        </div>
      </Modal>
    </div>
  )
}
