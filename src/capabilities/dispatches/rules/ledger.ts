import type { Measure, RowValues, Stage } from '../contract.ts'
import { type GoalDraft, goalOf, indicatorOf, periodOfFigure, yearOfFigure } from './goals.ts'
import table from '../data/indicator-terms.json' with { type: 'json' }
import { type Comparable, comparable } from './likeness.ts'

const terms: readonly (readonly string[])[] = table.terms

/** A unit by all its names. */
export interface KnownUnit {
  readonly id: string
  readonly names: readonly Comparable[]
}

/** A project of the library, by the names it has and had. Without an id it is an earlier row of the same dispatch. */
export interface KnownProject {
  readonly id: string | null
  readonly rowId: string | null
  readonly name: string
  readonly names: readonly Comparable[]
  readonly enterprise: string
  readonly firm: Comparable
  readonly stage: Stage
  readonly totalInvestment: number | null
  readonly land: number | null
  readonly unitId: string | null
  readonly version: number
}

/** A target of an indicator. Without an id it is an earlier row of the same dispatch. */
export interface KnownTarget {
  readonly id: string | null
  readonly rowId: string | null
  readonly year: number
  readonly unitId: string
  readonly goal: GoalDraft
  readonly version: number
}

/** A published claim of an indicator. Without an id it is an earlier row of the same dispatch. */
export interface KnownClaim {
  readonly id: string | null
  readonly rowId: string | null
  readonly unitId: string
  readonly period: string
  readonly comparator: string
  readonly value: string | null
  readonly status: string
}

/** An indicator with targets and claims. Without an id it is one that only rows of the same dispatch speak of. */
export interface KnownIndicator {
  readonly id: string | null
  readonly name: string
  readonly bare: Comparable
  readonly unitText: string
  readonly measure: Measure
  readonly targets: readonly KnownTarget[]
  readonly claims: readonly KnownClaim[]
}

/** A promise of the ledger. Without an id it is an earlier row of the same dispatch. */
export interface KnownPromise {
  readonly id: string | null
  readonly rowId: string | null
  readonly unitId: string | null
  readonly action: string
  readonly words: Comparable
  readonly dueOn: string | null
  readonly version: number
}

/** What rows are matched with. `root` is the unit that stands for the region as a whole; `year` the year of the dispatch. */
export interface Ledger {
  readonly regionName: string
  readonly year: number | null
  readonly units: readonly KnownUnit[]
  readonly root: KnownUnit | undefined
  readonly projects: readonly KnownProject[]
  readonly indicators: readonly KnownIndicator[]
  readonly promises: readonly KnownPromise[]
}

/** A unit as the register has it. */
export interface UnitOfRegister {
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly parentId: string | null
  readonly areaCode: string | null
}

/**
 * The unit that stands for the region as a whole: the one with the region's own code, else the one of its name, else the only one above
 * all others, else the only leadership; undefined where none of these is clear.
 */
export function rootUnit(
  units: readonly UnitOfRegister[],
  region: { readonly code: string; readonly name: string },
): string | undefined {
  const tops = units.filter(({ parentId }) => parentId === null)
  const tries = [
    units.filter(({ areaCode }) => areaCode === region.code),
    units.filter(({ name }) => name === region.name),
    tops,
    tops.filter(({ kind }) => kind === 'leaders'),
    tops.filter(({ kind }) => kind === 'office'),
  ]
  return tries.find((found) => found.length === 1)?.[0]?.id
}

/** A project's name without 项目 and 工程 at its end. */
export function bareProject(name: string): Comparable {
  const whole = comparable(name)
  const bare = whole.bare.replace(/(?:建设)?(?:项目|工程)$/, '')
  return bare.length < 2 ? whole : comparable(bare)
}

/** An indicator's name in its short form, without words that say no more than "how much" (完成, 总额, 同比增速). */
export function bareIndicator(name: string): Comparable {
  const whole = comparable(
    terms.reduce((text, [long = '', short = '']) => text.replaceAll(long, short), comparable(name).bare),
  )
  const bare = whole.bare
    .replace(/^(?:完成|实现|累计|全年|年度)+/, '')
    .replace(/(?:同比|比上年)?(?:增速|增幅|增长率|增长|总额|总量|总数|数量|数|额)$/, '')
  return bare.length < 2 ? whole : comparable(bare)
}

/** Makes a project known by its names. */
export function knownProject(
  names: readonly [string, ...string[]],
  facts: Omit<KnownProject, 'name' | 'names' | 'firm'>,
): KnownProject {
  return {
    ...facts,
    name: names[0],
    names: names.filter((name) => name !== '').map(bareProject),
    firm: comparable(facts.enterprise),
  }
}

/** Makes an indicator known by its name. */
export function knownIndicator(facts: Omit<KnownIndicator, 'bare'>): KnownIndicator {
  return { ...facts, bare: bareIndicator(facts.name) }
}

/** Makes a promise known by its words. */
export function knownPromise(facts: Omit<KnownPromise, 'words'>): KnownPromise {
  return { ...facts, words: comparable(facts.action) }
}

/** A matched row that the ledger is to know from now on: with the record it became, or none while it is only proposed. */
export interface Taken {
  readonly rowId: string
  readonly values: RowValues
  readonly quote: string
  readonly record: { readonly id: string; readonly version: number } | null
}

/** The ledger with one more row in it, so that a later row of the same dispatch finds it. */
export function withRow(ledger: Ledger, taken: Taken): Ledger {
  const { values, record } = taken
  const about = { id: record?.id ?? null, rowId: record ? null : taken.rowId, version: record?.version ?? 0 }
  if (values.kind === 'project') {
    const project = knownProject([values.name], {
      ...about,
      enterprise: values.enterprise ?? '',
      stage: values.stage ?? 'reserve',
      totalInvestment: values.investment,
      land: values.area,
      unitId: values.unitId,
    })
    const others = ledger.projects.filter((each) => each.id === null || each.id !== about.id)
    return { ...ledger, projects: [...others, project] }
  }
  if (values.kind === 'commitment') {
    const promise = knownPromise({ ...about, unitId: values.unitId, action: values.action, dueOn: values.dueOn })
    const others = ledger.promises.filter((each) => each.id === null || each.id !== about.id)
    return { ...ledger, promises: [...others, promise] }
  }
  return withFigure(ledger, taken, about)
}

function withFigure(
  ledger: Ledger,
  { values, quote }: Taken,
  about: { readonly id: string | null; readonly rowId: string | null; readonly version: number },
): Ledger {
  if (values.kind !== 'target' || values.unitId === null) return ledger
  const made = indicatorOf(values)
  const index = ledger.indicators.findIndex((each) =>
    values.indicatorId === null ? isNameless(each, made) : each.id === values.indicatorId,
  )
  const indicator =
    ledger.indicators[index] ??
    knownIndicator({
      id: null,
      name: made.name,
      unitText: made.unitText,
      measure: made.measure,
      targets: [],
      claims: [],
    })
  const grown = grownIndicator(indicator, values, values.unitId, { ...about, quote, year: ledger.year })
  const indicators =
    index < 0 ? [...ledger.indicators, grown] : ledger.indicators.map((each, at) => (at === index ? grown : each))
  return { ...ledger, indicators }
}

const isNameless = (each: KnownIndicator, made: { readonly name: string; readonly unitText: string }): boolean =>
  each.id === null && each.name === made.name && each.unitText === made.unitText

function grownIndicator(
  indicator: KnownIndicator,
  values: Extract<RowValues, { kind: 'target' }>,
  unitId: string,
  about: {
    readonly id: string | null
    readonly rowId: string | null
    readonly version: number
    readonly quote: string
    readonly year: number | null
  },
): KnownIndicator {
  const { id, rowId, version } = about
  if (values.status === 'target') {
    const [goal, year] = [goalOf(values, indicator, about.quote), yearOfFigure(values, about.year)]
    if (!goal || year === null) return indicator
    const others = indicator.targets.filter((each) => each.year !== year || each.unitId !== unitId)
    return { ...indicator, targets: [...others, { id, rowId, year, unitId, goal, version }] }
  }
  const period = periodOfFigure(values, about.year)
  if (period === null) return indicator
  const { comparator, value, status } = values
  return { ...indicator, claims: [...indicator.claims, { id, rowId, unitId, period, comparator, value, status }] }
}
