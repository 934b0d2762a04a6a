import type { BorderStyle, CellStyle } from 'hucre'
import type { ColumnOut } from './sheet.ts'

const THIN = { style: 'thin', color: { rgb: '000000' } } as const
const GRID: BorderStyle = { top: THIN, right: THIN, bottom: THIN, left: THIN }
const LONG_TEXT = 255

/** The font of everything that has no other: the body face of Chinese office tables. */
export const BODY_FONT = { name: '宋体', size: 10 } as const

/** Style of the merged title. */
export const TITLE_STYLE: CellStyle = {
  font: { name: '方正小标宋简体', size: 22 },
  alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
  numFmt: '@',
}

/** Style of the unit note at the right above the table. */
export const UNIT_NOTE_STYLE: CellStyle = {
  font: BODY_FONT,
  alignment: { horizontal: 'right', vertical: 'center' },
  numFmt: '@',
}

/** Style of headings and of the merged headings over them. */
export const HEADING_STYLE: CellStyle = {
  font: { name: '黑体', size: 10 },
  alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
  border: GRID,
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'F2F2F2' } },
  numFmt: '@',
}

/** Style of the footnotes and of the signature line. */
export const FOOTNOTE_STYLE: CellStyle = {
  font: BODY_FONT,
  alignment: { horizontal: 'left', vertical: 'center', wrapText: true },
  numFmt: '@',
}

/** Number format of a column. Text is `@`, so that a code keeps its zeros and a value beginning with `=` stays text when edited. */
export function numberFormat(column: ColumnOut): string {
  const formats = {
    text: '@',
    integer: '#,##0',
    decimal: `#,##0${fractionFormat(column.digits ?? 2)}`,
    money_wan: `#,##0${fractionFormat(column.digits ?? 2)}`,
    percent: `0${fractionFormat(column.digits ?? 1)}%`,
    day: 'yyyy-mm-dd',
  } as const satisfies Record<ColumnOut['kind'], string>
  return formats[column.kind]
}

/** Style of a cell of the table's body; text over 255 characters loses `@`, under which older Excel shows `####`. */
export function bodyStyle(
  column: ColumnOut,
  about: { text?: string; isTotal?: boolean; isMarked?: boolean },
): CellStyle {
  const isLong = about.text !== undefined && about.text.length > LONG_TEXT && !/^[=+\-@\t\r]/.test(about.text)
  return {
    font: about.isTotal ? { ...BODY_FONT, bold: true } : BODY_FONT,
    border: GRID,
    alignment: { horizontal: HORIZONTAL[column.kind], vertical: 'center', wrapText: column.kind === 'text' },
    ...(isLong ? {} : { numFmt: about.text === undefined ? numberFormat(column) : '@' }),
    ...(about.isMarked ? { fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFF2CC' } } } : {}),
  }
}

const HORIZONTAL = {
  text: 'left',
  integer: 'right',
  decimal: 'right',
  money_wan: 'right',
  percent: 'right',
  day: 'center',
} as const satisfies Record<ColumnOut['kind'], string>

function fractionFormat(digits: number): string {
  return digits > 0 ? `.${'0'.repeat(digits)}` : ''
}
