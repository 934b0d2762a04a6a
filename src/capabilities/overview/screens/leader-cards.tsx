import { formatMoney, formatPeriod } from '../../../kernel/format.ts'
import { asPeriod } from '../../../kernel/period.ts'
import { asYuan } from '../../../kernel/yuan.ts'
import { useOperation } from '../../../ui/api.ts'
import { LightTag, Mark } from '../../../ui/kit/marks.tsx'
import { PaceBar } from '../../../ui/kit/pace-bar.tsx'
import { Answer, Empty } from '../../../ui/kit/states.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import { AppLink } from '../../../ui/navigation.tsx'
import { type LeaderItem, showLeaderPage } from '../contract.ts'
import { overviewMessages } from '../messages/index.ts'
import { shortDay, whyRed } from './figures.ts'

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

function Card({ item, place }: { readonly item: LeaderItem; readonly place: number }) {
  const words = useMessages(overviewMessages)
  const { locale } = useLocale()
  const { subject, decision, perMonth, dueOn, completion, pace, period } = item
  const why =
    subject.kind === 'promise' && dueOn ? words.reasons.overdue(shortDay(dueOn, locale)) : whyRed(item, words, locale)
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
          <dd>{why}</dd>
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

/** Keeps texts that say something and were not said before. */
function isNew(text: string, index: number, all: readonly string[]): boolean {
  return text !== '' && all.indexOf(text) === index
}
