import { useEffect } from 'react'
import { Empty } from '../../ui/kit/states.tsx'
import { useMessages } from '../../ui/language.tsx'
import { uiMessages } from '../../ui/messages/index.ts'
import { useGo } from '../../ui/navigation.tsx'
import { useScreens } from '../../ui/panels.tsx'
import { menuFor } from '../../ui/screens.ts'
import { holds, useSession } from '../../ui/session.tsx'

/** Where nobody has claimed the first page: goes to the first entry of the reader's menu, or says that there is none. */
export function StartPage() {
  const words = useMessages(uiMessages)
  const session = useSession()
  const go = useGo()
  const first = menuFor(useScreens(), (permission) => holds(session, permission))[0]?.entries[0]
  const to = first?.path
  useEffect(() => {
    if (to) go(to, { replace: true })
  }, [to, go])
  return to ? null : <Empty>{words.frame.nothingHere}</Empty>
}
