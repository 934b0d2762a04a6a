import { asDay, daysBetween } from '../../../kernel/day.ts'
import { formatDay } from '../../../kernel/format.ts'
import { useOperation } from '../../../ui/api.ts'
import { PageHeader, Section } from '../../../ui/kit/page.tsx'
import { Answer, Empty } from '../../../ui/kit/states.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import { AppLink } from '../../../ui/navigation.tsx'
import { useMay, useSession } from '../../../ui/session.tsx'
import { listOwed, type OwedLine } from '../contract.ts'
import { overviewMessages } from '../messages/index.ts'
import { readable } from '../rules/readable.ts'
import { shortDay } from './figures.ts'
import { Decisions } from './leader-cards.tsx'
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
          return others.length === 0 && items.length > 0 ? null : <Owed items={others} today={today} />
        }}
      </Answer>
    </div>
  )
}

/** A leader's decisions stand above, a line each; they are not listed again. */
const SHOWN_ABOVE = 'overview.decisions'

const GROUPS = ['overdueGroup', 'weekGroup', 'openGroup'] as const

function groupOf({ isOverdue, dueOn }: OwedLine): (typeof GROUPS)[number] {
  if (isOverdue) return 'overdueGroup'
  return dueOn === null ? 'openGroup' : 'weekGroup'
}

function Owed({ items, today }: { readonly items: readonly OwedLine[]; readonly today: string }) {
  const words = useMessages(overviewMessages)
  if (items.length === 0)
    return (
      <Section title={words.owed.title}>
        <Empty>
          <b className="oh-calm">{words.owed.empty}</b>
          <br />
          {words.owed.emptyHint}
        </Empty>
      </Section>
    )
  return GROUPS.map((group) => {
    const own = items.filter((item) => groupOf(item) === group)
    return own.length === 0 ? null : (
      <Section key={group} title={words.owed[group]} note={words.owed.count(own.length)}>
        <ul className={`oh-duties oh-${group}`}>
          {own.map((item) => (
            <li key={item.key}>
              <Duty item={item} today={today} />
            </li>
          ))}
        </ul>
      </Section>
    )
  })
}

function Duty({ item, today }: { readonly item: OwedLine; readonly today: string }) {
  const words = useMessages(overviewMessages)
  const { locale } = useLocale()
  const sentence = words.owed.sentences[item.kind]?.({ ...readable(item.values, locale), count: item.count })
  return (
    <AppLink to={item.path} className="oh-duty">
      <span className="oh-what">
        <b>{sentence ?? item.kind}</b>
        {item.title ? <span>{item.title}</span> : null}
        {item.unitName ? <small className="k-quiet">{item.unitName}</small> : null}
      </span>
      {item.count > 1 && item.title ? <span className="k-mark k-mark-calm">{words.owed.count(item.count)}</span> : null}
      <span className="oh-due">
        {item.dueOn ? shortDay(item.dueOn, locale) : ''}
        <em>{dueWords(item, today, words.owed)}</em>
      </span>
      <span className="oh-go" aria-hidden="true">
        ›
      </span>
    </AppLink>
  )
}

function dueWords(item: OwedLine, today: string, words: (typeof overviewMessages)['zh-CN']['owed']): string {
  if (item.dueOn === null) return words.noDay
  if (item.isOverdue) return words.overdue
  const days = daysBetween(asDay(today), asDay(item.dueOn))
  return days === 0 ? words.dueToday : words.dueIn(days)
}
