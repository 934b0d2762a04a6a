import { useMemo } from 'react'
import { formatPeriod } from '../../../kernel/format.ts'
import { useOperation } from '../../../ui/api.ts'
import { ChartBox } from '../../../ui/kit/chart-box.tsx'
import { Section } from '../../../ui/kit/page.tsx'
import { Answer } from '../../../ui/kit/states.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import { AppLink } from '../../../ui/navigation.tsx'
import { listUnitPlaces } from '../contract.ts'
import { assessmentMessages } from '../messages/index.ts'
import { placeLines, type PlacesOfScheme, type PublishedPlace } from './place-lines.ts'

/** The published places of a unit, period by period. */
export function UnitHistory({ unitId, unitName }: { readonly unitId: string; readonly unitName: string }) {
  const { unit: own } = useMessages(assessmentMessages).screens
  const places = useOperation(listUnitPlaces, { unitId })
  return (
    <Section title={own.history}>
      <Answer of={places}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="k-quiet">{own.historyNone}</p>
          ) : (
            <>
              {placeLines(items).map((line) => (
                <Lines key={line.schemeId} line={line} unitName={unitName} />
              ))}
              <ol className="as-history">
                {items.map((each) => (
                  <Entry key={each.roundId} place={each} unitId={unitId} />
                ))}
              </ol>
            </>
          )
        }
      </Answer>
    </Section>
  )
}

function Entry({ place, unitId }: { readonly place: PublishedPlace; readonly unitId: string }) {
  const { ranking } = useMessages(assessmentMessages).screens
  const { locale } = useLocale()
  return (
    <li>
      <AppLink to={`/assessment/rounds/${place.roundId}/units/${unitId}`}>{formatPeriod(place.period, locale)}</AppLink>{' '}
      <span className="k-quiet">{place.schemeName}</span>{' '}
      <b>{place.rank === null ? ranking.noPlace : ranking.placeOf(place.rank, place.of)}</b> {place.total}
    </li>
  )
}

/** Places under one scheme as a line for each level; the first place on top. */
function Lines({ line, unitName }: { readonly line: PlacesOfScheme; readonly unitName: string }) {
  const words = useMessages(assessmentMessages)
  const { locale } = useLocale()
  const { unit: own, ranking, levels } = words.screens
  const chart = useMemo(() => {
    const ordered = line.places
    const periods = ordered.map(({ period }) => formatPeriod(period, locale))
    const kinds = [...new Set(ordered.map(({ level }) => level))]
    const most = Math.max(...ordered.map(({ of }) => of))
    return {
      option: {
        xAxis: { type: 'category' as const, data: periods },
        yAxis: { type: 'value' as const, inverse: true, min: 1, max: Math.max(most, 2), minInterval: 1 },
        series: kinds.map((kind) => ({
          name: levels[kind] ?? kind,
          type: 'line' as const,
          connectNulls: true,
          symbolSize: 8,
          data: ordered.map(({ level, rank }) => (level === kind ? rank : null)),
        })),
        ...(kinds.length > 1 ? { legend: { top: 0, left: 0 } } : {}),
      },
      table: {
        headings: [own.period, ranking.place, ranking.total],
        rows: ordered.map((each, at) => [periods[at] ?? '', each.rank ?? ranking.noPlace, each.total]),
      },
    }
  }, [line, locale, own, ranking, levels])
  return (
    <ChartBox
      label={own.historyChart(unitName, line.schemeName)}
      option={chart.option}
      table={chart.table}
      height={180}
    />
  )
}
