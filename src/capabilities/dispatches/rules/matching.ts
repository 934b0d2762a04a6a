import type { Difference, Match, RowValues } from '../contract.ts'
import { isSameKind, isSameNumber } from './amounts.ts'
import { figureInLedger, type GoalDraft, goalOf, periodOfFigure, yearOfFigure } from './goals.ts'
import {
  bareIndicator,
  bareProject,
  type KnownIndicator,
  type KnownProject,
  type KnownUnit,
  type Ledger,
  withRow,
} from './ledger.ts'
import { comparable, likeness, mostAlike } from './likeness.ts'

type TargetRow = Extract<RowValues, { kind: 'target' }>
type ProjectRow = Extract<RowValues, { kind: 'project' }>
type CommitmentRow = Extract<RowValues, { kind: 'commitment' }>

/** A row as it is matched. */
export interface RowToMatch {
  readonly values: RowValues
  readonly quote: string
}

/** A row with the ids of what it belongs to, and how it stands to the ledger. */
export interface MatchedRow {
  readonly values: RowValues
  readonly match: Match
}

const NEW: Match = { kind: 'new', record: null, title: '', rowId: null, differences: [] }
const LEAST_PROJECT = 0.75
const LEAST_INDICATOR = 0.85
const LEAST_UNIT = 0.75
const LEAST_PROMISE = 0.8

/** Whether the ids of a row are to be found, or somebody chose them: then a null id stays null. */
export type IdsChosen = 'find' | 'chosen'

/**
 * Matches a row to the ledger: finds its unit, indicator or project unless somebody chose them, then says whether it is new, adds
 * something, contradicts or repeats what is there. Pure; the ledger's lists are given.
 */
export function matchRow({ values, quote }: RowToMatch, ledger: Ledger, ids: IdsChosen): MatchedRow {
  switch (values.kind) {
    case 'target':
      return matchFigure(values, quote, ledger, ids)
    case 'project':
      return matchProject(values, ledger, ids)
    default:
      return matchCommitment(values, ledger, ids)
  }
}

/** Matches the rows of one dispatch in their order: a row that repeats an earlier one of the same dispatch points to it by `rowId`. */
export function matchAll(
  rows: readonly (RowToMatch & { readonly rowId: string })[],
  ledger: Ledger,
): readonly MatchedRow[] {
  let known = ledger
  return rows.map(({ rowId, ...row }) => {
    const matched = matchRow(row, known, 'find')
    if (matched.match.kind === 'new')
      known = withRow(known, { rowId, values: matched.values, quote: row.quote, record: null })
    return matched
  })
}

const THE_REGION =
  /^(?:[全我][省市县区]|[省市县区]?委(?:[省市县区]?(?:人民)?政府)?|[省市县区]?(?:人民)?政府|当地|各级各部门)$/

/** The unit a text names: the region's own unit for its name, its leadership or nobody; undefined where no unit is alike enough. */
export function findUnit(
  owner: string | null,
  ledger: Pick<Ledger, 'units' | 'root' | 'regionName'>,
): KnownUnit | undefined {
  const named = comparable(owner ?? '').bare
  const region = comparable(ledger.regionName).bare
  const rest = region !== '' && named.startsWith(region) ? named.slice(region.length) : named
  if (rest === '' || THE_REGION.test(rest)) return ledger.root
  const equal = ledger.units.filter(({ names }) => names.some(({ bare }) => bare === rest || bare === named))
  if (equal.length > 0) return equal.length === 1 ? equal[0] : undefined
  const asked = comparable(rest)
  const scored = ledger.units.map((unit) => ({
    item: unit,
    score: Math.max(...unit.names.map((name) => likeness(name, asked))),
  }))
  return mostAlike(scored, LEAST_UNIT)?.item
}

function unitIdOf(owner: string | null, given: string | null, ledger: Ledger, ids: IdsChosen): string | null {
  return ids === 'chosen' || given !== null ? given : (findUnit(owner, ledger)?.id ?? null)
}

/** The project of the library a name means: the same name now or before, one name inside the other, or much the same characters. */
export function findProject(
  values: Pick<ProjectRow, 'name' | 'enterprise'>,
  projects: readonly KnownProject[],
): KnownProject | undefined {
  const asked = bareProject(values.name)
  const firm = comparable(values.enterprise ?? '')
  const scored = projects.map((project) => {
    const best = Math.max(...project.names.map((known) => nameScore(known.bare, asked.bare, likeness(known, asked))))
    const isSameFirm = firm.bare !== '' && project.firm.bare === firm.bare
    return { item: project, score: best < 1 && isSameFirm ? Math.min(0.99, best + 0.1) : best }
  })
  return mostAlike(scored, LEAST_PROJECT)?.item
}

function nameScore(one: string, other: string, alike: number): number {
  if (one === other) return 1
  const isInside = Math.min(one.length, other.length) >= 5 && (one.includes(other) || other.includes(one))
  return Math.max(alike, isInside ? 0.9 : 0)
}

const STAGE_RANK: Readonly<Record<string, number>> = {
  reserve: 1,
  negotiating: 2,
  signed: 3,
  landed: 4,
  established: 5,
  permits: 6,
  started: 7,
  under_construction: 8,
  completed: 9,
  in_production: 10,
  design_output: 11,
}

function matchProject(values: ProjectRow, ledger: Ledger, ids: IdsChosen): MatchedRow {
  const unitId = unitIdOf(values.place, values.unitId, ledger, ids)
  const project =
    values.projectId === null && ids === 'find'
      ? findProject(values, ledger.projects)
      : ledger.projects.find(({ id }) => id !== null && id === values.projectId)
  if (!project) return { values: { ...values, projectId: null, unitId: unitId ?? ledger.root?.id ?? null }, match: NEW }
  const { kind, differences } = compareProject(values, project)
  return {
    values: { ...values, projectId: project.id, unitId: unitId ?? project.unitId },
    match: {
      kind,
      record: project.id === null ? null : { kind: 'key_project', id: project.id },
      title: project.name,
      rowId: project.rowId,
      differences: [...differences],
    },
  }
}

/** How what a text says of a project stands to its record: nothing more, more (also a later stage), or something else. */
export function compareProject(
  values: ProjectRow,
  known: Pick<KnownProject, 'totalInvestment' | 'land' | 'enterprise' | 'stage'>,
): { readonly kind: Match['kind']; readonly differences: readonly Difference[] } {
  const stages = [STAGE_RANK[values.stage ?? ''] ?? 0, STAGE_RANK[known.stage] ?? 0] as const
  const isStageTold = stages[0] > 0 && stages[1] > 0 && stages[0] !== stages[1]
  const all = [
    {
      field: 'investment',
      text: values.investment,
      ledger: known.totalInvestment,
      isSame: values.investment === known.totalInvestment,
    },
    { field: 'area', text: values.area, ledger: known.land, isSame: isNear(values.area, known.land) },
    {
      field: 'enterprise',
      text: values.enterprise,
      ledger: known.enterprise || null,
      isSame: isSameFirm(values.enterprise, known.enterprise),
    },
    { field: 'stage', text: isStageTold ? values.stage : null, ledger: known.stage, isSame: false },
  ].filter(({ text, isSame }) => text !== null && !isSame)
  const clashes = all.some(({ field, ledger }) => (field === 'stage' ? stages[0] < stages[1] : ledger !== null))
  return {
    kind: clashes ? 'contradiction' : all.length > 0 ? 'update' : 'duplicate',
    differences: all.map(({ field, ledger, text }) => ({
      field,
      ledger: String(ledger ?? ''),
      text: String(text ?? ''),
    })),
  }
}

const isNear = (one: number | null, other: number | null): boolean =>
  one !== null && other !== null && Math.abs(one - other) <= 0.01 * Math.max(Math.abs(one), Math.abs(other))

function isSameFirm(one: string | null, other: string): boolean {
  const [a, b] = [comparable(one ?? '').bare, comparable(other).bare]
  return a === b || (a.length >= 2 && b.includes(a)) || (b.length >= 2 && a.includes(b))
}

/** Whether a figure can be one of an indicator: the same kind of unit, or a change, a rank or a comparison that needs none. */
function fits(values: TargetRow, indicator: KnownIndicator): boolean {
  if (values.comparator === 'rank' || indicator.measure === 'rank')
    return values.comparator === 'rank' && indicator.measure === 'rank'
  if (values.value === null || values.unit === '倍') return true
  const isChange = values.comparator.endsWith('_by') && isSameKind(values.unit ?? '', '%')
  return isChange || isSameKind(values.unit ?? '', indicator.unitText)
}

/** The indicator a name means, among those whose figures this one can be; a growth prefers an indicator that is a growth rate. */
export function findIndicator(values: TargetRow, indicators: readonly KnownIndicator[]): KnownIndicator | undefined {
  const asked = bareIndicator(values.indicator)
  const isGrowth = values.comparator === 'increase_by'
  const scored = indicators
    .filter((indicator) => fits(values, indicator))
    .map((indicator) => {
      const alike = likeness(indicator.bare, asked)
      const score = alike < (indicator.id === null ? 1 : LEAST_INDICATOR) ? 0 : alike
      const isPreferred = (indicator.measure === 'growth_rate') === isGrowth
      return { item: indicator, score: score + (isPreferred ? 0.02 : 0) + (indicator.id === null ? 0 : 0.01) }
    })
  return mostAlike(scored, LEAST_INDICATOR)?.item
}

/** A figure whose indicator begins with the name of a unit (东河镇新建高标准农田) belongs to that unit; the indicator is the rest. */
function ofNamedUnit(values: TargetRow, ledger: Ledger): TargetRow {
  const unit = findUnit(values.owner, ledger)
  if (values.unitId !== null || (unit && unit.id !== ledger.root?.id)) return values
  const names = ledger.units
    .filter(({ id }) => id !== ledger.root?.id)
    .flatMap((each) => each.names.map(({ bare }) => bare))
    .filter((name) => name.length >= 3 && values.indicator.startsWith(name))
    .toSorted((one, other) => other.length - one.length)
  const [owner] = names
  const indicator = owner === undefined ? '' : values.indicator.slice(owner.length)
  return owner === undefined || indicator.length < 2 ? values : { ...values, owner, indicator }
}

function matchFigure(given: TargetRow, quote: string, ledger: Ledger, ids: IdsChosen): MatchedRow {
  const values = ids === 'find' ? ofNamedUnit(given, ledger) : given
  const unitId = unitIdOf(values.owner, values.unitId, ledger, ids)
  const indicator =
    values.indicatorId === null && ids === 'find'
      ? findIndicator(values, ledger.indicators)
      : ledger.indicators.find(({ id }) => id !== null && id === values.indicatorId)
  const row = { ...values, unitId, indicatorId: indicator?.id ?? null }
  if (!indicator || unitId === null) return { values: row, match: { ...NEW, title: indicator?.name ?? '' } }
  const match =
    values.status === 'target' ? compareGoal(row, quote, indicator, ledger) : compareClaim(row, indicator, ledger)
  return { values: row, match: { ...match, title: indicator.name } }
}

function compareGoal(row: TargetRow, quote: string, indicator: KnownIndicator, ledger: Ledger): Match {
  const year = yearOfFigure(row, ledger.year)
  const goal = goalOf(row, indicator, quote)
  const known = indicator.targets.find((each) => each.year === year && each.unitId === row.unitId)
  if (!known || !goal) return NEW
  const found = {
    ...NEW,
    record: known.id === null ? null : { kind: 'target' as const, id: known.id },
    rowId: known.rowId,
  }
  const isSame =
    goal.comparator === known.goal.comparator &&
    isSameNumber(goal.value, known.goal.value) &&
    isSameNumber(goal.upper, known.goal.upper)
  if (isSame) return { ...found, kind: 'duplicate' }
  const differences = [{ field: 'goal', ledger: goalText(known.goal), text: goalText(goal) }]
  return { ...found, kind: known.goal.value === null ? 'update' : 'contradiction', differences }
}

const goalText = ({ comparator, value, upper }: GoalDraft): string =>
  `${comparator} ${value ?? ''}${upper === null ? '' : `–${upper}`}`.trim()

const isChange = (comparator: string): boolean => /^(?:increase|reduce)_by$/.test(comparator)

function compareClaim(row: TargetRow, indicator: KnownIndicator, ledger: Ledger): Match {
  const period = periodOfFigure(row, ledger.year)
  const { value } = figureInLedger(row, indicator.unitText)
  const rivals = indicator.claims.filter(
    (each) =>
      each.unitId === row.unitId &&
      each.period === period &&
      each.status === row.status &&
      isChange(each.comparator) === isChange(row.comparator),
  )
  const same = rivals.find((each) => each.comparator === row.comparator && isSameNumber(each.value, value))
  if (same) return { ...NEW, kind: 'duplicate', record: same.id === null ? null : claim(same.id), rowId: same.rowId }
  const rival = rivals.find((each) => each.id !== null && each.value !== null && value !== null)
  if (!rival || rival.id === null) return NEW
  const differences = [
    { field: 'value', ledger: `${rival.comparator} ${rival.value ?? ''}`, text: `${row.comparator} ${value ?? ''}` },
  ]
  return { ...NEW, kind: 'contradiction', record: claim(rival.id), differences }
}

const claim = (id: string) => ({ kind: 'claim' as const, id })

function matchCommitment(values: CommitmentRow, ledger: Ledger, ids: IdsChosen): MatchedRow {
  const row = { ...values, unitId: unitIdOf(values.owner, values.unitId, ledger, ids) }
  const asked = comparable(values.action)
  const scored = ledger.promises
    .filter(({ unitId }) => unitId === row.unitId || unitId === null || row.unitId === null)
    .map((promise) => ({ item: promise, score: likeness(promise.words, asked) }))
  const promise = mostAlike(scored, LEAST_PROMISE)?.item
  if (!promise) return { values: row, match: NEW }
  const isSame = values.dueOn === null || promise.dueOn === values.dueOn
  return {
    values: row,
    match: {
      kind: isSame ? 'duplicate' : promise.dueOn === null ? 'update' : 'contradiction',
      record: promise.id === null ? null : { kind: 'promise', id: promise.id },
      title: promise.action.slice(0, 80),
      rowId: promise.rowId,
      differences: isSame ? [] : [{ field: 'dueOn', ledger: promise.dueOn ?? '', text: values.dueOn ?? '' }],
    },
  }
}
