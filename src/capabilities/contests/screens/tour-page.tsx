import { useState } from 'react'
import { useCommand, useOperation } from '../../../ui/api.ts'
import { Section } from '../../../ui/kit/page.tsx'
import { Answer, Empty, RefusalNote } from '../../../ui/kit/states.tsx'
import { LightTag, Mark } from '../../../ui/kit/marks.tsx'
import { DayText, InstantText, PercentText } from '../../../ui/kit/texts.tsx'
import { AppLink, useUnsavedGuard } from '../../../ui/navigation.tsx'
import { useMay } from '../../../ui/session.tsx'
import { listLookBacks, listStops, markStop, saveStops, type Stop } from '../contract.ts'
import { type Contest, ContestFrame } from './contest-frame.tsx'
import { LeaveStopDialog } from './leave-stop-dialog.tsx'
import { colourOf } from './light-colour.ts'
import { newStop, StopRow, type TypedStop } from './stop-row.tsx'
import { useWords } from './words.ts'

/** The route of a tour: planned stop by stop, followed while the bus drives, with the stops of last time to be seen again. */
export default function TourPage() {
  return (
    <ContestFrame>
      {(contest) => (
        <>
          <RoutePart contest={contest} />
          <LookBacksPart contestId={contest.id} />
        </>
      )}
    </ContestFrame>
  )
}

function RoutePart({ contest }: { readonly contest: Contest }) {
  const { tour: words } = useWords()
  const stops = useOperation(listStops, { contestId: contest.id })
  const mayManage =
    useMay('contests.manage') && !['counted', 'signed', 'published', 'cancelled'].includes(contest.state)
  const [typed, setTyped] = useState<readonly TypedStop[]>()
  return (
    <Answer of={stops}>
      {({ items }) =>
        typed ? (
          <Editor contest={contest} stops={typed} onChange={setTyped} onDone={() => setTyped(undefined)} />
        ) : (
          <Section
            title={words.title}
            note={words.note}
            actions={
              mayManage ? (
                <button
                  type="button"
                  className="k-button k-button-primary"
                  onClick={() => setTyped(items.length > 0 ? items.map(bodyOf) : [newStop(contest.heldOn, undefined)])}
                >
                  {words.edit}
                </button>
              ) : null
            }
          >
            {items.length === 0 ? (
              <Empty>{words.empty}</Empty>
            ) : (
              <Route contest={contest} stops={items} mayMark={mayManage && contest.state === 'running'} />
            )}
          </Section>
        )
      }
    </Answer>
  )
}

function Route({
  contest,
  stops,
  mayMark,
}: {
  readonly contest: Contest
  readonly stops: readonly Stop[]
  readonly mayMark: boolean
}) {
  const words = useWords()
  const names = words.tour.columns
  const [leaving, setLeaving] = useState<Stop>()
  const mark = useCommand(markStop)
  const nameOf = (key: string | null): string => contest.body.entrants.find((each) => each.key === key)?.name ?? ''
  const days = [...new Set(stops.map(({ on }) => on))]
  return (
    <>
      {mark.error ? <RefusalNote refusal={mark.error} /> : null}
      {days.map((day) => (
        <div key={day}>
          <h3>
            <DayText day={day} />
          </h3>
          <ol className="ct-route">
            {stops
              .filter(({ on }) => on === day)
              .map((stop) => (
                <li key={stop.id} className={stop.leftAt ? 'ct-stop ct-stop-done' : 'ct-stop'}>
                  <div className="ct-stop-time">
                    <b>{stop.arriveAt}</b>
                    <span className="k-quiet">{words.tour.minutes(stop.minutes)}</span>
                    {stop.driveMinutes > 0 ? (
                      <span className="k-quiet">
                        {names.driveMinutes} {words.tour.minutes(stop.driveMinutes)}
                      </span>
                    ) : null}
                  </div>
                  <div className="ct-stop-body">
                    <p>
                      <b>
                        {stop.ordinal}. {stop.name}
                      </b>{' '}
                      <Mark tone={stop.kind === 'look_back' ? 'notice' : 'calm'}>{words.tour.kinds[stop.kind]}</Mark>
                    </p>
                    <p className="k-quiet">{aboutOf(stop, nameOf(stop.entrantKey))}</p>
                    {stop.promise ? (
                      <p>
                        {words.tour.promiseThen}：{stop.promise}
                      </p>
                    ) : null}
                    {stop.madePromise ? (
                      <p>
                        {words.tour.promise}：{stop.madePromise}
                      </p>
                    ) : null}
                    {stop.isLate ? <p className="ct-warn">{words.tour.late}</p> : null}
                    {stop.arrivedAt ? (
                      <p className="k-quiet">
                        {words.tour.arrived} <InstantText at={stop.arrivedAt} />
                        {stop.leftAt ? (
                          <>
                            {' '}
                            · {words.tour.leave} <InstantText at={stop.leftAt} />
                          </>
                        ) : null}
                      </p>
                    ) : null}
                  </div>
                  <div className="k-toolbar no-print">
                    <AppLink className="k-button" to={`/contests/${contest.id}/tour/${stop.id}`}>
                      {words.tour.card}
                    </AppLink>
                    {mayMark && !stop.arrivedAt ? (
                      <button
                        type="button"
                        className="k-button k-button-primary"
                        disabled={mark.isPending}
                        onClick={() => mark.mutate({ contestId: contest.id, stopId: stop.id, what: 'arrived' })}
                      >
                        {words.tour.arrived}
                      </button>
                    ) : null}
                    {mayMark && stop.arrivedAt && !stop.leftAt ? (
                      <button type="button" className="k-button k-button-primary" onClick={() => setLeaving(stop)}>
                        {words.tour.leave}
                      </button>
                    ) : null}
                  </div>
                </li>
              ))}
          </ol>
        </div>
      ))}
      {leaving ? <LeaveStopDialog contestId={contest.id} stop={leaving} onClose={() => setLeaving(undefined)} /> : null}
    </>
  )
}

/** Where a stop is, whose it is and who speaks there; what is the same is said once. */
function aboutOf({ place, narrator }: Stop, entrant: string): string {
  return [...new Set([place, entrant, narrator])].filter(Boolean).join(' · ')
}

function Editor({
  contest,
  stops,
  onChange,
  onDone,
}: {
  readonly contest: Contest
  readonly stops: readonly TypedStop[]
  readonly onChange: (stops: readonly TypedStop[]) => void
  readonly onDone: () => void
}) {
  const words = useWords()
  const lookBacks = useOperation(listLookBacks, { contestId: contest.id })
  const save = useCommand(saveStops, { onSuccess: onDone })
  useUnsavedGuard(!save.isPending, words.editor.discard)
  const set = (index: number, patch: Partial<TypedStop>): void =>
    onChange(stops.map((each, at) => (at === index ? { ...each, ...patch } : each)))
  const move = (index: number, by: -1 | 1): void => {
    const [one, other] = [stops[index], stops[index + by]]
    if (one && other) onChange(stops.map((each, at) => (at === index ? other : at === index + by ? one : each)))
  }
  const known = new Set(stops.map(({ projectId }) => projectId))
  const again = (lookBacks.data?.items ?? []).filter(({ projectId }) => projectId === null || !known.has(projectId))
  const add = (more: Partial<TypedStop>, list: readonly TypedStop[]): readonly TypedStop[] => [
    ...list,
    { ...newStop(contest.heldOn, list.at(-1)), ...more },
  ]
  return (
    <Section
      title={words.tour.title}
      actions={
        <>
          <button
            type="button"
            className="k-button k-button-primary"
            disabled={save.isPending}
            onClick={() => save.mutate({ contestId: contest.id, stops: [...stops] })}
          >
            {words.tour.save}
          </button>
          <button type="button" className="k-button" onClick={onDone}>
            {words.tour.done}
          </button>
        </>
      }
    >
      {save.error ? <RefusalNote refusal={save.error} /> : null}
      {stops.map((stop, index) => (
        <StopRow
          key={stop.id ?? `new ${index}`}
          contest={contest}
          stop={stop}
          ordinal={index + 1}
          isFirst={index === 0}
          isLast={index === stops.length - 1}
          onChange={(patch) => set(index, patch)}
          onMove={(by) => move(index, by)}
          onRemove={() => onChange(stops.filter((_, at) => at !== index))}
        />
      ))}
      <div className="k-toolbar ct-add">
        <button type="button" className="k-button" onClick={() => onChange(add({}, stops))}>
          + {words.tour.add}
        </button>
        {again.length > 0 ? (
          <button
            type="button"
            className="k-button"
            onClick={() =>
              onChange(
                again.reduce<readonly TypedStop[]>(
                  (list, { name, projectId, promise }) => add({ kind: 'look_back', name, projectId, promise }, list),
                  stops,
                ),
              )
            }
          >
            + {words.tour.addLookBacks}
          </button>
        ) : null}
      </div>
    </Section>
  )
}

function LookBacksPart({ contestId }: { readonly contestId: string }) {
  const { tour: words } = useWords()
  const lookBacks = useOperation(listLookBacks, { contestId })
  return (
    <Answer of={lookBacks}>
      {({ from, items }) => (
        <Section title={words.lookBacks} note={from ? words.lookBacksFrom(from.name) : undefined}>
          {items.length === 0 ? (
            <Empty>{words.lookBacksEmpty}</Empty>
          ) : (
            <div className="ct-scroll">
              <table className="k-table">
                <thead>
                  <tr>
                    <th scope="col">{words.lookBackColumns.name}</th>
                    <th scope="col">{words.lookBackColumns.promise}</th>
                    <th scope="col">{words.lookBackColumns.light}</th>
                    <th scope="col" className="k-number">
                      {words.lookBackColumns.atThatTime}
                    </th>
                    <th scope="col" className="k-number">
                      {words.lookBackColumns.today}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {items.map((item) => (
                    <tr key={item.stopId}>
                      <th scope="row">
                        {item.projectId ? (
                          <AppLink to={`/key-projects/${item.projectId}`}>{item.name}</AppLink>
                        ) : (
                          item.name
                        )}
                      </th>
                      <td>{item.promise || '—'}</td>
                      <td>{item.light ? <LightTag colour={colourOf(item.light)} /> : '—'}</td>
                      <td className="k-number">
                        <PercentText ratio={item.completionThen} />
                      </td>
                      <td className="k-number">
                        <PercentText ratio={item.completionNow} />
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </Section>
      )}
    </Answer>
  )
}

function bodyOf({
  id,
  kind,
  entrantKey,
  projectId,
  name,
  place,
  on,
  arriveAt,
  minutes,
  driveMinutes,
  narrator,
  promise,
  projectName,
}: Stop): TypedStop {
  return {
    id,
    kind,
    entrantKey,
    projectId,
    name,
    place,
    on,
    arriveAt,
    minutes,
    driveMinutes,
    narrator,
    promise,
    projectName,
  }
}
