import type { EditionMarks } from '../contract.ts'
import type { Outcomes } from './lists.ts'

type Mark = EditionMarks[string][number]

/** What a ranking led to, by unit: band first, then red lists, flags, stars, places gained, black lists and excuses in the order of the scheme. */
export function marksOf({ lists, awards, bands }: Outcomes): EditionMarks {
  const marks: Record<string, Mark[]> = {}
  const add = (unit: string, mark: Mark) => {
    marks[unit] = [...(marks[unit] ?? []), mark]
  }
  const reasonsOf = (reasons: Outcomes['bands'][number]['reasons']) =>
    reasons.map(({ code, params }) => ({ code, params: { ...params } }))
  for (const { unit, band, reasons } of bands)
    if (band) add(unit, { kind: 'band', key: band.key, name: band.name, count: null, reasons: reasonsOf(reasons) })
  const listed = (colour: 'red' | 'black') => {
    for (const { key, name, listed: units } of lists.filter((list) => list.colour === colour))
      for (const { unit, reasons } of units)
        add(unit, { kind: colour, key, name, count: null, reasons: reasonsOf(reasons) })
  }
  listed('red')
  for (const { key, name, sign, listed: units } of awards)
    for (const { unit, stars, reasons } of units)
      add(unit, { kind: sign, key, name, count: stars, reasons: reasonsOf(reasons) })
  listed('black')
  for (const { key, name, excused } of lists)
    for (const { unit, reasons } of excused)
      add(unit, { kind: 'excused', key, name, count: null, reasons: reasonsOf(reasons) })
  return marks
}
