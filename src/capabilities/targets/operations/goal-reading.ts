import type { z } from 'zod'
import { dayOf } from '../../../kernel/day.ts'
import { type Problem, problem } from '../../../kernel/problem.ts'
import { orRefuse, refuse } from '../../../kernel/refusal.ts'
import { readWorkbook } from '../../../platform/excel/read-workbook.ts'
import type { SheetIn } from '../../../platform/excel/sheet.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import { findUnitOfRegion, listOpenUnits, listPostsOfRoles } from '../../organisation/public.ts'
import type { Goal, Indicator, IndicatorBody, previewGoals, TargetVersion } from '../contract.ts'
import { convertFigure } from '../rules/figure-units.ts'
import { checkGoal, requirementOf } from '../rules/goal.ts'
import { goalOfText, guessIndicator, kindOfText, readFigure } from '../rules/goal-text.ts'
import { checkIndicator } from '../rules/indicators.ts'
import { reviseTarget as addVersion } from '../rules/revisions.ts'
import { targetsMessages } from '../messages/index.ts'
import { findMapping } from '../store/imports.ts'
import { listAllIndicators } from '../store/indicators.ts'
import * as targets from '../store/targets.ts'
import { requireOpenYears } from '../store/years.ts'
import { isSameGoal } from './change.ts'
import { type GoalLine, type GoalLines, goalLines } from './goal-lines.ts'

/** How a table of goals is to be read. */
export type GoalReading = z.output<typeof previewGoals.input>

/** An indicator that is there, or one the table would make: then `id` is no more than a key, and the code is given when it is made. */
export interface WantedIndicator {
  readonly id: string
  readonly body: IndicatorBody
  readonly isNew: boolean
}

/** One goal understood: whose, of what, and what stands there now. */
export interface PlannedGoal {
  readonly line: GoalLine
  readonly indicator: WantedIndicator
  readonly unitId: string
  readonly ownerUnitId: string
  readonly assessingUnitId: string | null
  readonly weight: string | null
  readonly goal: Goal
  readonly existing: targets.TargetRecord | undefined
  readonly outcome: 'new' | 'revision' | 'same'
}

/** A table of goals read: what it would make and everything wrong with it, by row and column. */
export interface ReadGoals extends GoalLines {
  readonly sheets: readonly string[]
  readonly sheet: SheetIn
  readonly headings: string
  readonly goals: readonly PlannedGoal[]
  readonly problems: readonly Problem[]
  readonly unitNames: ReadonlyMap<string, string>
  readonly regionUnitId: string
}

/** Whatever lines are matched with. */
interface Known {
  readonly indicators: ReadonlyMap<string, Indicator>
  readonly units: ReadonlyMap<string, { readonly id: string; readonly shortName: string }>
  readonly regionUnitId: string
  readonly statisticsUnits: ReadonlySet<string>
  readonly existing: ReadonlyMap<string, targets.TargetRecord>
  readonly versions: ReadonlyMap<string, readonly TargetVersion[]>
}

const COMPARED = targetsMessages['zh-CN'].comparators
/** Requirements our own table prints whose figure is the goal itself; of the others it prints what they lead to. */
const PRINTED_AS_GOAL = ['>=', '>', '<=', '<', '=', '~', 'rank', 'growth', 'increase_to', 'reduce_to'] as const

/** Reads the uploaded table of goals; refuses what is no workbook, a closed year, and binding goals by whom they do not bind. Nothing is kept. */
export async function readGoals(ctx: OperationContext, reading: GoalReading): Promise<ReadGoals> {
  if (!ctx.upload) return refuse('invalid', problem('file.missing'))
  if (reading.issue && !ctx.actor.may('targets.approve'))
    refuse('rule_broken', problem('targets.import_may_not_issue', undefined, ['issue']))
  await requireOpenYears(ctx, [reading.year])
  const sheets = orRefuse(await readWorkbook(ctx.upload.bytes), 'invalid')
  const seen = sheets.filter((each) => !each.isHidden)
  const sheet =
    reading.sheet === undefined ? (seen[0] ?? sheets[0]) : sheets.find((each) => each.name === reading.sheet)
  if (!sheet)
    return refuse('rule_broken', problem('targets.import_sheet_missing', { sheet: reading.sheet ?? '' }, ['sheet']))
  const known = await knownTo(ctx, reading.year)
  const finder = {
    isUnit: (name: string) => known.units.has(plain(name)),
    isIndicator: (name: string) => known.indicators.has(plain(name)),
  }
  const first = goalLines(sheet, finder, reading.mapping)
  const headings = headingsOf(first)
  const kept = reading.mapping ? undefined : await findMapping(ctx, headings)
  const taken = kept ? goalLines(sheet, finder, kept) : first
  const { goals, problems } = understood(taken.lines, known, reading, ctx)
  return {
    ...taken,
    sheets: seen.map((each) => each.name),
    sheet,
    headings,
    goals,
    problems: [...taken.problems, ...problems],
    unitNames: new Map([...known.units.values()].map((each) => [each.id, each.shortName])),
    regionUnitId: known.regionUnitId,
  }
}

async function knownTo(ctx: OperationContext, year: number): Promise<Known> {
  const today = dayOf(ctx.now)
  const open = await listOpenUnits(ctx, today)
  const region = await findUnitOfRegion(ctx, today)
  if (!region) return refuse('rule_broken', problem('targets.import_no_region_unit'))
  const existing = await targets.listTargetsOfYears(ctx, [year])
  const versions = await targets.listVersions(
    ctx,
    existing.map((each) => each.id),
  )
  const statistics = await listPostsOfRoles(ctx, ['statistics_bureau'], today)
  return {
    indicators: new Map(
      (await listAllIndicators(ctx)).flatMap((each) => [
        [plain(each.code), each] as const,
        [plain(each.name), each] as const,
      ]),
    ),
    units: new Map(open.flatMap((each) => [[plain(each.name), each] as const, [plain(each.shortName), each] as const])),
    regionUnitId: region.id,
    statisticsUnits: new Set(statistics.map((each) => each.unitId)),
    existing: new Map(existing.map((each) => [keyOf(each.indicator_id, each.unit_id), each])),
    versions: new Map(
      existing.map((each) => [each.id, versions.filter((row) => row.target_id === each.id).map(targets.versionOf)]),
    ),
  }
}

function headingsOf({ table }: GoalLines): string {
  const listed = [...Object.values(table.mapping), ...table.unmapped]
    .toSorted((one, other) => one.column - other.column)
    .map((each) => `${each.column}:${each.heading}`)
    .join('|')
  return `goals|${listed}`.slice(0, 2000)
}

function understood(lines: readonly GoalLine[], known: Known, reading: GoalReading, ctx: OperationContext) {
  const made = new Map<string, WantedIndicator>()
  const seen = new Set<string>()
  const problems: Problem[] = []
  const goals = lines.flatMap((line): PlannedGoal[] => {
    const faults: Problem[] = []
    const goal = goalOf(line, { known, reading, ctx, made }, faults)
    const key = goal && keyOf(goal.indicator.id, goal.unitId)
    if (key !== undefined && seen.has(key))
      faults.push(problem('targets.import_goal_twice', { name: line.indicator }, ['indicator']))
    if (key !== undefined) seen.add(key)
    problems.push(...faults.map((each) => ({ ...each, path: [line.row, columnOf(each, line)] })))
    return goal && faults.length === 0 ? [goal] : []
  })
  return { goals, problems }
}

/** The column of the table a problem points at: its own where it names one, else the one the figure stands in. */
function columnOf(found: Problem, line: GoalLine): string {
  const field = String(found.path?.at(-1) ?? '')
  return (
    {
      unit: 'unit',
      owner: 'owner',
      source: 'source',
      indicator: 'indicator',
      assessing: 'assessing',
      base: 'base',
      stretch: 'stretch',
    }[field] ?? line.key
  )
}

interface Circumstances {
  readonly known: Known
  readonly reading: GoalReading
  readonly ctx: OperationContext
  readonly made: Map<string, WantedIndicator>
}

function goalOf(line: GoalLine, around: Circumstances, faults: Problem[]): PlannedGoal | undefined {
  const { known } = around
  const unitNamed = (name: string, column: string): string | undefined => {
    const found = known.units.get(plain(name))?.id
    if (name !== '' && found === undefined)
      faults.push(problem('targets.import_unit_unknown', { name: name.slice(0, 60) }, [column]))
    return found
  }
  const unitId = line.unit === '' ? known.regionUnitId : unitNamed(line.unit, 'unit')
  const ownerNamed = unitNamed(line.more.owner, 'owner')
  const sourceNamed = unitNamed(line.more.source, 'source')
  const assessingUnitId = unitNamed(line.more.assessing, 'assessing') ?? null
  if (faults.length > 0) return undefined
  const indicator = indicatorOf(line, sourceNamed ?? ownerNamed, around, faults)
  if (unitId === undefined || !indicator) return undefined
  const existing = known.existing.get(keyOf(indicator.id, unitId))
  const goal = wordedGoal(line, indicator, around, existing, faults)
  if (!goal) return undefined
  const isWhole = unitId === known.regionUnitId
  const ownerUnitId = ownerNamed ?? existing?.owner_unit_id ?? (isWhole ? indicator.body.sourceUnitId : unitId)
  const outcome = existing ? (isSameGoal(existing.goal, goal) ? 'same' : 'revision') : 'new'
  checkPlanned({ goal, indicator, existing, outcome }, around, faults)
  return {
    line,
    indicator,
    unitId,
    ownerUnitId,
    assessingUnitId,
    weight: readFigure(line.more.weight)?.value ?? null,
    goal,
    existing,
    outcome,
  }
}

function indicatorOf(
  line: GoalLine,
  named: string | undefined,
  { known, reading, made }: Circumstances,
  faults: Problem[],
): WantedIndicator | undefined {
  const found = known.indicators.get(plain(line.code)) ?? known.indicators.get(plain(line.indicator))
  if (found) return { id: found.id, body: found, isNew: false }
  const before = made.get(plain(line.indicator))
  if (before) return before
  const sourceUnitId = named ?? reading.sourceUnitId
  if (sourceUnitId === null) {
    faults.push(problem('targets.import_no_source', { name: line.indicator.slice(0, 60) }, ['indicator']))
    return undefined
  }
  const written = line.unitText || line.columnUnit || ''
  const guess = guessIndicator(line.indicator, written, line.text)
  const unitText = guess.unitText || line.noteUnit || ''
  if (unitText === '') {
    faults.push(problem('targets.import_unit_missing', { name: line.indicator.slice(0, 60) }, ['indicator']))
    return undefined
  }
  const isLevel = guess.measure === 'level'
  const body: IndicatorBody = {
    code: 'W',
    name: line.indicator.slice(0, 200),
    unitText: unitText.slice(0, 20),
    kind: kindOfText(line.more.kind),
    direction: guess.direction,
    measure: guess.measure,
    statistical: known.statisticsUnits.has(sourceUnitId),
    sourceUnitId,
    frequency: 'month',
    firstMonths: 'separate',
    cumulative: true,
    overTime: isLevel ? 'sum' : 'last',
    overUnits: isLevel ? 'sum' : 'not_addable',
    derivation: null,
    note: '',
  }
  const sound = checkIndicator(body)
  if (!sound.ok) faults.push(...sound.problems)
  const wanted = { id: `new ${plain(line.indicator)}`, body, isNew: true }
  made.set(plain(line.indicator), wanted)
  return wanted
}

/** The goal a line words, with what the target already has beside it and the table says nothing of. */
function wordedGoal(
  line: GoalLine,
  { body }: WantedIndicator,
  { reading }: Circumstances,
  existing: targets.TargetRecord | undefined,
  faults: Problem[],
): Goal | undefined {
  const printed = Object.entries(COMPARED).find(([, word]) => word === line.more.requirement)?.[0]
  const asked = PRINTED_AS_GOAL.find((each) => each === printed)
  // What a growth or a multiple leads to is printed, not the goal: the target that stands is left as it is.
  if (printed !== undefined && asked === undefined && existing) return existing.goal
  const unit = unitFor(line, body)
  const read = goalOfText(line.text, unit, body)
  if (!read.ok) {
    faults.push(...read.problems)
    return undefined
  }
  const worded = asked ? { ...read.value, comparator: asked } : read.value
  const more = (text: string, field: 'base' | 'stretch'): string | null => {
    const figure = readFigure(text)
    if (text.trim() === '' || !figure) return null
    const value = convertFigure(figure.value, figure.unit || unit || body.unitText, body.unitText)
    if (value === undefined)
      faults.push(problem('targets.import_unit_other', { found: figure.unit, wanted: body.unitText }, [field]))
    return value ?? null
  }
  const base = more(line.more.base, 'base')
  const stretch = more(line.more.stretch, 'stretch')
  const was = existing?.goal.comparator === worded.comparator ? existing.goal : undefined
  return {
    ...worded,
    base: base ?? was?.base ?? null,
    baseYear: base === null ? (was?.baseYear ?? null) : reading.year - 1,
    stretch: stretch ?? was?.stretch ?? null,
    tolerancePercent: was?.tolerancePercent ?? null,
    reference: was?.reference ?? null,
  }
}

/** The unit a figure without one counts in: of its heading, of its line, of the note above the table where that fits at all. */
function unitFor(line: GoalLine, { unitText }: IndicatorBody): string | null {
  const own = line.columnUnit ?? (line.unitText || null)
  if (own !== null) return own
  return line.noteUnit !== null && convertFigure('1', line.noteUnit, unitText) !== undefined ? line.noteUnit : null
}

function checkPlanned(
  { goal, indicator, existing, outcome }: Pick<PlannedGoal, 'goal' | 'indicator' | 'existing' | 'outcome'>,
  { known, reading, ctx }: Circumstances,
  faults: Problem[],
): void {
  const sound = checkGoal(goal, indicator.body, {})
  if (!sound.ok) faults.push(...sound.problems)
  const bound = requirementOf(goal, indicator.body)
  if (sound.ok && !bound.ok) faults.push(...bound.problems)
  if (!existing || outcome !== 'revision') return
  if (existing.state !== 'draft' && existing.state !== 'consulting' && existing.state !== 'issued') {
    faults.push(problem('targets.action_not_possible', { state: existing.state, action: 'revise' }))
    return
  }
  if (existing.state !== 'issued') return
  if (!reading.issue) {
    faults.push(problem('targets.import_needs_decision', { name: indicator.body.name }))
    return
  }
  const today = dayOf(ctx.now)
  const revised = addVersion(known.versions.get(existing.id) ?? [], {
    goal,
    reason: reading.reason,
    approverId: ctx.actor.personId,
    approverName: ctx.actor.name,
    approvingBody: reading.issue.approvingBody,
    decidedOn: today,
    effectiveOn: reading.issue.effectiveOn < today ? today : reading.issue.effectiveOn,
  })
  if (!revised.ok) faults.push(...revised.problems)
}

function keyOf(indicatorId: string, unitId: string): string {
  return `${indicatorId} ${unitId}`
}

/** A name without blanks and width, as two tables may differ in them. */
function plain(text: string): string {
  return text.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase()
}
