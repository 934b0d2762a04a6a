import type { BoundNumber, BoundTable, Change } from '../contract.ts'

/** What a bulletin told, and what corrections of it told since, the oldest first. */
export interface Told {
  readonly numbers: readonly BoundNumber[]
  readonly tables: readonly BoundTable[]
  /** Changes told by published corrections, or looked at and set aside by a person. */
  readonly settled: readonly Change[]
}

/** The answers of today to the same questions, in the same shapes. */
export interface Asked {
  readonly numbers: readonly BoundNumber[]
  readonly tables: readonly BoundTable[]
}

const SEPARATOR = '\u001F'

/** The name of a cell that stays the same when rows change their places: block, row by what its text says, column. */
function cellKeys(
  table: BoundTable,
  headings: readonly string[],
): readonly { key: string; name: string; row: number; at: number }[] {
  const texts = table.units.flatMap((unit, at) => (unit === 'text' ? [at] : []))
  const seen = new Map<string, number>()
  return table.values.flatMap((row, index) => {
    const said = texts.slice(0, 2).map((at) => row[at] ?? '')
    const times = (seen.get(said.join(SEPARATOR)) ?? 0) + 1
    seen.set(said.join(SEPARATOR), times)
    return table.units.flatMap((unit, at) =>
      unit === 'text'
        ? []
        : [
            {
              key: [table.key, ...said, String(times), String(at)].join(SEPARATOR),
              name: `${said.at(-1) === '' ? (said[0] ?? '') : said.join(' ')} ${headings[at] ?? ''}`.trim(),
              row: index,
              at,
            },
          ],
    )
  })
}

/**
 * What was published and would now be printed otherwise: compared as printed, so that what rounding hides needs no notice. A figure that was
 * corrected is compared with its last correction. Rows that came or went change no figure of the rows that were printed.
 */
export function changesSince(
  told: Told,
  asked: Asked,
  headingsOf: (block: string) => readonly string[],
): readonly Change[] {
  const last = new Map(told.settled.map((change) => [`${change.of}${change.key}`, change]))
  const compared = (change: Change): readonly Change[] => {
    const before = last.get(`${change.of}${change.key}`)
    const was = before ? { was: before.now, wasShown: before.nowShown } : { was: change.was, wasShown: change.wasShown }
    return was.wasShown === change.nowShown ? [] : [{ ...change, ...was }]
  }
  const nowByName = new Map(asked.numbers.map((each) => [each.name, each]))
  const numbers = told.numbers.flatMap((number) => {
    const now = nowByName.get(number.name)
    return compared({
      of: 'number',
      key: number.name,
      name: number.unitName === '' ? number.name : `${number.unitName} ${number.name}`,
      question: number.figureName,
      period: number.period,
      was: number.value,
      wasShown: number.shown,
      now: now?.value ?? null,
      nowShown: now?.shown ?? '',
    })
  })
  const cells = told.tables.flatMap((table) => {
    const now = asked.tables.find((each) => each.key === table.key)
    if (!now) return []
    const headings = headingsOf(table.key)
    const places = new Map(cellKeys(now, headings).map((each) => [each.key, each]))
    return cellKeys(table, headings).flatMap(({ key, name, row, at }) => {
      const place = places.get(key)
      if (!place) return []
      return compared({
        of: 'cell',
        key,
        name,
        question: table.listName,
        period: table.period,
        was: table.values[row]?.[at] ?? null,
        wasShown: table.shown[row]?.[at] ?? '',
        now: now.values[place.row]?.[place.at] ?? null,
        nowShown: now.shown[place.row]?.[place.at] ?? '',
      })
    })
  })
  return [...numbers, ...cells]
}

/** What is different between two askings of a draft, so that a person sees what moved. */
export function differencesBetween(
  before: Asked,
  now: Asked,
  headingsOf: (block: string) => readonly string[],
): readonly Change[] {
  return changesSince({ ...before, settled: [] }, now, headingsOf)
}

/** Whether two lists of changes tell the same. */
export function tellsTheSame(one: readonly Change[], other: readonly Change[]): boolean {
  const said = (changes: readonly Change[]) => changes.map(({ of, key, nowShown }) => [of, key, nowShown])
  return JSON.stringify(said(one)) === JSON.stringify(said(other))
}
