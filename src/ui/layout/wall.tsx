import { createContext, type ReactNode, Suspense, use, useEffect } from 'react'
import { Loading } from '../kit/states.tsx'
import { useMessages } from '../language.tsx'
import { useLiveUpdates } from '../live.ts'
import { uiMessages } from '../messages/index.ts'
import { AppLink } from '../navigation.tsx'
import { ErrorBoundary } from './error-boundary.tsx'
import './wall.css'

const WallContext = createContext(false)

/** Whether the screen hangs on a wall: dark, large, nothing behind a hover. */
export function useIsWall(): boolean {
  return use(WallContext)
}

/** The frame of a wall: the whole screen, dark, made for 1920×1080, scaled to any width; live updates; one quiet way out. */
export function Wall({ children }: { readonly children: ReactNode }) {
  const words = useMessages(uiMessages)
  useLiveUpdates(true)
  useEffect(() => {
    document.documentElement.classList.add('wall-root')
    return () => document.documentElement.classList.remove('wall-root')
  }, [])
  return (
    <WallContext value={true}>
      <main className="wall">
        <ErrorBoundary>
          <Suspense fallback={<Loading />}>{children}</Suspense>
        </ErrorBoundary>
        <AppLink to="/" className="wall-leave">
          {words.frame.leaveWall}
        </AppLink>
      </main>
    </WallContext>
  )
}
