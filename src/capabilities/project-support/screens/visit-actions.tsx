import { useState } from 'react'
import { useMessages } from '../../../ui/language.tsx'
import type { Visit, VisitAction } from '../contract.ts'
import { projectSupportMessages } from '../messages/index.ts'
import { ChangeVisitDialog, WithdrawVisitDialog } from './visit-dialogs.tsx'

/** The actions on a visit, each with its box. */
export function VisitActions({ visit }: { readonly visit: Visit }) {
  const words = useMessages(projectSupportMessages)
  const [open, setOpen] = useState<VisitAction>()
  const close = (): void => setOpen(undefined)
  return (
    <>
      {visit.actions.map((action) => (
        <button key={action} type="button" className="k-button k-button-text" onClick={() => setOpen(action)}>
          {words.visitActions[action]}
        </button>
      ))}
      {open === 'change' ? <ChangeVisitDialog visit={visit} onClose={close} /> : null}
      {open === 'withdraw' ? <WithdrawVisitDialog visit={visit} onClose={close} /> : null}
    </>
  )
}
