import { useOperation } from '../../../ui/api.ts'
import { LightTag, Mark } from '../../../ui/kit/marks.tsx'
import { PaceBar } from '../../../ui/kit/pace-bar.tsx'
import { Facts, Section } from '../../../ui/kit/page.tsx'
import { Answer, Empty } from '../../../ui/kit/states.tsx'
import { DayText, MoneyText, PercentText } from '../../../ui/kit/texts.tsx'
import { AppLink, usePathFields } from '../../../ui/navigation.tsx'
import { listStops, showStopCard, type StopCard } from '../contract.ts'
import { type Contest, ContestFrame } from './contest-frame.tsx'
import { colourOf } from './light-colour.ts'
import { useWords } from './words.ts'

/** The card of a stop: what was planned and what is there, what was promised last time, then and now in photos; made to be read in a bus and printed. */
export default function StopPage() {
  return <ContestFrame>{(contest) => <OfContest contest={contest} />}</ContestFrame>
}

function OfContest({ contest }: { readonly contest: Contest }) {
  const { stopId } = usePathFields('stopId')
  const card = useOperation(showStopCard, { contestId: contest.id, stopId })
  return (
    <>
      <Neighbours contestId={contest.id} stopId={stopId} />
      <Answer of={card}>{(answer) => <Card contest={contest} card={answer} />}</Answer>
    </>
  )
}

function Neighbours({ contestId, stopId }: { readonly contestId: string; readonly stopId: string }) {
  const { stop: words } = useWords().tour
  const stops = useOperation(listStops, { contestId })
  const items = stops.data?.items ?? []
  const at = items.findIndex(({ id }) => id === stopId)
  const [before, after] = [items[at - 1], items[at + 1]]
  return (
    <div className="k-toolbar no-print ct-neighbours">
      {before ? (
        <AppLink className="k-button" to={`/contests/${contestId}/tour/${before.id}`}>
          ← {words.previous}
        </AppLink>
      ) : null}
      {after ? (
        <AppLink className="k-button" to={`/contests/${contestId}/tour/${after.id}`}>
          {words.next} →
        </AppLink>
      ) : null}
      <button type="button" className="k-button" onClick={() => window.print()}>
        {words.print}
      </button>
    </div>
  )
}

function Card({ contest, card }: { readonly contest: Contest; readonly card: StopCard }) {
  const words = useWords()
  const { tour } = words
  const { stop } = card
  const entrant = contest.body.entrants.find(({ key }) => key === stop.entrantKey)
  return (
    <article className="ct-stop-card">
      <header>
        <p className="k-quiet">
          {tour.kinds[stop.kind]} · <DayText day={stop.on} /> {stop.arriveAt} · {tour.minutes(stop.minutes)}
        </p>
        <h2>
          {stop.ordinal}. {stop.name}
        </h2>
        <p>{[...new Set([stop.place, entrant?.name, stop.narrator])].filter(Boolean).join(' · ')}</p>
      </header>
      <PlanPart card={card} />
      <div className="ct-two">
        <PromisePart card={card} />
        <ObstaclesPart card={card} />
      </div>
      <PhotosPart card={card} />
    </article>
  )
}

function PlanPart({ card }: { readonly card: StopCard }) {
  const { stop: words } = useWords().tour
  const { project } = card
  return (
    <Section title={words.plan}>
      {project ? (
        <>
          <p className="ct-stop-project">
            <AppLink to={`/key-projects/${project.id}`}>{project.name}</AppLink>{' '}
            <LightTag colour={colourOf(project.light)} />
          </p>
          <PaceBar done={project.completion} pace={project.pace} colour={colourOf(project.light)} />
          <Facts
            items={[
              { label: words.stage, value: words.projectStages[project.stage] ?? project.stage },
              { label: words.totalInvestment, value: <MoneyText yuan={project.totalInvestment} /> },
              { label: words.yearPlan, value: <MoneyText yuan={project.yearPlan} /> },
              {
                label: words.invested,
                value: (
                  <>
                    <MoneyText yuan={project.investedThisYear} />
                    {project.investedAsOf ? <span className="k-quiet"> {words.asOf(project.investedAsOf)}</span> : null}
                  </>
                ),
              },
              { label: words.completion, value: <PercentText ratio={project.completion} /> },
              { label: words.pace, value: <PercentText ratio={project.pace} /> },
              { label: words.plannedCompletion, value: <DayText day={project.plannedCompletionOn} /> },
              { label: words.physicalProgress, value: project.physicalProgress },
            ]}
          />
        </>
      ) : (
        <Empty>{words.noProject}</Empty>
      )}
    </Section>
  )
}

function PromisePart({ card }: { readonly card: StopCard }) {
  const { tour } = useWords()
  const words = tour.stop
  const { lastVisit, promises, stop } = card
  const said = lastVisit?.promise || stop.promise
  return (
    <Section title={words.lastVisit}>
      {said ? (
        <p>
          {lastVisit ? (
            <span className="k-quiet">
              {lastVisit.name} <DayText day={lastVisit.heldOn} />：
            </span>
          ) : null}
          {said}
        </p>
      ) : (
        <p className="k-quiet">{words.lastNone}</p>
      )}
      {stop.madePromise ? (
        <p>
          {tour.promise}：{stop.madePromise}
        </p>
      ) : null}
      <h3>{words.promises}</h3>
      {promises.length === 0 ? (
        <p className="k-quiet">{words.promisesEmpty}</p>
      ) : (
        <ul className="ct-lines">
          {promises.map((promise) => (
            <li key={promise.id}>
              {promise.action} {promise.dueOn ? <DayText day={promise.dueOn} /> : null}{' '}
              <Mark
                tone={
                  promise.state === 'kept' ? 'good' : promise.isOverdue || promise.state === 'broken' ? 'bad' : 'calm'
                }
              >
                {promise.isOverdue ? words.overdue : words.states[promise.state]}
              </Mark>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

function ObstaclesPart({ card }: { readonly card: StopCard }) {
  const { stop: words } = useWords().tour
  return (
    <Section title={words.obstacles}>
      {card.obstacles.length === 0 ? (
        <p className="k-quiet">{words.obstaclesEmpty}</p>
      ) : (
        <ul className="ct-lines">
          {card.obstacles.map((each) => (
            <li key={each.id}>
              <AppLink to={`/obstacles/${each.id}`}>
                {each.number} {each.title}
              </AppLink>{' '}
              {each.dueOn ? <DayText day={each.dueOn} /> : null}
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

function PhotosPart({ card }: { readonly card: StopCard }) {
  const { stop: words } = useWords().tour
  const columns = [
    { title: words.lastTime, photos: card.photosThen },
    { title: words.thisTime, photos: card.photosNow },
  ]
  return (
    <Section title={words.photos}>
      {card.photosThen.length + card.photosNow.length === 0 ? (
        <p className="k-quiet">{words.photosEmpty}</p>
      ) : (
        <div className="ct-two">
          {columns.map(({ title, photos }) => (
            <div key={title}>
              <h3>{title}</h3>
              {photos.length === 0 ? <p className="k-quiet">{words.photosEmpty}</p> : null}
              {photos.map((photo) => (
                <figure key={photo.photoId} className="ct-photo">
                  <img
                    src={`/api/progress-reports/photos/${photo.photoId}`}
                    alt={photo.caption || title}
                    loading="lazy"
                  />
                  <figcaption>
                    <DayText day={photo.takenOn} /> {photo.caption}
                  </figcaption>
                </figure>
              ))}
            </div>
          ))}
        </div>
      )}
    </Section>
  )
}
