import { useState } from 'react'
import { formatDay, formatPercent } from '../../../kernel/format.ts'
import type { Ratio } from '../../../kernel/ratio.ts'
import { useCommand } from '../../../ui/api.ts'
import { Section } from '../../../ui/kit/page.tsx'
import { Empty, RefusalNote } from '../../../ui/kit/states.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import { SubjectLink } from '../../../ui/subjects.tsx'
import { type AgendaLine, collectAgenda, dropAgendaLine, type Meeting } from '../contract.ts'
import { obstaclesMessages } from '../messages/index.ts'
import { tallyOf } from '../rules/meetings.ts'
import { OwnMatterDialog } from './meeting-dialogs.tsx'
import { AgendaMark, StandingMark } from './meeting-marks.tsx'

/** What a meeting takes up: first what was promised and decided last time and whether it was kept, then what climbed, then red lights. */
export function AgendaPart({ meeting }: { readonly meeting: Meeting }) {
  const words = useMessages(obstaclesMessages).meetings
  const { locale } = useLocale()
  const [isAdding, setAdding] = useState(false)
  const collect = useCommand(collectAgenda)
  const drop = useCommand(dropAgendaLine)
  const mayChange = meeting.actions.includes('collect')
  const place = { meetingId: meeting.id, expectedVersion: meeting.version }
  const shown = meeting.agenda.filter((line) => !line.isDropped)
  const owed = shown.filter((line) => line.standing !== null)
  const others = shown.filter((line) => line.standing === null)
  const dropped = meeting.agenda.filter((line) => line.isDropped)
  const tools = (line: AgendaLine) =>
    mayChange ? (
      <button
        type="button"
        className="k-button k-button-text"
        disabled={drop.isPending}
        onClick={() => drop.mutate({ ...place, agendaId: line.id, dropped: !line.isDropped })}
      >
        {line.isDropped ? words.takeIn : words.drop}
        <span className="k-hidden">: {line.title}</span>
      </button>
    ) : null
  return (
    <Section
      title={words.agenda}
      note={words.agendaNote}
      actions={
        mayChange ? (
          <>
            <button
              type="button"
              className="k-button"
              disabled={collect.isPending}
              onClick={() => collect.mutate(place)}
            >
              {words.actions.collect}
            </button>
            <button type="button" className="k-button" onClick={() => setAdding(true)}>
              {words.addOwn}
            </button>
          </>
        ) : null
      }
    >
      {collect.error ? <RefusalNote refusal={collect.error} /> : null}
      {drop.error ? <RefusalNote refusal={drop.error} /> : null}
      {meeting.agenda.length === 0 ? <Empty>{words.agendaEmpty}</Empty> : null}
      {owed.length > 0 ? (
        <>
          <h3 className="mt-sub">
            {meeting.previous ? words.promised(formatDay(meeting.previous.heldOn, locale)) : words.promisedBefore}
          </h3>
          <p className="k-quiet">{words.tally(tallyOf(owed))}</p>
          <Lines lines={owed} label={words.promisedBefore} tools={tools} />
        </>
      ) : meeting.previous ? null : (
        <p className="k-quiet">{words.noPrevious}</p>
      )}
      {others.length > 0 ? (
        <>
          {owed.length > 0 ? <h3 className="mt-sub">{words.now}</h3> : null}
          <Lines lines={others} label={words.now} tools={tools} />
        </>
      ) : null}
      {dropped.length > 0 ? (
        <details className="mt-dropped no-print">
          <summary>{words.dropped(dropped.length)}</summary>
          <Lines lines={dropped} label={words.dropped(dropped.length)} tools={tools} />
        </details>
      ) : null}
      {isAdding ? <OwnMatterDialog meeting={meeting} onClose={() => setAdding(false)} /> : null}
    </Section>
  )
}

function Lines({
  lines,
  label,
  tools,
}: {
  readonly lines: readonly AgendaLine[]
  readonly label: string
  readonly tools: (line: AgendaLine) => React.ReactNode
}) {
  return (
    <ol className="mt-lines" aria-label={label}>
      {lines.map((line) => (
        <li key={line.id} className="mt-line">
          <span className="mt-mark">
            <AgendaMark kind={line.kind} />
          </span>
          <span className="mt-what">
            {line.subject ? <SubjectLink subject={line.subject} title={line.title} /> : line.title}
            <span className="k-quiet mt-why">
              {[line.unitName].filter(Boolean).join('')} <Why line={line} />
            </span>
          </span>
          <span className="mt-end">
            {line.standing ? <StandingMark standing={line.standing} /> : null} {tools(line)}
          </span>
        </li>
      ))}
    </ol>
  )
}

/** The figures that brought a line onto the agenda, or its day. */
function Why({ line }: { readonly line: AgendaLine }) {
  const words = useMessages(obstaclesMessages).meetings
  const { locale } = useLocale()
  const { figures, dueOn, settledOn } = line
  if (line.kind === 'red_light')
    return (
      <>
        {figures.completion === null || figures.pace === null
          ? words.redNoFigures
          : words.redFigures(formatPercent(figures.completion as Ratio), formatPercent(figures.pace as Ratio))}
      </>
    )
  if (line.kind === 'item')
    return <>{words.itemFigures(figures.number ?? '', figures.tier ?? 0, figures.daysOver ?? 0)}</>
  return (
    <>
      {[
        figures.number,
        dueOn === null ? null : words.dueOn(formatDay(dueOn, locale)),
        settledOn === null ? null : words.settledOn(formatDay(settledOn, locale)),
      ]
        .filter(Boolean)
        .join(' · ')}
    </>
  )
}
