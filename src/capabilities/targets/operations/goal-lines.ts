import { type Problem, problem } from '../../../kernel/problem.ts'
import { orRefuse, refuse } from '../../../kernel/refusal.ts'
import { findTable, type FoundTable, type MappedColumn, type TableRow } from '../../../platform/excel/find-table.ts'
import { type SheetIn, textOfCell } from '../../../platform/excel/sheet.ts'
import { unitOfHeading } from '../../../platform/excel/units.ts'
import type { GoalLayout } from '../contract.ts'
import { readFigure } from '../rules/goal-text.ts'
import { GOAL_COLUMNS, MONTH_KEYS } from '../sheets.ts'

/** One goal as it stands in a table, nothing understood yet. `key` is the column a problem belongs to; an empty `unit` is the region itself. */
export interface GoalLine {
  readonly row: number
  readonly key: string
  readonly indicator: string
  readonly code: string
  readonly unitText: string
  readonly columnUnit: string | null
  readonly noteUnit: string | null
  readonly unit: string
  readonly text: string
  readonly isSplit: boolean
  readonly more: Readonly<Record<(typeof MORE)[number], string>>
}

/** A table of goals taken apart. */
export interface GoalLines {
  readonly table: FoundTable
  readonly layout: GoalLayout
  readonly lines: readonly GoalLine[]
  readonly problems: readonly Problem[]
  readonly months: number
}

/** Finds units and indicators by the names people write. */
export interface Finder {
  readonly isUnit: (name: string) => boolean
  readonly isIndicator: (name: string) => boolean
}

const MORE = ['requirement', 'base', 'stretch', 'owner', 'source', 'assessing', 'kind', 'weight'] as const
const NO_MORE = Object.fromEntries(MORE.map((key) => [key, ''])) as GoalLine['more']
const WHOLE_REGION = /^(?:全[县市区旗盟州省]|合计|总计|全部)(?:合计|目标|任务)?$/
const FURNITURE =
  /^(?:序号|编号|备注|说明|合计|小计|总计|权重|分值|排名|位次|联系人|联系电话|责任人.*|分管.*|领导.*|完成时限|时限)$/
const BRACKETED_UNIT = /[(（](?:单位[:：]?)?([^()（）]{1,12})[)）]$/
const ORDINAL =
  /^(?:[(（]?[一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十\d]{1,3}[、.．])\s*|^(?:其中|#|[★▲●○·△])[:：]?\s*/

/** An indicator's name as the library keeps it: without numbering, 其中 and a unit in brackets; the unit beside it. */
export function indicatorName(text: string): { readonly name: string; readonly unit: string } {
  let name = text.trim()
  for (let before = ''; before !== name; ) {
    before = name
    name = name.replace(ORDINAL, '')
  }
  const bracketed = BRACKETED_UNIT.exec(name)
  const unit = bracketed && unitOfHeading(name) !== undefined ? (bracketed[1] ?? '') : ''
  return { name: (unit === '' ? name : name.replace(BRACKETED_UNIT, '')).trim(), unit }
}

/** Finds the table of goals in a sheet, in whichever of the three layouts, and reads its lines. Refuses `targets.import_no_goals`. */
export function goalLines(
  sheet: SheetIn,
  finder: Finder,
  mapping: Readonly<Record<string, number>> | undefined,
): GoalLines {
  const found = findTable(sheet, GOAL_COLUMNS, mapping ? { mapping } : {})
  if (found.ok && found.value.missing.length === 0) return linesByIndicatorRow(sheet, found.value, finder)
  const units = GOAL_COLUMNS.filter(({ key }) => key === 'unit').map((each) => ({
    ...each,
    synonyms: [...(each.synonyms ?? []), '单位', '责任单位'],
    isRequired: true,
  }))
  return linesByUnitRow(sheet, orRefuse(findTable(sheet, units), 'invalid'), finder)
}

function linesByIndicatorRow(sheet: SheetIn, table: FoundTable, finder: Finder): GoalLines {
  const isSplitColumn = ({ heading }: MappedColumn) => heading.split('/').some((part) => isUnitHeading(part, finder))
  const goal = table.mapping['goal']
  const whole = goal && !isSplitColumn(goal) ? goal : undefined
  const columns = [...table.unmapped, ...(goal && !whole ? [goal] : [])].filter(isGoalColumn)
  const splits = columns.flatMap((each) => {
    const unit = each.heading.split('/').find((part) => isUnitHeading(part, finder))
    return unit === undefined ? [] : [{ ...each, unit: WHOLE_REGION.test(unit) ? '' : unit }]
  })
  if (!whole && splits.length === 0) refuse('rule_broken', problem('targets.import_no_goals', undefined, ['mapping']))
  const strangers =
    splits.length < 2 ? [] : columns.filter((each) => isStranger(each, { sheet, table, splits, finder }))
  const lines = table.rows.flatMap((row): GoalLine[] => {
    const textOf = (key: string) => textOfCell(row.cells[key])
    const { name, unit } = indicatorName(textOf('indicator'))
    const base = {
      row: row.row,
      indicator: name,
      code: textOf('code'),
      unitText: textOf('unitText') || unit,
      more: Object.fromEntries(MORE.map((key) => [key, textOf(key)])) as GoalLine['more'],
    }
    const own = whole
      ? [{ ...base, ...unitsOf(whole), key: 'goal', unit: textOf('unit'), text: textOf('goal'), isSplit: false }]
      : []
    const parts = splits.map((each) => ({
      ...base,
      ...unitsOf(each),
      key: 'indicator',
      unit: each.unit,
      text: textAt(sheet, row, each.column),
      isSplit: true,
      more: { ...NO_MORE, source: base.more.source || base.more.owner, kind: base.more.kind },
    }))
    return [...own, ...parts].filter((each) => name !== '' && isAsked(each.text))
  })
  return {
    table,
    layout: whole ? 'rows' : 'by_unit',
    lines,
    problems: strangers.map((each) =>
      problem('targets.import_unit_unknown', { name: each.heading.slice(0, 60) }, [0, 'unit']),
    ),
    months: MONTH_KEYS.filter((key) => key in table.mapping).length,
  }
}

function linesByUnitRow(sheet: SheetIn, table: FoundTable, finder: Finder): GoalLines {
  const columns = table.unmapped.flatMap(({ column, heading }) => {
    const { name, unit } = indicatorName(
      heading.split('/').findLast((part) => !/^(?:目标|计划|任务)值?$/.test(part)) ?? '',
    )
    const isOne = unit !== '' || finder.isIndicator(name)
    return isOne && !FURNITURE.test(name) ? [{ column, name, unit }] : []
  })
  if (columns.length === 0) refuse('rule_broken', problem('targets.import_no_goals', undefined, ['mapping']))
  const lines = table.rows.flatMap((row): GoalLine[] =>
    columns.map(({ column, name, unit }) => ({
      row: row.row,
      key: 'unit',
      indicator: name,
      code: '',
      unitText: unit,
      columnUnit: unit || null,
      noteUnit: null,
      unit: WHOLE_REGION.test(textOfCell(row.cells['unit'])) ? '' : textOfCell(row.cells['unit']),
      text: textAt(sheet, row, column),
      isSplit: true,
      more: NO_MORE,
    })),
  )
  return { table, layout: 'by_indicator', lines: lines.filter((each) => isAsked(each.text)), problems: [], months: 0 }
}

/** The unit a heading names itself, apart from one a note above the whole table names. */
function unitsOf({ heading, unit }: { readonly heading: string; readonly unit?: string }) {
  const own = unitOfHeading(heading) ?? null
  return { columnUnit: own, noteUnit: own === null ? (unit ?? null) : null }
}

function isUnitHeading(part: string, finder: Finder): boolean {
  return finder.isUnit(part) || WHOLE_REGION.test(part)
}

/** Not one of the columns beside goals: growth beside a figure, furniture. */
function isGoalColumn({ heading }: MappedColumn): boolean {
  const leaf = heading.split('/').at(-1) ?? ''
  return !FURNITURE.test(leaf) && !/^(?:增速|增幅|同比.*|完成.*|实际.*|上年.*)$/.test(leaf)
}

/** A column among those of units that holds figures under a name no unit has. */
function isStranger(
  column: MappedColumn,
  {
    sheet,
    table,
    splits,
    finder,
  }: {
    readonly sheet: SheetIn
    readonly table: FoundTable
    readonly splits: readonly { readonly column: number }[]
    readonly finder: Finder
  },
): boolean {
  const [first, last] = [Math.min(...splits.map((each) => each.column)), Math.max(...splits.map((each) => each.column))]
  const isNamed = column.heading.split('/').some((part) => isUnitHeading(part, finder))
  const isBetween = column.column >= first - 1 && column.column <= last + 1
  return !isNamed && isBetween && table.rows.some((row) => readFigure(textAt(sheet, row, column.column)) !== undefined)
}

/** The text of a cell of a row by its column; what a merged range repeats counts once. */
function textAt(sheet: SheetIn, { row }: TableRow, column: number): string {
  const found = sheet.rows[row - 1]
  return found && !found.repeated.has(column) ? textOfCell(found.cells[column]) : ''
}

function isAsked(text: string): boolean {
  return !/^(?:[-—–－/\\]+|无|暂无)?$/.test(text.trim())
}
