import { type Day, yearOf } from '../../../kernel/day.ts'
import type { Period } from '../../../kernel/period.ts'
import { parseProjectCode } from '../../../kernel/project-code.ts'
import { type ImportFault, type LedgerField, type Membership, ProjectBody } from '../contract.ts'
import { type HistoryMonth, historyOf, type MonthAmount } from './ledger-months.ts'
import { comparableName, readLedgerWord, readMonth, readSection, readSpan } from './ledger-words.ts'
import { ledgerMonth, reportedFigure } from './money.ts'
import { changedFields, type FieldChange } from './project.ts'

/** One row of a ledger as its cells read: texts, whole yuan, square metres, days; what is blank is missing. */
export interface LedgerRow {
  readonly row: number
  readonly section: string | undefined
  readonly texts: Readonly<Partial<Record<LedgerField, string>>>
  readonly amounts: Readonly<Partial<Record<LedgerField, number>>>
  readonly days: Readonly<Partial<Record<LedgerField, Day>>>
  /** Amounts of columns that count one month each. */
  readonly months: readonly MonthAmount[]
  /** What could not be read in its cells. */
  readonly faults: readonly ImportFault[]
}

/** What a row means beside what is known. */
export interface PlannedRow {
  readonly row: number
  readonly name: string
  readonly outcome: 'create' | 'update' | 'same' | 'fault'
  readonly body: ProjectBody | undefined
  readonly changes: readonly FieldChange[]
  /** Past months the row tells; those of the record's own figure and later ones are not among them. */
  readonly months: readonly HistoryMonth[]
  readonly faults: readonly ImportFault[]
  readonly notices: readonly ImportFault[]
}

/** What rows are read against. */
export interface ImportKnowledge {
  readonly year: number
  readonly asOf: Period | null
  readonly defaultUnitId: string | null
  /** Ids by the name a ledger writes. */
  readonly unitOf: (name: string) => string | undefined
  readonly taskForceOf: (name: string) => string | undefined
  readonly sponsorOf: (name: string) => string | undefined
  readonly mayKeep: (unitIds: readonly (string | null)[]) => boolean
  /** What people call a value of a field, for the sentences. */
  readonly wordOf: (field: 'stage' | 'listClass', value: string) => string
  readonly choicesOf: (field: keyof typeof readLedgerWord) => string
}

type Note = (field: LedgerField | null, code: string, params?: ImportFault['params']) => void

/**
 * Plans one row: the body a project would have, from `before` where the project is there. A blank cell leaves what is known; a word
 * nobody knows is left out with a notice; what would make a wrong record is a fault.
 */
export function planRow(ledger: LedgerRow, before: ProjectBody | undefined, known: ImportKnowledge): PlannedRow {
  const faults: ImportFault[] = [...ledger.faults]
  const notices: ImportFault[] = []
  const fault: Note = (field, code, params = {}) => faults.push({ row: ledger.row, field, code, params })
  const notice: Note = (field, code, params = {}) => notices.push({ row: ledger.row, field, code, params })
  const name = nameOf(ledger, before)
  const patch = {
    ...plainOf(ledger),
    ...codesOf(ledger, before, fault),
    ...peopleOf(ledger, before, known, { fault, notice }),
    ...moneyOf(ledger, before, known, { fault, notice }),
    ...daysOf(ledger, fault),
    ...wordsOf(ledger, known, notice),
  }
  const stage = patch.stage ?? before?.stage
  const guessed = stage ?? guessStage(ledger, known, notice)
  const body = ProjectBody.safeParse({
    ...before,
    ...patch,
    name,
    stage: guessed,
    memberships: membershipsOf(ledger, before, known, notice),
  })
  const isSound = faults.length === 0 && body.success
  if (!isSound)
    return { row: ledger.row, name, outcome: 'fault', body: undefined, changes: [], months: [], faults, notices }
  const changes = before ? changedFields(before, body.data) : []
  const outcome = !before ? 'create' : changes.length > 0 ? 'update' : 'same'
  const months = monthsOf(ledger, before, known)
  return { row: ledger.row, name, outcome, body: body.data, changes, months, faults, notices }
}

/** The name as written, unless it differs from the known one only in blanks, brackets and width. */
function nameOf({ texts }: LedgerRow, before: ProjectBody | undefined): string {
  if (!before) return texts.name ?? ''
  const isSame = texts.name === undefined || comparableName(texts.name) === comparableName(before.name)
  return isSame ? before.name : (texts.name ?? '')
}

const PLAIN = {
  chain: 'chain',
  enterprise: 'enterprise',
  place: 'place',
  scope: 'scope',
  physicalProgress: 'physicalProgress',
  openProblems: 'openProblems',
  nextSteps: 'nextSteps',
  responsiblePerson: 'responsiblePerson',
  responsiblePhone: 'responsiblePhone',
  note: 'note',
} as const satisfies Partial<Record<LedgerField, keyof ProjectBody>>

function plainOf({ texts, amounts }: LedgerRow): Record<string, unknown> {
  const written = Object.keys(PLAIN).filter((field) => texts[field as keyof typeof PLAIN] !== undefined)
  return {
    ...Object.fromEntries(written.map((field) => [field, texts[field as keyof typeof PLAIN]])),
    ...(amounts.land === undefined ? {} : { land: amounts.land }),
  }
}

function codesOf({ texts }: LedgerRow, before: ProjectBody | undefined, fault: Note): Record<string, unknown> {
  const written = (texts.projectCode ?? '').split(/[\s,，、;；]+/).filter((code) => code !== '')
  const codes = written.flatMap((text) => {
    const code = parseProjectCode(text)
    if (!code.ok) fault('projectCode', 'not_a_code', { text })
    return code.ok ? [code.value] : []
  })
  return codes.length === 0 ? {} : { projectCodes: [...new Set([...(before?.projectCodes ?? []), ...codes])] }
}

function peopleOf(
  { texts }: LedgerRow,
  before: ProjectBody | undefined,
  known: ImportKnowledge,
  { fault, notice }: { readonly fault: Note; readonly notice: Note },
): Record<string, unknown> {
  const unitId = texts.unit === undefined ? (before?.unitId ?? known.defaultUnitId) : known.unitOf(texts.unit)
  const leadUnitId = texts.leadUnit === undefined ? undefined : known.unitOf(texts.leadUnit)
  const taskForceId = texts.taskForce === undefined ? undefined : known.taskForceOf(texts.taskForce)
  const sponsorPostId = texts.sponsor === undefined ? undefined : known.sponsorOf(texts.sponsor)
  if (unitId === undefined) fault('unit', 'unit_unknown', { text: texts.unit ?? '' })
  else if (unitId === null) fault('unit', 'unit_missing')
  else if (!known.mayKeep([unitId, leadUnitId ?? before?.leadUnitId ?? null]))
    fault('unit', 'unit_not_yours', { text: texts.unit ?? '' })
  if (texts.leadUnit !== undefined && leadUnitId === undefined)
    notice('leadUnit', 'lead_unit_unknown', { text: texts.leadUnit })
  if (texts.taskForce !== undefined && taskForceId === undefined)
    notice('taskForce', 'task_force_unknown', { text: texts.taskForce })
  if (texts.sponsor !== undefined && sponsorPostId === undefined)
    notice('sponsor', 'sponsor_unknown', { text: texts.sponsor })
  return {
    ...(unitId ? { unitId } : {}),
    ...(leadUnitId ? { leadUnitId } : {}),
    ...(taskForceId ? { taskForceId } : {}),
    ...(sponsorPostId ? { sponsorPostId } : {}),
  }
}

function asOfRow({ texts }: LedgerRow, known: ImportKnowledge): Period | null {
  return (texts.investedAsOf === undefined ? undefined : readMonth(texts.investedAsOf, known.year)) ?? known.asOf
}

/** Whether the record already states a later month than the row: then the row is history and moves nothing. */
function isHistory(before: ProjectBody | undefined, asOf: Period | null): boolean {
  const stated = before && reportedFigure(before)
  return stated !== undefined && asOf !== null && ledgerMonth(asOf) < stated.period
}

/** The past months a row tells, its own figure among them where the record states a later one. */
function monthsOf(ledger: LedgerRow, before: ProjectBody | undefined, known: ImportKnowledge): readonly HistoryMonth[] {
  const asOf = asOfRow(ledger, known)
  if (asOf === null) return []
  const { investedThisYear: thisYear, investedThisMonth: thisMonth } = ledger.amounts
  const own = { asOf: ledgerMonth(asOf), thisYear, thisMonth }
  const past = historyOf(ledger.months, own)
  return thisYear !== undefined && isHistory(before, asOf) ? [...past, { period: own.asOf, thisYear }] : past
}

function moneyOf(
  ledger: LedgerRow,
  before: ProjectBody | undefined,
  known: ImportKnowledge,
  { fault, notice }: { readonly fault: Note; readonly notice: Note },
): Record<string, unknown> {
  const { totalInvestment, investedBeforeYear, yearPlan } = ledger.amounts
  const asOf = asOfRow(ledger, known)
  const isPast = isHistory(before, asOf)
  const investedThisYear = isPast ? undefined : ledger.amounts.investedThisYear
  if (investedThisYear !== undefined && asOf === null) fault('investedThisYear', 'as_of_missing')
  if (isPast && ledger.amounts.investedThisYear !== undefined) notice('investedThisYear', 'taken_as_history')
  return {
    ...(totalInvestment === undefined ? {} : { totalInvestment }),
    ...(investedBeforeYear === undefined ? {} : { investedBeforeYear }),
    ...(yearPlan === undefined ? {} : { yearPlan, planYear: known.year }),
    ...(investedThisYear === undefined ? {} : { investedThisYear, investedAsOf: asOf }),
  }
}

function daysOf({ texts, days }: LedgerRow, fault: Note): Record<string, unknown> {
  const span = texts.span === undefined ? undefined : readSpan(texts.span)
  if (texts.span !== undefined && !span) fault('span', 'not_a_span', { text: texts.span })
  if (span && span.to < span.from) fault('span', 'span_backwards', { text: texts.span ?? '' })
  const plannedStartOn = days.plannedStartOn ?? span?.from
  const plannedCompletionOn = days.plannedCompletionOn ?? span?.to
  return {
    ...(days.startedOn ? { startedOn: days.startedOn } : {}),
    ...(plannedStartOn ? { plannedStartOn } : {}),
    ...(plannedCompletionOn ? { plannedCompletionOn } : {}),
  }
}

function wordsOf({ texts }: LedgerRow, known: ImportKnowledge, notice: Note) {
  const read = <K extends 'stage' | 'category' | 'nature'>(field: K) => {
    const text = texts[field]
    const value = text === undefined ? undefined : readLedgerWord[field](text)
    if (text !== undefined && value === undefined)
      notice(field, 'value_unknown', { text, values: known.choicesOf(field) })
    return value as ReturnType<(typeof readLedgerWord)[K]>
  }
  const [stage, category, nature] = [read('stage'), read('category'), read('nature')]
  return { ...(stage ? { stage } : {}), ...(category ? { category } : {}), ...(nature ? { nature } : {}) }
}

/** Without a word for it: money done means building, a day of start that it was started, nothing that it is still planned. */
function guessStage({ days, amounts }: LedgerRow, known: ImportKnowledge, notice: Note): ProjectBody['stage'] {
  const isBuilding = (amounts.investedThisYear ?? 0) > 0 || (amounts.investedBeforeYear ?? 0) > 0
  const stage = isBuilding ? 'under_construction' : days.startedOn ? 'started' : 'reserve'
  notice('stage', 'guessed', { value: known.wordOf('stage', stage) })
  return stage
}

/** The lists of the row beside those that are known: one place a level and year. */
function membershipsOf(
  ledger: LedgerRow,
  before: ProjectBody | undefined,
  known: ImportKnowledge,
  notice: Note,
): readonly Membership[] {
  const kept = before?.memberships ?? []
  const section = ledger.section === undefined ? undefined : readSection(ledger.section)
  const read = <K extends 'level' | 'listClass'>(field: K) => {
    const text = ledger.texts[field]
    const value = text === undefined ? undefined : readLedgerWord[field](text)
    if (text !== undefined && value === undefined)
      notice(field, 'value_unknown', { text, values: known.choicesOf(field) })
    return value as ReturnType<(typeof readLedgerWord)[K]>
  }
  const level = read('level') ?? section?.level
  if (level === undefined) return kept
  const same = kept.find((each) => each.level === level && each.year === known.year)
  const listClass =
    read('listClass') ?? section?.listClass ?? same?.listClass ?? guessClass(ledger, before, known, notice)
  const membership = { level, year: known.year, listClass, batch: same?.batch ?? '' }
  return [...kept.filter((each) => each !== same), membership].slice(0, 30)
}

function guessClass(
  { days }: LedgerRow,
  before: ProjectBody | undefined,
  known: ImportKnowledge,
  notice: Note,
): Membership['listClass'] {
  const startedOn = days.startedOn ?? before?.startedOn
  const startOn = startedOn ?? days.plannedStartOn
  const isThisYear = startOn ? yearOf(startOn) === known.year : false
  const listClass = startedOn && !isThisYear ? 'continuing' : isThisYear ? 'new_start' : 'preparatory'
  notice('listClass', 'guessed', { value: known.wordOf('listClass', listClass) })
  return listClass
}
