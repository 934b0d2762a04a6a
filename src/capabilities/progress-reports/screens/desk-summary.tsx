import type { ReactNode } from 'react'
import { useOperation } from '../../../ui/api.ts'
import { Section } from '../../../ui/kit/page.tsx'
import { Answer } from '../../../ui/kit/states.tsx'
import { MoneyText } from '../../../ui/kit/texts.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { countReports, type DeskFilter, type ReportState } from '../contract.ts'
import { progressReportsMessages } from '../messages/index.ts'
import { useTexts } from './wording.tsx'

/** The period in figures, and the units that have reports missing. */
export function DeskSummary({ period }: { readonly period: DeskFilter['period'] }) {
  const words = useMessages(progressReportsMessages)
  const texts = useTexts()
  const counts = useOperation(countReports, { period }, { keepPrevious: true })
  return (
    <Answer of={counts}>
      {(answer) => {
        const of = (state: ReportState) => answer.byState.find((each) => each.state === state)?.count ?? 0
        const tiles = words.desk.tiles
        const missing = answer.byUnit.filter((unit) => unit.sent < unit.owed)
        return (
          <Section
            title={texts.report(period)}
            note={`${words.desk.progress(answer.sent, answer.owed)} · ${words.desk.note(texts.day(answer.dueOn))}`}
          >
            <progress
              className="pr-progress"
              max={Math.max(1, answer.owed)}
              value={answer.sent}
              aria-label={words.desk.progress(answer.sent, answer.owed)}
            />
            <dl className="pr-tiles">
              <Tile label={tiles.unsent} value={answer.owed - answer.sent} />
              <Tile label={tiles.late} value={answer.late} isBad={answer.late > 0} />
              <Tile label={tiles.submitted} value={of('submitted')} />
              <Tile label={tiles.toConfirm} value={of('unit_checked')} />
              <Tile label={tiles.confirmed} value={of('confirmed') + of('locked')} />
              <Tile label={tiles.money} value={<MoneyText yuan={answer.investedInPeriod} />} />
              <Tile label={tiles.reuse} value={texts.share(answer.reused, answer.asked)} />
            </dl>
            <details className="pr-units">
              <summary>
                {words.desk.units} <span className="k-quiet">{words.pieces(missing.length)}</span>
              </summary>
              {missing.length === 0 ? (
                <p>{words.desk.unitsNone}</p>
              ) : (
                <ul className="pr-lines">
                  {missing.map((unit) => (
                    <li key={unit.unitId}>{words.desk.unitLine(unit.unitName, unit.owed - unit.sent, unit.owed)}</li>
                  ))}
                </ul>
              )}
            </details>
          </Section>
        )
      }}
    </Answer>
  )
}

function Tile({
  label,
  value,
  isBad = false,
}: {
  readonly label: string
  readonly value: ReactNode
  readonly isBad?: boolean
}) {
  return (
    <div className={isBad ? 'pr-tile pr-tile-bad' : 'pr-tile'}>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  )
}
