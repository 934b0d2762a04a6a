import { useState } from 'react'
import { PageHeader } from '../../../ui/kit/page.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { uiMessages } from '../../../ui/messages/index.ts'
import { RecordPanels } from '../../../ui/panels.tsx'
import { useSession } from '../../../ui/session.tsx'
import { PasswordForm } from './password-form.tsx'
import './sign-in.css'

/** One's own account: who one is here, a new password, and whatever capabilities add for the kind `account`. */
export default function AccountPage() {
  const words = useMessages(uiMessages)
  const session = useSession()
  const [round, setRound] = useState(0)
  return (
    <>
      <PageHeader title={words.frame.account} note={`${session.person.name} · ${session.person.account}`} />
      <section className="k-section" aria-label={words.frame.posts}>
        <h2 className="k-section-title">{words.frame.posts}</h2>
        <ul>
          {session.posts.map((post) => (
            <li key={`${post.id}${post.onBehalfOf?.id ?? ''}`}>
              {post.unitName} · {words.roles[post.role]}
              {post.onBehalfOf ? ` · ${words.frame.onBehalfOf(post.onBehalfOf.name)}` : ''}
            </li>
          ))}
        </ul>
      </section>
      <section className="k-section account-password" aria-label={words.password.title}>
        <h2 className="k-section-title">{words.password.title}</h2>
        <PasswordForm key={round} onDone={() => setRound(round + 1)} />
      </section>
      <RecordPanels subject={{ kind: 'account', id: session.person.id }} />
    </>
  )
}
