import type { HeadingBlock } from './headings.ts'
import { isBlank, type RowIn, type SheetIn, textOfCell } from './sheet.ts'
import { narrow } from './units.ts'

/** Why a row under the headings is no record. */
export type SkipReason = 'total' | 'section' | 'note' | 'numbering' | 'repeated_heading'

/** The rows under the headings, told apart; `index` counts rows of the sheet from 0, `row` as Excel does. */
export interface SkimmedRows {
  readonly data: readonly { readonly index: number; readonly section: string | undefined }[]
  readonly skipped: readonly { readonly row: number; readonly reason: SkipReason; readonly text: string }[]
}

const TOTAL = /^(?:总?合计|总计|小计|共计|累计|总合计|全[县市区省]合计|本页小计)(?:[(:：].*)?$/
const TOTAL_AT_END = /(?:合计|小计|总计|共计)$/
const NOTE =
  /^(?:注\d*|备注|说明|填表说明|填报说明|附注|统计口径|口径|资料来源|数据来源|截至\S*|制表人?|填表人?|填报人?|填报单位|审核人?|负责人|签发人?|单位负责人|联系人|联系电话)[:.、]|^[*※]|^注\d+/
const CHINESE_ORDINAL = /^[(]?[一二三四五六七八九十]{1,3}[)]?[、.]?$/
const SECTION_TITLE = /^(?:[(]?[一二三四五六七八九十]{1,3}[)]?[、.)]|第[一二三四五六七八九十]{1,3}[部类批章])/
const STEMS = '甲乙丙丁戊己庚辛壬癸'
const SERIAL_HEADING = /^(?:序号|编号|序|no)$/

/** Tells records from totals, sections, notes, numbering and repeated headings; empty rows are left out altogether. */
export function skimRows(sheet: SheetIn, block: HeadingBlock, mapped: readonly number[]): SkimmedRows {
  const serial = block.labels.findIndex((labels) => SERIAL_HEADING.test(narrow(labels.at(-1) ?? '')))
  const isNumbered = sheet.rows.slice(block.to).some((row) => serial >= 0 && /^\d+$/.test(ownText(row, serial)))
  const data: { index: number; section: string | undefined }[] = []
  const skipped: { row: number; reason: SkipReason; text: string }[] = []
  let section: string | undefined
  sheet.rows.forEach((row, index) => {
    if (index < block.to || row.cells.every((cell) => isBlank(cell))) return
    const own = ownTexts(row)
    const isSerialSection = isNumbered && CHINESE_ORDINAL.test(ownText(row, serial))
    const reason = reasonOf(row, own, { block, mapped, isSerialSection, isFirst: data.length === 0 })
    if (reason === undefined) {
      data.push({ index, section })
    } else {
      const text = own.join(' ').slice(0, 200)
      if (reason === 'section') section = own.find((each) => !CHINESE_ORDINAL.test(narrow(each))) ?? text
      skipped.push({ row: index + 1, reason, text })
    }
  })
  return { data, skipped }
}

interface Circumstances {
  readonly block: HeadingBlock
  readonly mapped: readonly number[]
  readonly isSerialSection: boolean
  readonly isFirst: boolean
}

function reasonOf(row: RowIn, own: readonly string[], about: Circumstances): SkipReason | undefined {
  const texts = own.map(narrow)
  const [first = ''] = texts
  if (about.isFirst && isNumbering(texts)) return 'numbering'
  if (repeatsHeadings(row, about)) return 'repeated_heading'
  if (NOTE.test(first)) return 'note'
  if (texts.slice(0, 3).some((text) => TOTAL.test(text)) || (TOTAL_AT_END.test(first) && texts.length > 1))
    return 'total'
  if (about.isSerialSection) return 'section'
  return own.length === 1 && (spreadsAcross(row) || SECTION_TITLE.test(first)) ? 'section' : undefined
}

/** Whether the one text of a row is merged over its neighbours and nothing else stands beside it. */
function spreadsAcross(row: RowIn): boolean {
  const texts = new Set(row.cells.filter((cell) => !isBlank(cell)).map(textOfCell))
  return row.repeated.size > 0 && texts.size === 1
}

/** A row of column numbers under the headings: 1 2 3 …, or 甲 乙 1 2 …. */
function isNumbering(texts: readonly string[]): boolean {
  if (texts.length < 3) return false
  const bare = texts.map((text) => text.replace(/^[([](.*)[)\]]$/, '$1'))
  const stems = bare.findIndex((text, index) => text !== STEMS[index])
  const numbers = bare.slice(Math.max(stems, 0))
  return numbers.length > 0 && numbers.every((text, index) => text === String(index + 1))
}

function repeatsHeadings(row: RowIn, about: Circumstances): boolean {
  const same = about.mapped.filter((column) => {
    const text = narrow(textOfCell(row.cells[column]))
    return text !== '' && (about.block.labels[column] ?? []).some((label) => narrow(label) === text)
  })
  return same.length >= 2 && same.length * 2 > about.mapped.length
}

function ownTexts(row: RowIn): readonly string[] {
  return row.cells.flatMap((cell, column) => (isBlank(cell) || row.repeated.has(column) ? [] : [textOfCell(cell)]))
}

function ownText(row: RowIn, column: number): string {
  return row.repeated.has(column) ? '' : narrow(textOfCell(row.cells[column]))
}
