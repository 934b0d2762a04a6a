import { type Day, dayOf } from '../../../kernel/day.ts'
import { compare } from '../../../kernel/exact.ts'
import { figureText } from '../../../kernel/figure-rules.ts'
import { ANY_PERIOD, type FigureAnswer, type FigureId, type FigureSpec } from '../../../kernel/figures.ts'
import { formatPeriod } from '../../../kernel/format.ts'
import { asPeriod, lastDay, type Period, periodYear } from '../../../kernel/period.ts'
import {
  earlierDay,
  type FigureSubject,
  type FigureTeller,
  inWholeRegion,
  type ListRow,
  type ListTeller,
  type ListTelling,
  tellList,
  wordsOf,
} from '../../../platform/figures.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import { findUnitOfRegion, namesOfUnits, unitsBelow } from '../../organisation/public.ts'
import { targetFigureWords, targetListWords } from '../messages/figures.zh-CN.ts'
import { targetFigureWords as figuresInEnglish, targetListWords as listsInEnglish } from '../messages/figures.en.ts'
import { targetsMessages } from '../messages/index.ts'
import {
  answersFor,
  figureOfTarget,
  TARGET_FIGURES,
  type TargetFigure,
  targetFor,
  targetsOf,
  unitOfFigure,
} from '../rules/figures.ts'
import { goalText } from '../rules/goal-words.ts'
import { listIndicatorsWithTargets, listTargetsToTell, type TargetToTell } from '../store/figures.ts'

/** Lists are told as a Chinese paper prints them. */
const zh = targetsMessages['zh-CN']
const FIGURE_WORDS = { 'zh-CN': targetFigureWords, en: figuresInEnglish }
const UNITS: Readonly<Record<TargetFigure, FigureSpec['unit']>> = {
  value: 'own',
  growth: 'own',
  actual: 'own',
  goal: 'own',
  completion: 'ratio',
  pace: 'ratio',
  ahead_of_pace: 'points',
}
const LIGHTS = { count: undefined, red_count: 'red', yellow_count: 'yellow', green_count: 'green' } as const

/** The figures of one indicator, by its code, and how many targets show which light; of released figures alone. */
export const targetsFigures: readonly FigureTeller[] = [
  ...TARGET_FIGURES.map(tellerOfIndicator),
  ...(Object.keys(LIGHTS) as (keyof typeof LIGHTS)[]).map(tellerOfLights),
]

function tellerOfIndicator(figure: TargetFigure): FigureTeller {
  const id: FigureId = `targets.${figure}`
  return {
    spec: { id, unit: UNITS[figure], of: ['region', 'unit'], periods: ANY_PERIOD, param: 'indicator' },
    words: wordsOf(FIGURE_WORDS, id),
    params: async (ctx, year) =>
      (await listIndicatorsWithTargets(ctx, year)).map(({ code, name }) => ({ param: code, name })),
    tell: async (narrow, period, subjects, code) => {
      const ctx = inWholeRegion(narrow)
      const targets = await listIn(ctx, period, code ?? '')
      const regionUnit = await findUnitOfRegion(ctx, dayOf(ctx.now))
      return new Map(
        subjects.map((subject) => [
          subject,
          answerOf(ctx, targetFor(targets, subject, regionUnit?.id ?? null), figure, period),
        ]),
      )
    },
  }
}

function answerOf(
  ctx: OperationContext,
  target: TargetToTell | undefined,
  figure: TargetFigure,
  period: Period,
): FigureAnswer {
  const path = target ? (`/targets/${target.id}` as const) : (`/targets?year=${periodYear(period)}` as const)
  if (!target?.period || !answersFor(target, period, dayOf(ctx.now)))
    return { value: null, unitText: target ? unitOfFigure(target, figure) : null, asOf: null, rows: 0, path }
  return {
    value: figureText(figureOfTarget(target, figure)),
    unitText: unitOfFigure(target, figure),
    asOf: lastDay(asPeriod(target.period)),
    rows: 1,
    path,
  }
}

function tellerOfLights(figure: keyof typeof LIGHTS): FigureTeller {
  const id: FigureId = `targets.${figure}`
  const light = LIGHTS[figure]
  return {
    spec: { id, unit: 'count', of: ['region', 'unit'], periods: ANY_PERIOD },
    words: wordsOf(FIGURE_WORDS, id),
    tell: async (narrow, period, subjects) => {
      const ctx = inWholeRegion(narrow)
      const until = untilOf(ctx, period)
      const targets = await listIn(ctx, period)
      const below = await unitsOfSubjects(ctx, subjects, until)
      return new Map(
        subjects.map((subject) => {
          const units = subject === null ? null : (below.get(subject) ?? [subject])
          const own = targetsOf(targets, units).filter((each) => light === undefined || each.light === light)
          const search = new URLSearchParams([
            ['year', String(periodYear(period))],
            ...(units === null ? [['roots', '1']] : units.map((unit) => ['unitId', unit])),
            ...(light === undefined ? [] : [['light', light]]),
          ] as [string, string][])
          const answer: FigureAnswer = {
            value: String(own.length),
            unitText: null,
            asOf: until,
            rows: own.length,
            path: `/targets?${search}`,
          }
          return [subject, answer]
        }),
      )
    },
  }
}

const COLUMNS = {
  indicator: 'text',
  unit_text: 'text',
  unit: 'text',
  goal: 'text',
  actual: 'own',
  growth: 'own',
  completion: 'ratio',
  pace: 'ratio',
  gap: 'points',
  light: 'text',
  period: 'text',
} as const satisfies ListTelling['columns']

/** The table of headline targets (指标调度表), of a unit its own, and the red ones among them; of released figures alone. */
export const targetsLists: readonly ListTeller[] = [
  listOf('targets.table', (targets) => targets),
  listOf('targets.red_lights', (targets) =>
    targets
      .filter(({ light }) => light === 'red')
      .toSorted((one, other) => compareGaps(one, other) || (one.code < other.code ? -1 : 1)),
  ),
]

/** The furthest behind first, those without points last. */
function compareGaps(one: TargetToTell, other: TargetToTell): number {
  const [left, right] = [figureOfTarget(one, 'ahead_of_pace'), figureOfTarget(other, 'ahead_of_pace')]
  return left && right ? compare(left, right) : Number(left === null) - Number(right === null)
}

function listOf(id: FigureId, chosen: (targets: readonly TargetToTell[]) => readonly TargetToTell[]): ListTeller {
  return tellList({
    id,
    columns: COLUMNS,
    words: { 'zh-CN': targetListWords, en: listsInEnglish },
    unitsBelow,
    rows: async (ctx, period, units) => rowsOf(ctx, chosen(targetsOf(await listIn(ctx, period), units)), period),
  })
}

async function rowsOf(
  ctx: OperationContext,
  targets: readonly TargetToTell[],
  period: Period,
): Promise<readonly ListRow[]> {
  const units = await namesOfUnits(
    ctx,
    targets.map(({ unitId }) => unitId),
  )
  return targets.map((target) => {
    const isKnown = answersFor(target, period, dayOf(ctx.now))
    const told = (figure: TargetFigure) => (isKnown ? figureText(figureOfTarget(target, figure)) : null)
    return {
      indicator: target.indicator,
      unit_text: unitOfFigure(target, 'actual'),
      unit: units.get(target.unitId)?.shortName ?? '',
      goal: goalText(target.goal, target, zh),
      actual: told('actual'),
      growth: told('growth'),
      completion: told('completion'),
      pace: told('pace'),
      gap: told('ahead_of_pace'),
      light: isKnown && target.light !== null ? zh.lights[target.light] : '',
      period: isKnown && target.period !== null ? formatPeriod(asPeriod(target.period), 'zh-CN') : '',
    }
  })
}

function listIn(ctx: OperationContext, period: Period, code?: string): Promise<readonly TargetToTell[]> {
  const today = dayOf(ctx.now)
  return listTargetsToTell(ctx, { year: periodYear(period), until: lastDay(period), today, code })
}

function untilOf(ctx: OperationContext, period: Period): Day {
  return earlierDay(lastDay(period), dayOf(ctx.now))
}

function unitsOfSubjects(
  ctx: OperationContext,
  subjects: readonly FigureSubject[],
  day: Day,
): Promise<ReadonlyMap<string, readonly string[]>> {
  return unitsBelow(
    ctx,
    subjects.flatMap((subject) => subject ?? []),
    day,
  )
}
