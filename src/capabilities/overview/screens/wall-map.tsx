import { useState } from 'react'
import { LightShape } from '../../../ui/kit/marks.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { AppLink, useGo } from '../../../ui/navigation.tsx'
import type { UnitTile } from '../contract.ts'
import { overviewMessages } from '../messages/index.ts'
import { honeycomb, type HoneyCell, SIDE } from './honeycomb.ts'
import { projectsPath } from './figures.ts'

/** The region by light: units as tiles of a honeycomb, each with its name, shape and counts, and the same as a table. */
export function WallMap({ units }: { readonly units: readonly UnitTile[] }) {
  const words = useMessages(overviewMessages)
  const [asTable, setAsTable] = useState(false)
  return (
    <section className={asTable ? 'ow-panel ow-map ow-map-as-table' : 'ow-panel ow-map'} aria-label={words.wall.map}>
      <div className="ow-panel-head">
        <h2>{words.wall.map}</h2>
        <span className="ow-quiet">{words.wall.mapNote}</span>
        <button type="button" className="ow-switch" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {asTable ? words.wall.asMap : words.wall.asTable}
        </button>
      </div>
      {units.length === 0 ? <p className="ow-empty">{words.wall.noProjects}</p> : null}
      <Comb units={units} />
      <Table units={units} />
    </section>
  )
}

function Comb({ units }: { readonly units: readonly UnitTile[] }) {
  const words = useMessages(overviewMessages)
  if (units.length === 0) return null
  const { cells, box } = honeycomb(units.length)
  return (
    <svg className="ow-comb" viewBox={box} role="group" aria-label={words.wall.map}>
      {units.map((unit, index) => {
        const cell = cells[index]
        return cell ? <Tile key={unit.unitId} unit={unit} cell={cell} /> : null
      })}
    </svg>
  )
}

function Tile({ unit, cell }: { readonly unit: UnitTile; readonly cell: HoneyCell }) {
  const words = useMessages(overviewMessages)
  const go = useGo()
  const { lights, light } = unit
  const to = projectsPath({ unitId: unit.unitId })
  const lines = nameLines(unit.name)
  return (
    <a
      href={to}
      className={`ow-cell ow-cell-${light}`}
      aria-label={words.wall.mapLabel(
        unit.name,
        words.lightWords[light] ?? light,
        lights.red,
        lights.yellow,
        lights.green,
      )}
      onClick={(event) => {
        if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return
        event.preventDefault()
        go(to)
      }}
    >
      <polygon points={cell.points} />
      <Shape light={light} x={cell.x} y={cell.y - SIDE * 0.56} />
      {lines.map((line, index) => (
        <text key={line} x={cell.x} y={cell.y + (lines.length === 1 ? 4 : index * 15 - 5)} className="ow-cell-name">
          {line}
        </text>
      ))}
      <text x={cell.x} y={cell.y + SIDE * 0.58} className="ow-cell-counts">
        {unit.count === 0
          ? words.wall.none
          : (['red', 'yellow', 'green'] as const)
              .filter((colour) => lights[colour] > 0)
              .map((colour) => `${words.lightMarks[colour]}${lights[colour]}`)
              .join(' ') || words.lights['none']}
      </text>
    </a>
  )
}

/** The same shapes as everywhere: red a square, yellow a triangle, green a circle, none a ring. */
function Shape({ light, x, y }: { readonly light: string; readonly x: number; readonly y: number }) {
  const className = `ow-shape k-light-${light}`
  if (light === 'red') return <rect x={x - 7} y={y - 7} width="14" height="14" rx="1" className={className} />
  if (light === 'yellow') return <path d={`M${x} ${y - 8}l8 14h-16z`} className={className} />
  if (light === 'green') return <circle cx={x} cy={y} r="7" className={className} />
  return <circle cx={x} cy={y} r="6" fill="none" strokeWidth="2" strokeDasharray="3 2" className={className} />
}

/** A name in one or two lines of at most six characters; Latin words break at a blank. */
function nameLines(name: string): readonly string[] {
  const characters = Array.from(name)
  if (characters.length <= 6) return [name]
  const half = Math.min(6, Math.ceil(characters.length / 2))
  return [characters.slice(0, half).join(''), characters.slice(half, half * 2).join('')]
}

function Table({ units }: { readonly units: readonly UnitTile[] }) {
  const words = useMessages(overviewMessages)
  if (units.length === 0) return null
  return (
    <table className="ow-table ow-map-table" aria-label={words.wall.map}>
      <thead>
        <tr>
          <th scope="col">{words.wall.unit}</th>
          <th scope="col">{words.wall.light}</th>
          <th scope="col">{words.wall.count}</th>
          <th scope="col">{words.lightMarks['red']}</th>
          <th scope="col">{words.lightMarks['yellow']}</th>
          <th scope="col">{words.lightMarks['green']}</th>
        </tr>
      </thead>
      <tbody>
        {units.map((unit) => (
          <tr key={unit.unitId}>
            <th scope="row">
              <AppLink to={projectsPath({ unitId: unit.unitId })}>{unit.name}</AppLink>
            </th>
            <td>
              <LightShape colour={unit.light} size={14} /> {words.lightWords[unit.light]}
            </td>
            <td>{unit.count}</td>
            <td>{unit.lights.red}</td>
            <td>{unit.lights.yellow}</td>
            <td>{unit.lights.green}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
