import { formatMoney, formatPeriod } from '../../../kernel/format.ts'
import type { Locale } from '../../../kernel/language.ts'
import { asPeriod } from '../../../kernel/period.ts'
import { asYuan } from '../../../kernel/yuan.ts'
import { useOperation } from '../../../ui/api.ts'
import { LightTag, Mark } from '../../../ui/kit/marks.tsx'
import { PaceBar } from '../../../ui/kit/pace-bar.tsx'
import { Section } from '../../../ui/kit/page.tsx'
import { Answer, Empty } from '../../../ui/kit/states.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import { AppLink } from '../../../ui/navigation.tsx'
import { type LeaderItem, showLeaderPage } from '../contract.ts'
import { overviewMessages } from '../messages/index.ts'
import { shortDay, whyRed, type Words } from './figures.ts'

/** Three red things as cards, one decision each. */
export function LeaderCards() {
  const words = useMessages(overviewMessages)
  const page = useOperation(showLeaderPage, {}, { keepPrevious: true })
  return (
    <Answer of={page}>
      {({ items, reds, isOwn }) =>
        items.length === 0 ? (
          <Empty>{words.leader.empty}</Empty>
        ) : (
          <>
            <ol className="ol-cards">
              {items.map((item, index) => (
                <li key={item.subject.id}>
                  <Card item={item} place={index + 1} />
                </li>
              ))}
            </ol>
            {reds > items.length ? (
              <p className="ol-more k-quiet">
                {isOwn ? words.leader.own : words.leader.region} ·{' '}
                <AppLink to="/wall">{words.leader.more(reds - items.length)}</AppLink>
              </p>
            ) : null}
          </>
        )
      }
    </Answer>
  )
}

/** The decisions asked of a leader, a line each: the question, the red thing, and the way to it. */
export function Decisions() {
  const words = useMessages(overviewMessages)
  const { locale } = useLocale()
  const page = useOperation(showLeaderPage, {}, { keepPrevious: true })
  return (
    <Answer of={page}>
      {({ items }) =>
        items.length === 0 ? null : (
          <Section title={words.leader.decisionTitle} note={words.owed.count(items.length)}>
            <ul className="oh-duties oh-overdueGroup">
              {items.map((item) => (
                <li key={item.subject.id}>
                  <AppLink to={item.path} className="oh-duty">
                    <span className="oh-what">
                      <b>{words.leader.decisions[item.decision]}</b>
                      <span>{item.title}</span>
                      <small className="k-quiet">{whyOf(item, words, locale)}</small>
                    </span>
                    <LightTag colour="red" />
                    <span className="oh-go" aria-hidden="true">
                      ›
                    </span>
                  </AppLink>
                </li>
              ))}
            </ul>
            <p className="k-quiet">
              <AppLink to="/leader">{words.leader.wholePage}</AppLink>
            </p>
          </Section>
        )
      }
    </Answer>
  )
}

function Card({ item, place }: { readonly item: LeaderItem; readonly place: number }) {
  const words = useMessages(overviewMessages)
  const { locale } = useLocale()
  const { subject, decision, perMonth, completion, pace, period } = item
  return (
    <article className="ol-card">
      <header>
        <span className="ol-place" aria-hidden="true">
          {place}
        </span>
        <Mark>{words.leader.kinds[subject.kind]}</Mark>
        <LightTag colour="red" />
        {period ? <span className="k-quiet">{words.reasons.until(formatPeriod(asPeriod(period), locale))}</span> : null}
      </header>
      <h2>{item.title}</h2>
      {completion === null ? null : <PaceBar done={completion} pace={pace} colour="red" />}
      <dl>
        <div>
          <dt>{words.leader.why}</dt>
          <dd>{whyOf(item, words, locale)}</dd>
        </div>
        <div>
          <dt>{words.leader.whose}</dt>
          <dd>{[item.unitName, item.hasOwner ? item.ownerName : words.noOwner].filter(isNew).join(' · ')}</dd>
        </div>
        {perMonth === null ? null : (
          <div>
            <dt>{words.leader.remedy}</dt>
            <dd>{words.leader.perMonth(formatMoney(asYuan(perMonth), locale))}</dd>
          </div>
        )}
      </dl>
      <div className="ol-decision">
        <span>{words.leader.decisionTitle}</span>
        <b>{words.leader.decisions[decision]}</b>
        <AppLink to={item.path} className="k-button k-button-primary">
          {words.leader.open}
        </AppLink>
      </div>
    </article>
  )
}

function whyOf(item: LeaderItem, words: Words, locale: Locale): string {
  const { subject, dueOn, tier } = item
  if (subject.kind === 'item') return words.reasons.climbed(tier ?? 0, dueOn ? shortDay(dueOn, locale) : '')
  return subject.kind === 'promise' && dueOn
    ? words.reasons.overdue(shortDay(dueOn, locale))
    : whyRed(item, words, locale)
}

/** Keeps texts that say something and were not said before. */
function isNew(text: string, index: number, all: readonly string[]): boolean {
  return text !== '' && all.indexOf(text) === index
}
