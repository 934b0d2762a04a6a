import { Component, type ReactNode } from 'react'
import { useMessages } from '../language.tsx'
import { uiMessages } from '../messages/index.ts'
import { ApiRefusal, newIdempotencyKey } from '../request.ts'

interface Broken {
  readonly error: unknown
  readonly reference: string
}

/**
 * Keeps a fault inside its page: shows what to do and a reference to tell. The reference is the server's where it gave one, otherwise one
 * made here and written to the browser's console beside the error. With `isQuiet` nothing stands in its place.
 */
export class ErrorBoundary extends Component<
  { readonly children: ReactNode; readonly isQuiet?: boolean },
  { readonly broken?: Broken | undefined }
> {
  override state: { readonly broken?: Broken | undefined } = {}

  static getDerivedStateFromError(error: unknown): { readonly broken: Broken } {
    const reference = error instanceof ApiRefusal ? error.reference : undefined
    return { broken: { error, reference: reference ?? newIdempotencyKey().slice(0, 8) } }
  }

  override componentDidCatch(error: unknown): void {
    console.error(this.state.broken?.reference, error)
  }

  override render(): ReactNode {
    const { broken } = this.state
    if (!broken) return this.props.children
    if (this.props.isQuiet) return null
    return <BrokenNote {...broken} onRetry={() => this.setState({ broken: undefined })} />
  }
}

function BrokenNote({ error, reference, onRetry }: Broken & { readonly onRetry: () => void }) {
  const words = useMessages(uiMessages)
  const outdated = error instanceof Error && /dynamically imported module|Importing a module/i.test(error.message)
  return (
    <div className="k-message-page" role="alert">
      <h1>{outdated ? words.pages.outdated : words.pages.broken}</h1>
      {outdated ? null : (
        <>
          <p>{words.pages.brokenHint}</p>
          <p className="k-quiet">{words.pages.reference(reference)}</p>
        </>
      )}
      <button type="button" className="k-button" onClick={outdated ? () => location.reload() : onRetry}>
        {outdated ? words.actions.reload : words.actions.retry}
      </button>
    </div>
  )
}
