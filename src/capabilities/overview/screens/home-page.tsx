import { asDay } from '../../../kernel/day.ts'
import { formatDay } from '../../../kernel/format.ts'
import { useOperation } from '../../../ui/api.ts'
import { PageHeader } from '../../../ui/kit/page.tsx'
import { Answer } from '../../../ui/kit/states.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import { AppLink } from '../../../ui/navigation.tsx'
import { useMay, useSession } from '../../../ui/session.tsx'
import { listOwed } from '../contract.ts'
import { overviewMessages } from '../messages/index.ts'
import { Decisions } from './leader-cards.tsx'
import { OwedList } from './owed-list.tsx'
import { SearchBox } from './search-box.tsx'
import './overview.css'

/** The first page of everybody: what is owed this week; leaders see the decisions asked of them above it, a line each. */
export default function HomePage() {
  const words = useMessages(overviewMessages)
  const { locale } = useLocale()
  const { person, posts } = useSession()
  const maySee = useMay('overview.view')
  const isLeader = posts.some(({ role }) => role === 'chief_leader' || role === 'sponsoring_leader')
  const owed = useOperation(listOwed, {}, { keepPrevious: true })
  return (
    <div className="oh">
      <PageHeader
        title={words.owed.hello(person.name)}
        note={owed.data ? words.owed.note(formatDay(asDay(owed.data.until), locale)) : undefined}
        actions={
          maySee ? (
            <>
              <SearchBox />
              <AppLink to="/wall" className="k-button">
                {words.menu.wall}
              </AppLink>
            </>
          ) : undefined
        }
      />
      {isLeader && maySee ? <Decisions /> : null}
      <Answer of={owed}>
        {({ items, today }) => {
          const others = isLeader && maySee ? items.filter(({ kind }) => kind !== SHOWN_ABOVE) : items
          return others.length === 0 && items.length > 0 ? null : <OwedList items={others} today={today} />
        }}
      </Answer>
    </div>
  )
}

/** A leader's decisions stand above, a line each; they are not listed again. */
const SHOWN_ABOVE = 'overview.decisions'
