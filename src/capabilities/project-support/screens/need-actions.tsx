import { useState } from 'react'
import { RefusalNote } from '../../../ui/kit/states.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { type FactorNeed, type NeedAction } from '../contract.ts'
import { projectSupportMessages } from '../messages/index.ts'
import { isMovement } from '../rules/needs.ts'
import { AskAgainDialog, MovementDialog, useRestoreNeed, WithdrawNeedDialog } from './need-dialogs.tsx'

/** What may be done about a need just now, each with its box; lines are struck out in the ledger itself. */
export function NeedActions({ need }: { readonly need: FactorNeed }) {
  const words = useMessages(projectSupportMessages)
  const [open, setOpen] = useState<NeedAction>()
  const { restore, error } = useRestoreNeed()
  const close = (): void => setOpen(undefined)
  return (
    <>
      {error ? <RefusalNote refusal={error} /> : null}
      {need.actions
        .filter((action) => action !== 'reverse')
        .map((action) => (
          <button
            key={action}
            type="button"
            className="k-button"
            onClick={() => (action === 'restore' ? restore(need) : setOpen(action))}
          >
            {words.needActions[action]}
          </button>
        ))}
      {open === 'ask' ? <AskAgainDialog need={need} onClose={close} /> : null}
      {open === 'withdraw' ? <WithdrawNeedDialog need={need} onClose={close} /> : null}
      {open !== undefined && isMovement(open) ? <MovementDialog need={need} kind={open} onClose={close} /> : null}
    </>
  )
}
