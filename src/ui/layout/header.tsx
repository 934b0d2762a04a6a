import { useQueryClient } from '@tanstack/react-query'
import { Suspense, useState } from 'react'
import { lookAt, lookedAtRegion } from '../looked-at.ts'
import { useMessages } from '../language.tsx'
import { useLiveness } from '../live.ts'
import { uiMessages } from '../messages/index.ts'
import { AppLink } from '../navigation.tsx'
import { useScreens } from '../panels.tsx'
import { holds, useSession, useSessionState } from '../session.tsx'
import { SampleMark } from '../kit/marks.tsx'
import { Popup } from '../kit/popup.tsx'
import { Bugle } from './bugle.tsx'
import { ErrorBoundary } from './error-boundary.tsx'
import { LanguageChoice } from './language-choice.tsx'

/** The header of the house: product, region, sample mark, state of the live stream, person and posts, language, sign-out. */
export function Header({ onOpenMenu }: { readonly onOpenMenu: () => void }) {
  const words = useMessages(uiMessages)
  const session = useSession()
  const isPolling = useLiveness() === 'polling'
  return (
    <header className="house-header">
      <button type="button" className="house-burger" aria-label={words.frame.openMenu} onClick={onOpenMenu}>
        <span aria-hidden="true">☰</span>
      </button>
      <AppLink to="/" className="house-brand" aria-label={words.product}>
        <Bugle />
        <span aria-hidden="true">
          Clarion <b>冲锋号</b>
        </span>
      </AppLink>
      <RegionChoice />
      {session.sample ? <SampleMark /> : null}
      <span className="house-gap" />
      {isPolling ? (
        <output className="house-polling" title={words.frame.polling} aria-label={words.frame.polling}>
          <span aria-hidden="true">◌</span>
        </output>
      ) : null}
      <Parts />
      <LanguageChoice />
      <Account />
    </header>
  )
}

/** What capabilities show in the header; where one cannot be loaded or fails, the header stands without it. */
function Parts() {
  const session = useSession()
  return useScreens()
    .flatMap((each) => each.header ?? [])
    .filter((part) => holds(session, part.permission))
    .map((part) => (
      <ErrorBoundary key={part.id} isQuiet>
        <Suspense fallback={null}>
          <part.component />
        </Suspense>
      </ErrorBoundary>
    ))
}

/** The own region by name; where a post reads regions below, the choice between them. */
function RegionChoice() {
  const words = useMessages(uiMessages)
  const { region, regionsBelow = [] } = useSession()
  const client = useQueryClient()
  const [code, setCode] = useState(lookedAtRegion() ?? region.code)
  if (regionsBelow.length === 0) return <span className="house-region">{region.name}</span>
  return (
    <select
      className="house-region house-language"
      aria-label={words.frame.lookedAt}
      value={code}
      onChange={(event) => {
        const chosen = event.target.value
        lookAt(chosen === region.code ? undefined : chosen)
        setCode(chosen)
        void client.resetQueries({
          predicate: ({ queryKey: [id] }) => typeof id === 'string' && id.includes('.') && !id.startsWith('session.'),
        })
      }}
    >
      {[region, ...regionsBelow].map((each) => (
        <option key={each.code} value={each.code}>
          {each.name}
        </option>
      ))}
    </select>
  )
}

function Account() {
  const words = useMessages(uiMessages)
  const session = useSession()
  const { signOut } = useSessionState()
  const first = session.posts[0]
  return (
    <Popup
      className="house-account"
      summary={
        <summary>
          <b>{session.person.name}</b>
          <span>{first ? `${first.unitName} · ${words.roles[first.role]}` : words.frame.noPost}</span>
        </summary>
      }
    >
      <div className="house-account-card">
        <p className="k-quiet">{session.person.account}</p>
        <h2>{words.frame.posts}</h2>
        <ul>
          {session.posts.map((post) => (
            <li key={`${post.id}${post.onBehalfOf?.id ?? ''}`}>
              {post.unitName} · {words.roles[post.role]}
              {post.onBehalfOf ? ` · ${words.frame.onBehalfOf(post.onBehalfOf.name)}` : ''}
            </li>
          ))}
        </ul>
        <AppLink to="/account" className="k-button">
          {words.frame.account}
        </AppLink>
        <button type="button" className="k-button" onClick={() => void signOut()}>
          {words.frame.signOut}
        </button>
        <button type="button" className="k-button k-button-text" onClick={() => void signOut(true)}>
          {words.frame.signOutEverywhere}
        </button>
      </div>
    </Popup>
  )
}
