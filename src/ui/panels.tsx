import { createContext, type ReactNode, Suspense, use } from 'react'
import { useLocale } from './language.tsx'
import { ErrorBoundary } from './layout/error-boundary.tsx'
import { Loading } from './kit/states.tsx'
import type { CapabilityScreens, SubjectRef } from './screens.ts'
import { holds, useSession } from './session.tsx'

const ScreensContext = createContext<readonly CapabilityScreens[]>([])

/** Makes the screens of all capabilities known to the menu and to record pages. */
export function ScreensProvider({
  screens,
  children,
}: {
  readonly screens: readonly CapabilityScreens[]
  readonly children: ReactNode
}) {
  return <ScreensContext value={screens}>{children}</ScreensContext>
}

/** The screens of all capabilities. */
export function useScreens(): readonly CapabilityScreens[] {
  return use(ScreensContext)
}

/** The slots of a record page: every part that other capabilities show for this kind of record and the reader may see. */
export function RecordPanels({ subject }: { readonly subject: SubjectRef }) {
  const session = useSession()
  const { locale } = useLocale()
  const panels = useScreens()
    .flatMap((each) => each.panels)
    .filter((panel) => panel.subjectKind === subject.kind && holds(session, panel.permission))
  return panels.map((panel) => (
    <section key={panel.id} className="k-section" aria-label={panel.title(locale)}>
      <h2 className="k-section-title">{panel.title(locale)}</h2>
      <ErrorBoundary>
        <Suspense fallback={<Loading />}>
          <panel.component subject={subject} />
        </Suspense>
      </ErrorBoundary>
    </section>
  ))
}
