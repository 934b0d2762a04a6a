import { type ReactNode, Suspense, useId, useRef, useState } from 'react'
import { isLink } from '../kit/popup.tsx'
import { Loading } from '../kit/states.tsx'
import { useLocale, useMessages } from '../language.tsx'
import { useLiveUpdates } from '../live.ts'
import { uiMessages } from '../messages/index.ts'
import { AppLink, usePath } from '../navigation.tsx'
import { useScreens } from '../panels.tsx'
import { menuFor } from '../screens.ts'
import { holds, useSession } from '../session.tsx'
import { ErrorBoundary } from './error-boundary.tsx'
import { Header } from './header.tsx'
import { LanguageChoice } from './language-choice.tsx'
import './house.css'

const FOLDED = 'clarion.menu.folded'

/** The frame around every page: header, menu by permission (a drawer on a phone), the page, and live updates while it is open. */
export function House({ children }: { readonly children: ReactNode }) {
  const words = useMessages(uiMessages)
  const path = usePath()
  const drawer = useRef<HTMLDialogElement>(null)
  const [isFolded, setFolded] = useState(() => localStorage.getItem(FOLDED) === '1')
  useLiveUpdates(true)
  const fold = (): void => {
    localStorage.setItem(FOLDED, isFolded ? '0' : '1')
    setFolded(!isFolded)
  }
  return (
    <div className={isFolded ? 'house house-folded' : 'house'}>
      <a className="house-skip" href="#page">
        {words.frame.skip}
      </a>
      <Header onOpenMenu={() => drawer.current?.showModal()} />
      <aside className="house-side">
        <Menu isFolded={isFolded} />
        <button
          type="button"
          className="house-fold"
          onClick={fold}
          aria-label={isFolded ? words.frame.unfoldMenu : words.frame.foldMenu}
        >
          <span aria-hidden="true">{isFolded ? '»' : '«'}</span>
          {isFolded ? null : <span>{words.frame.foldMenu}</span>}
        </button>
      </aside>
      <dialog
        ref={drawer}
        className="house-drawer"
        aria-label={words.frame.menu}
        onClick={(event) => {
          if (event.target === drawer.current || isLink(event.target)) drawer.current?.close()
        }}
      >
        <button type="button" className="house-drawer-close" onClick={() => drawer.current?.close()}>
          {words.frame.closeMenu}
        </button>
        <Menu isFolded={false} />
        <LanguageChoice />
      </dialog>
      <main id="page" className="house-page" tabIndex={-1}>
        <ErrorBoundary key={path}>
          <Suspense fallback={<Loading />}>{children}</Suspense>
        </ErrorBoundary>
      </main>
    </div>
  )
}

function Menu({ isFolded }: { readonly isFolded: boolean }) {
  const words = useMessages(uiMessages)
  const { locale } = useLocale()
  const session = useSession()
  const path = usePath()
  const prefix = useId()
  const groups = menuFor(useScreens(), (permission) => holds(session, permission))
  const open = groups
    .flatMap(({ entries }) => entries)
    .filter((entry) => path === entry.path || path.startsWith(`${entry.path}/`))
    .sort((one, other) => other.path.length - one.path.length)[0]
  return (
    <nav className="house-menu" aria-label={words.frame.menu}>
      {groups.map(({ group, entries }) => (
        <div key={group} className="house-group">
          <div id={`${prefix}${group}`} className="house-group-name" title={words.groups[group].name}>
            <span className="house-seal" aria-hidden="true">
              {words.groups[group].seal}
            </span>
            <span className={isFolded ? 'k-hidden' : ''}>{words.groups[group].name}</span>
          </div>
          <ul aria-labelledby={`${prefix}${group}`}>
            {entries.map((entry) => (
              <li key={entry.path}>
                <AppLink to={entry.path} title={entry.label(locale)} aria-current={entry === open ? 'page' : undefined}>
                  {isFolded ? shortLabel(entry.label(locale)) : entry.label(locale)}
                </AppLink>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  )
}

/** Four Chinese characters or six letters: what fits the folded menu; the title holds the whole. */
function shortLabel(label: string): string {
  return /\p{Script=Han}/u.test(label) ? label.slice(0, 4) : label.slice(0, 6)
}
