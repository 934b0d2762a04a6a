import { kernelMessages } from '../../kernel/messages/index.ts'
import type { Permission } from '../../kernel/permissions.ts'
import { useMessages } from '../../ui/language.tsx'
import { uiMessages } from '../../ui/messages/index.ts'
import { AppLink } from '../../ui/navigation.tsx'

/** Says that there is no such page. */
export function NotFoundPage() {
  const words = useMessages(uiMessages)
  return (
    <div className="k-message-page">
      <h1>{words.pages.notFound}</h1>
      <p>{words.pages.notFoundHint}</p>
      <AppLink to="/" className="k-button">
        {words.frame.home}
      </AppLink>
    </div>
  )
}

/** Says that the reader's posts do not open this page, and which permission does. */
export function RefusedPage({ permission }: { readonly permission: Permission }) {
  const words = useMessages(uiMessages)
  const { permissions } = useMessages(kernelMessages)
  return (
    <div className="k-message-page">
      <h1>{words.pages.refused}</h1>
      <p>{words.pages.refusedHint(permissions[permission])}</p>
      <AppLink to="/" className="k-button">
        {words.frame.home}
      </AppLink>
    </div>
  )
}
