import { lazy, type ReactNode, Suspense, useEffect, useRef } from 'react'
import { Loading, RefusalNote } from '../../../ui/kit/states.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { Bugle } from '../../../ui/layout/bugle.tsx'
import { LanguageChoice } from '../../../ui/layout/language-choice.tsx'
import { uiMessages } from '../../../ui/messages/index.ts'
import { useSessionState, useSignInMeans } from '../../../ui/session.tsx'
import { setUpMessages } from '../set-up/messages/index.ts'
import { PasswordForm } from './password-form.tsx'
import { SignInForm } from './sign-in-form.tsx'
import './sign-in.css'

const SetUp = lazy(() => import('../set-up/set-up.tsx'))

/**
 * Lets nobody through without a session. Before sign-in it shows the door; a forced change of password comes before everything else; a
 * session that ended while somebody was working is renewed in a box over the page, which keeps what they typed.
 */
export function Gate({ children }: { readonly children: ReactNode }) {
  const words = useMessages(uiMessages)
  const { session, isLoading, refusal, isExpired, reload } = useSessionState()
  if (isLoading) return <Loading />
  if (refusal && !session)
    return (
      <Door title={words.pages.unreachable}>
        <RefusalNote refusal={refusal} onRetry={() => void reload().catch(() => undefined)} />
      </Door>
    )
  if (!session) return <FrontDoor />
  if (session.mustChangePassword)
    return (
      <Door title={words.password.title}>
        <p className="door-note">{words.password.forced}</p>
        <PasswordForm />
      </Door>
    )
  return (
    <>
      {children}
      {isExpired ? <ExpiredBox account={session.person.account} /> : null}
    </>
  )
}

/** Sign-in, or in an empty installation the first set-up. */
function FrontDoor() {
  const words = useMessages(uiMessages)
  const setUpWords = useMessages(setUpMessages)
  if (useSignInMeans()?.setUp)
    return (
      <Door title={setUpWords.title}>
        <Suspense fallback={<Loading />}>
          <SetUp />
        </Suspense>
      </Door>
    )
  return (
    <Door title={words.signIn.title}>
      <SignInForm />
    </Door>
  )
}

function Door({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const words = useMessages(uiMessages)
  return (
    <div className="door">
      <header className="door-brand">
        <Bugle size={44} />
        <div>
          <strong>
            Clarion <b>冲锋号</b>
          </strong>
          <p>{words.motto}</p>
        </div>
      </header>
      <main className="door-card">
        <h1>{title}</h1>
        {children}
      </main>
      <footer className="door-foot">
        <LanguageChoice />
      </footer>
    </div>
  )
}

function ExpiredBox({ account }: { readonly account: string }) {
  const words = useMessages(uiMessages)
  const box = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    box.current?.showModal()
    box.current?.querySelector<HTMLInputElement>('[name=password]')?.focus()
  }, [])
  return (
    <dialog ref={box} className="door-box" aria-label={words.signIn.title} onCancel={(event) => event.preventDefault()}>
      <h1>{words.signIn.title}</h1>
      <p className="door-note">{words.signIn.expired}</p>
      <SignInForm account={account} />
    </dialog>
  )
}
