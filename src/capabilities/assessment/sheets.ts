import { formatNumber } from '../../kernel/format.ts'
import type { ColumnOut, RowOut, SheetOut } from '../../platform/excel/sheet.ts'
import type { CriterionExplanation, EditionLine, RoundPlace } from './contract.ts'
import { assessmentMessages } from './messages/index.ts'
import { scoreSheetWords as words } from './messages/sheet.zh-CN.ts'
import { readableParams } from './rules/reason-numbers.ts'

/** A unit on the score sheet: its place with every criterion explained. */
export interface ScoredUnit {
  readonly place: RoundPlace
  readonly criteria: readonly CriterionExplanation[]
}

/** What a score sheet is written from. */
export interface ScoreSheetFacts {
  readonly schemeName: string
  readonly periodName: string
  readonly edition: EditionLine | null
  readonly groups: readonly { readonly name: string; readonly units: readonly ScoredUnit[] }[]
}

/**
 * 考核计分表: a sheet of places for all groups, and for each group a sheet of criteria by unit with weight, target, result, points, how they came to be,
 * evidence, source unit and signature.
 */
export function scoreSheets(facts: ScoreSheetFacts): readonly SheetOut[] {
  const title = words.title(facts.schemeName, facts.periodName)
  const footnotes = [
    words.rule,
    facts.edition ? words.edition(facts.edition.edition, facts.edition.digest) : words.provisional,
  ]
  const rest = { title, unitNote: words.unitNote, footnotes, signature: [...words.signatures] }
  return [
    { ...rest, name: words.ranking, columns: placeColumns(facts), rows: placeRows(facts), frozenColumns: 3 },
    ...facts.groups.map(({ name, units }) => ({
      ...rest,
      name: sheetName(name),
      columns: criterionColumns(),
      rows: units.flatMap(unitRows),
      paper: 'a3' as const,
      frozenColumns: 2,
    })),
  ]
}

/** Excel allows 31 characters, and none of `[]:*?/\`. */
function sheetName(name: string): string {
  return name.replaceAll(/[[\]:*?/\\]/g, '·').slice(0, 31)
}

function placeColumns({ groups }: ScoreSheetFacts): readonly ColumnOut[] {
  const criteria = groups[0]?.units[0]?.criteria ?? []
  return [
    { key: 'group', heading: words.group, width: 14, kind: 'text' },
    { key: 'place', heading: words.place, width: 10, kind: 'text' },
    { key: 'unit', heading: words.unit, width: 18, kind: 'text' },
    ...criteria.map(
      ({ criterion, name, points }): ColumnOut => ({
        key: `c:${criterion}`,
        heading: `${name}（${points}）`,
        width: 14,
        kind: 'decimal',
        digits: decimalsOf(criteria, criterion),
      }),
    ),
    { key: 'bonus', heading: words.bonus, width: 8, kind: 'decimal' },
    { key: 'deduction', heading: words.deduction, width: 8, kind: 'decimal' },
    { key: 'total', heading: words.total, width: 10, kind: 'decimal' },
    { key: 'gained', heading: words.gained, width: 8, kind: 'integer' },
    { key: 'marks', heading: words.marks, width: 24, kind: 'text' },
  ]
}

function decimalsOf(criteria: readonly CriterionExplanation[], key: string): number {
  return criteria.find(({ criterion }) => criterion === key)?.given.split('.')[1]?.length ?? 0
}

function placeRows({ groups }: ScoreSheetFacts): readonly RowOut[] {
  return groups.flatMap(({ name, units }) =>
    units.map(({ place, criteria }) => ({
      group: name,
      place: placeText(place, units),
      unit: place.unitName,
      ...Object.fromEntries(
        criteria.map(({ criterion, state, given }) => [`c:${criterion}`, state === 'scored' ? Number(given) : null]),
      ),
      bonus: Number(place.bonus),
      deduction: Number(place.deduction),
      total: Number(place.total),
      gained: place.gained,
      marks: place.marks.map((mark) => mark.name).join('、'),
    })),
  )
}

function placeText(place: RoundPlace, units: readonly ScoredUnit[]): string {
  if (place.rank === null) return words.vetoed
  const isJoint = units.filter((each) => each.place.rank === place.rank).length > 1
  return isJoint ? words.joint(place.rank) : words.single(place.rank)
}

function criterionColumns(): readonly ColumnOut[] {
  return [
    { key: 'unit', heading: words.unit, width: 16, kind: 'text' },
    { key: 'criterion', heading: words.criterion, width: 20, kind: 'text' },
    { key: 'points', heading: words.points, width: 8, kind: 'decimal' },
    { key: 'target', heading: words.target, width: 16, kind: 'text' },
    { key: 'actual', heading: words.actual, width: 28, kind: 'text' },
    { key: 'given', heading: words.given, width: 9, kind: 'decimal' },
    { key: 'steps', heading: words.steps, width: 46, kind: 'text' },
    { key: 'basis', heading: words.basis, width: 24, kind: 'text' },
    { key: 'source', heading: words.source, width: 16, kind: 'text' },
    { key: 'signature', heading: words.signature, width: 12, kind: 'text' },
  ]
}

function unitRows({ place, criteria }: ScoredUnit): readonly RowOut[] {
  const unit = place.unitName
  return [
    ...criteria.map((each) => ({ unit, ...criterionRow(each) })),
    { unit, criterion: words.bonus, given: Number(place.bonus) },
    { unit, criterion: words.deduction, given: Number(place.deduction) },
    { unit, criterion: words.total, given: Number(place.total) },
  ]
}

function criterionRow(each: CriterionExplanation): RowOut {
  const { reasons } = assessmentMessages['zh-CN']
  const sentences: Readonly<Record<string, ((params: Record<string, string | number>) => string) | undefined>> = reasons
  const told = (inputs: CriterionExplanation['inputs']) =>
    inputs
      .map(({ figureName, value, unitText, kind, replaces }) => {
        const old = kind === 'correction' ? each.replaced.find(({ id }) => id === replaces)?.value : undefined
        const corrected = old == null ? '' : words.correctedFrom(old)
        return `${figureName} ${value === null ? '—' : formatNumber(value)}${unitText ?? ''}${corrected}`
      })
      .join('\n')
  return {
    criterion: each.name,
    points: Number(each.points),
    target: told(each.inputs.filter(({ figure }) => each.targets.includes(figure))),
    actual: told(each.inputs.filter(({ figure }) => !each.targets.includes(figure))),
    given: each.state === 'scored' ? Number(each.given) : null,
    steps: each.steps.map(({ code, params }) => sentences[code]?.(readableParams(params)) ?? code).join('\n'),
    basis: [...new Set(each.inputs.map(basisOf).filter(Boolean))].join('、'),
    source: each.sourceUnitName ?? words.result,
    signature: each.sourceUnitName === null ? '' : (each.signature?.byName ?? words.unsigned),
  }
}

const BASIS = {
  entered: '',
  correction: '',
  ledger: words.ledger,
  streak: words.ledger,
  below: words.result,
  contest: words.result,
} as const satisfies Record<CriterionExplanation['inputs'][number]['kind'], string>

function basisOf({ kind, evidence }: CriterionExplanation['inputs'][number]): string {
  return evidence || BASIS[kind]
}
