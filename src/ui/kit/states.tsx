import type { ReactNode } from 'react'
import { useMessages } from '../language.tsx'
import { uiMessages } from '../messages/index.ts'
import type { ApiRefusal } from '../request.ts'

/** A calm sign that something is on its way. */
export function Loading({ label }: { readonly label?: string }) {
  const words = useMessages(uiMessages)
  return (
    <output className="k-loading" aria-live="polite">
      <span className="k-spin" aria-hidden="true" />
      {label ?? words.states.loading}
    </output>
  )
}

/** What an empty place says: a sentence, and what can be done about it. */
export function Empty({ children, action }: { readonly children?: ReactNode; readonly action?: ReactNode }) {
  const words = useMessages(uiMessages)
  return (
    <div className="k-empty">
      <p>{children ?? words.states.empty}</p>
      {action}
    </div>
  )
}

/** A refusal in words: every problem as a sentence, the reference where there is one, and a way to try again. */
export function RefusalNote({
  refusal,
  onRetry,
  title,
}: {
  readonly refusal: ApiRefusal
  readonly onRetry?: (() => void) | undefined
  readonly title?: string
}) {
  const words = useMessages(uiMessages)
  return (
    <div className="k-refusal" role="alert">
      {title === undefined ? null : <strong>{title}</strong>}
      {refusal.problems.map((each) => (
        <p key={`${each.code}${each.path?.join('.') ?? ''}`}>{each.message}</p>
      ))}
      {refusal.kind === 'bug' && refusal.reference ? (
        <p className="k-quiet">{words.pages.reference(refusal.reference)}</p>
      ) : null}
      {onRetry ? (
        <button type="button" className="k-button" onClick={onRetry}>
          {words.actions.retry}
        </button>
      ) : null}
    </div>
  )
}

/** Shows a query's answer, or its loading or refused state in its place. */
export function Answer<T>({
  of,
  children,
}: {
  readonly of: { readonly data: T | undefined; readonly error: ApiRefusal | null; readonly refetch: () => unknown }
  readonly children: (answer: T) => ReactNode
}) {
  const words = useMessages(uiMessages)
  if (of.data !== undefined) return children(of.data)
  if (of.error) return <RefusalNote refusal={of.error} title={words.states.refused} onRetry={() => void of.refetch()} />
  return <Loading />
}
