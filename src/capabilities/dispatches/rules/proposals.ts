import { asSquareMetres, parseArea } from '../../../kernel/area.ts'
import { yearOf } from '../../../kernel/day.ts'
import { asYuan, fromYi, type Yuan } from '../../../kernel/yuan.ts'
import type { RowValues, Stage } from '../contract.ts'
import { decimalOf } from './amounts.ts'
import { lastDayOfNotation, periodOfNotation } from './ledger-periods.ts'
import { anchorYear } from './periods.ts'
import type { ProjectStage } from './projects.ts'
import type { DispatchReading } from './read.ts'

/** A row as reading proposes it: its place in the original and its values, not yet matched to the ledger. */
export interface Proposal {
  readonly start: number
  readonly end: number
  readonly quote: string
  readonly values: RowValues
}

const STAGE_OF = {
  reserve: 'reserve',
  signed: 'signed',
  approved: 'established',
  started: 'started',
  under_construction: 'under_construction',
  completed: 'completed',
  in_production: 'in_production',
} as const satisfies Record<ProjectStage, Stage>

const LONGEST_NAME = 200
const cut = (text: string, most = LONGEST_NAME): string => Array.from(text.trim()).slice(0, most).join('')
const cutOrNull = (text: string | null): string | null => (text === null || text.trim() === '' ? null : cut(text))

function yuanOfYi(yi: number | null): Yuan | null {
  if (yi === null || yi < 0) return null
  const amount = fromYi(yi, 'half_up')
  return amount.ok && amount.value <= 9_000_000_000_000_000 ? asYuan(amount.value) : null
}

function areaOfMu(mu: number | null) {
  const area = mu === null ? undefined : parseArea(mu, 'mu')
  return area?.ok ? asSquareMetres(area.value) : null
}

/** The year a dispatch speaks from: of its printed date, else the one it names most. */
export function yearOfReading(reading: DispatchReading): number | null {
  return anchorYear(reading.cleaned.text, reading.date)
}

/** The rows a reading proposes, in the order of the text; nothing of the ledger is known yet. */
export function proposalsOf(reading: DispatchReading): readonly Proposal[] {
  const year = yearOfReading(reading)
  const place = ({ start, end, quote }: { start: number; end: number; quote: string }) => ({ start, end, quote })
  const targets = reading.targets.map((read) => ({
    ...place(read),
    values: {
      kind: 'target' as const,
      indicator: cut(withoutPlace(read.indicator, reading.place?.name ?? '')),
      indicatorId: null,
      value: decimalOf(read.value),
      value2: decimalOf(read.value2),
      unit: read.unit === null || read.unit.trim() === '' ? null : cut(read.unit, 20),
      comparator: read.comparator,
      from: decimalOf(read.from),
      period: periodOfNotation(read.period),
      status: read.status,
      owner: cutOrNull(read.owner),
      unitId: null,
    },
  }))
  const projects = reading.projects.map((read) => ({
    ...place(read),
    values: {
      kind: 'project' as const,
      name: cut(read.name),
      projectId: null,
      investment: yuanOfYi(read.investmentYi),
      area: areaOfMu(read.areaMu),
      stage: read.stage && STAGE_OF[read.stage],
      place: cutOrNull(read.region),
      enterprise: cutOrNull(read.enterprise),
      unitId: null,
    },
  }))
  const commitments = reading.commitments.map((read) => ({
    ...place(read),
    values: {
      kind: 'commitment' as const,
      owner: cutOrNull(read.owner),
      unitId: null,
      action: cut(read.action, 2000),
      dueOn: lastDayOfNotation(read.deadline, year ?? (reading.date === null ? null : yearOf(reading.date as never))),
    },
  }))
  return [...targets, ...projects, ...commitments]
    .filter(({ values, quote }) => quote !== '' && nameOf(values).length >= (values.kind === 'target' ? 1 : 2))
    .toSorted((one, other) => one.start - other.start || one.end - other.end)
}

/** An indicator's name without the name of the place it is told of. */
function withoutPlace(indicator: string, place: string): string {
  const rest = place !== '' && indicator.startsWith(place) ? indicator.slice(place.length) : indicator
  return rest.trim().length < 2 ? indicator : rest
}

/** What a row is about, in a few words: the indicator, the project's name, the pledge. */
export function nameOf(values: RowValues): string {
  if (values.kind === 'target') return values.indicator
  return values.kind === 'project' ? values.name : values.action
}

/** A row somebody wrote with its place in the original, or null where its quote does not stand there. */
export function placed(raw: string, given: { readonly quote: string; readonly values: RowValues }): Proposal | null {
  const start = raw.indexOf(given.quote)
  if (given.quote.trim() === '' || start < 0) return null
  return { start, end: start + given.quote.length, quote: given.quote, values: given.values }
}

/**
 * Verifies rows proposed by somebody who may have made them up (a model): the quote must stand in the original, and every figure of
 * the values must stand in the quote. Answers the row with its place, or null where it does not verify.
 */
export function verified(raw: string, given: { readonly quote: string; readonly values: RowValues }): Proposal | null {
  const row = placed(raw, given)
  if (!row) return null
  const said = given.quote.normalize('NFKC').replace(/(?<=\d)[,，\s](?=\d)/g, '')
  const figures = figuresOf(given.values)
  return figures.every((figure) => hasFigure(said, figure)) ? row : null
}

function figuresOf(values: RowValues): readonly string[] {
  if (values.kind === 'target')
    return [values.value, values.value2, values.from].filter((each): each is string => each !== null)
  if (values.kind === 'commitment' || values.investment === null) return []
  const yuan = String(values.investment)
  return [yuan.replace(/0{1,8}$/, '').replace(/^$/, '0')]
}

function hasFigure(said: string, figure: string): boolean {
  const plain = figure.replace(/^-/, '').replace(/\.0+$/, '')
  const digits = plain.replace('.', '')
  return (
    new RegExp(`(?<![\\d.])${plain.replace('.', '\\.')}(?!\\d|\\.\\d)`).test(said) ||
    said
      .match(/\d+(?:\.\d+)?/g)
      ?.some((each) => each.replace('.', '').replace(/0+$/, '') === digits.replace(/0+$/, '')) === true
  )
}
