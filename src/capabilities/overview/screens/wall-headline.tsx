import type { ReactNode } from 'react'
import { LightShape } from '../../../ui/kit/marks.tsx'
import { PaceBar } from '../../../ui/kit/pace-bar.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import { AppLink } from '../../../ui/navigation.tsx'
import type { LightCounts, Wall } from '../contract.ts'
import { overviewMessages } from '../messages/index.ts'
import { moneyParts, percent, pointsOf, projectsPath, targetsPath } from './figures.ts'

const COLOURS = ['red', 'yellow', 'green', 'none'] as const

/** The figures a board leads with, each a way down to its rows. */
export function WallHeadline({ board }: { readonly board: Wall }) {
  const words = useMessages(overviewMessages)
  const { locale } = useLocale()
  const headline = board.projects?.headline
  const money = (yuan: number | null) => {
    if (yuan === null) return <Figure digits="—" unit="" />
    const [digits, unit] = moneyParts(yuan, locale)
    return <Figure digits={digits} unit={unit} />
  }
  return (
    <section className="ow-headline" aria-label={words.wall.headline}>
      {headline ? (
        <>
          <Tile label={words.wall.projects} to={projectsPath()}>
            <Figure digits={String(headline.projects)} unit={words.pieces} />
          </Tile>
          <Tile label={words.wall.totalInvestment} to={projectsPath({ sort: 'totalInvestment', descending: '1' })}>
            {money(headline.totalInvestment)}
          </Tile>
          <Tile label={words.wall.yearPlan} to={projectsPath({ sort: 'yearPlan', descending: '1' })}>
            {money(headline.yearPlan)}
          </Tile>
          <Tile label={words.wall.invested} to={projectsPath({ sort: 'completion', descending: '1' })}>
            {money(headline.invested)}
          </Tile>
          <Tile label={words.wall.completion} to={projectsPath({ sort: 'completion' })} isWide>
            <Figure digits={percent(headline.completion)} unit="" />
            {headline.completion === null ? (
              <span />
            ) : (
              <PaceBar done={headline.completion} pace={headline.pace} isBare />
            )}
            <p className="ow-sub">
              {words.wall.pace} {percent(headline.pace)}
              {headline.completion === null || headline.pace === null ? null : (
                <b> {paceWords((headline.completion - headline.pace) * 100, words.wall)}</b>
              )}
              {headline.withoutFigures > 0 ? ` · ${words.wall.withoutFigures(headline.withoutFigures)}` : ''}
            </p>
          </Tile>
          <Lights label={words.wall.projectLights} counts={headline.lights} to={(light) => projectsPath({ light })} />
        </>
      ) : null}
      {board.targets ? <Lights label={words.wall.targetLights} counts={board.targets.lights} to={targetsPath} /> : null}
    </section>
  )
}

function paceWords(points: number, words: (typeof overviewMessages)['zh-CN']['wall']): string {
  const text = pointsOf(points)
  if (text === '0.0') return words.onPace
  return points < 0 ? words.behind(text) : words.ahead(text)
}

function Tile({
  label,
  to,
  isWide = false,
  children,
}: {
  readonly label: string
  readonly to: string
  readonly isWide?: boolean
  readonly children: ReactNode
}) {
  return (
    <AppLink to={to} className={isWide ? 'ow-tile ow-tile-wide' : 'ow-tile'}>
      <span className="ow-label">{label}</span>
      {children}
    </AppLink>
  )
}

function Figure({ digits, unit }: { readonly digits: string; readonly unit: string }) {
  return (
    <span className="ow-figure">
      {digits}
      {unit ? <small> {unit}</small> : null}
    </span>
  )
}

function Lights({
  label,
  counts,
  to,
}: {
  readonly label: string
  readonly counts: LightCounts
  readonly to: (light: string) => string
}) {
  const words = useMessages(overviewMessages)
  return (
    <div className="ow-tile">
      <span className="ow-label">{label}</span>
      <ul className="ow-lights">
        {COLOURS.map((colour) => (
          <li key={colour}>
            <AppLink to={to(colour)} className={`ow-light ow-light-${colour}`}>
              <LightShape colour={colour} size={20} />
              <b>{counts[colour]}</b>
              <span>{words.lightWords[colour]}</span>
            </AppLink>
          </li>
        ))}
      </ul>
    </div>
  )
}
