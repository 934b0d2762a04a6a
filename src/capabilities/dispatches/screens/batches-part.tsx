import { useState } from 'react'
import { useCommand } from '../../../ui/api.ts'
import { ConfirmWithReason } from '../../../ui/kit/dialogs.tsx'
import { Section } from '../../../ui/kit/page.tsx'
import { InstantText } from '../../../ui/kit/texts.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { type Dispatch, undoAcceptance } from '../contract.ts'
import { dispatchesMessages } from '../messages/index.ts'

/** The acts of acceptance, each to be taken back as one. */
export function BatchesPart({ dispatch }: { readonly dispatch: Dispatch }) {
  const words = useMessages(dispatchesMessages)
  const [undoing, setUndoing] = useState<string>()
  const undo = useCommand(undoAcceptance, {
    onSuccess: () => setUndoing(undefined),
    invalidates: ['targets.', 'key_projects.', 'obstacles.', 'overview.'],
  })
  if (dispatch.batches.length === 0) return null
  return (
    <Section title={words.batches.title}>
      <ul className="d-batches">
        {dispatch.batches.map((batch) => (
          <li key={batch.id}>
            {words.batches.line(batch.by, batch.rows)} · <InstantText at={batch.at} />{' '}
            {batch.undoneAt !== null ? (
              <span className="k-quiet">
                {words.batches.undone(batch.undoneReason ?? '')} · <InstantText at={batch.undoneAt} />
              </span>
            ) : dispatch.actions.includes('decide') ? (
              <button type="button" className="k-button k-button-text" onClick={() => setUndoing(batch.id)}>
                {words.batches.undo}
              </button>
            ) : null}
          </li>
        ))}
      </ul>
      <ConfirmWithReason
        isOpen={undoing !== undefined}
        title={words.batches.undoTitle}
        isDanger
        isSending={undo.isPending}
        refusal={undo.error}
        onCancel={() => setUndoing(undefined)}
        onConfirm={(reason) => undoing && undo.mutate({ dispatchId: dispatch.id, batchId: undoing, reason })}
      >
        <p>{words.batches.undoNote}</p>
      </ConfirmWithReason>
    </Section>
  )
}
