import { asDay } from '../../../kernel/day.ts'
import { formatDay } from '../../../kernel/format.ts'
import { useOperation } from '../../../ui/api.ts'
import { PageHeader } from '../../../ui/kit/page.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import { AppLink } from '../../../ui/navigation.tsx'
import { showLeaderPage } from '../contract.ts'
import { overviewMessages } from '../messages/index.ts'
import { LeaderCards } from './leader-cards.tsx'
import './overview.css'

/** One page for a leader: three red things, one decision each, nothing else. */
export default function LeaderPage() {
  const words = useMessages(overviewMessages)
  const { locale } = useLocale()
  const page = useOperation(showLeaderPage, {}, { keepPrevious: true })
  return (
    <div className="ol">
      <PageHeader
        title={words.leader.title}
        note={[page.data ? formatDay(asDay(page.data.day), locale) : '', words.leader.note].filter(Boolean).join(' · ')}
        actions={
          <AppLink to="/wall" className="k-button">
            {words.menu.wall}
          </AppLink>
        }
      />
      <LeaderCards />
    </div>
  )
}
