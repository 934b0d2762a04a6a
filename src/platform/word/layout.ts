/**
 * The measures of an official paper after GB/T 9704-2012 (党政机关公文格式), in the units of WordprocessingML: twips (1/20 point) unless
 * a name says otherwise. A4; margins 37, 35, 28 and 26 mm leave a type area of 156 × 225 mm for 22 lines of 28 characters.
 */

const TWIPS_PER_MM = 1440 / 25.4

const mm = (millimetres: number): number => Math.round(millimetres * TWIPS_PER_MM)

/** A4. */
export const PAGE = { width: mm(210), height: mm(297) } as const

/** 天头 37, 地脚 35, 订口 28, 切口 26 mm; the page number stands 7 mm under the type area. */
export const MARGINS = {
  top: mm(37),
  bottom: mm(35),
  left: mm(28),
  right: mm(26),
  header: mm(15),
  footer: mm(25),
} as const

/** Lines of a page. */
export const LINES = 22
/** Characters of a line. */
export const CHARACTERS = 28

/** Width of the type area. */
export const TEXT_WIDTH = PAGE.width - MARGINS.left - MARGINS.right
/** From line to line: rounded down, else Word counts one line less. */
export const LINE_PITCH = Math.floor((PAGE.height - MARGINS.top - MARGINS.bottom) / LINES)

/** Sizes in half points: 二号 22 pt, 三号 16 pt, 四号 14 pt; tables are set in 小四 12 pt, those of many columns in 五号 10.5 pt, of very many in 小五 9 pt. */
export const SIZE = { title: 44, body: 32, small: 28, table: 24, wideTable: 21, widestTable: 18 } as const

/** A table of more columns than this is a wide one, and one of more than the second a very wide one. */
export const COLUMNS_OF_A_TABLE = 5
/** See `COLUMNS_OF_A_TABLE`. */
export const COLUMNS_OF_A_WIDE_TABLE = 8

/** Width of one character of the body. */
export const CHARACTER = TEXT_WIDTH / CHARACTERS
/**
 * Between the characters of the body: a little below zero, since 28 characters of 16 pt are wider than the line. It is spacing of the
 * style and no grid of characters: LibreOffice gives each character two cells of a grid that is narrower than its size.
 */
export const CHARACTER_SPACING = Math.floor(CHARACTER - SIZE.body * 10)

/** From the top of the type area to the masthead: 35 mm. */
export const MASTHEAD_DROP = mm(35)
/** The red line stands 4 mm under the number, in points. */
export const RED_LINE_SPACE_POINTS = Math.round((4 / 25.4) * 72)

/**
 * Typefaces by the job they do. The names are those every office of the field asks for; `instead` is tried where the machine has none of
 * that name (Word and LibreOffice read it from the font table), and the family lets them choose a likeness where it has neither.
 */
export const FACES = {
  title: { name: '方正小标宋简体', instead: '华文中宋', family: 'roman' },
  body: { name: '仿宋_GB2312', instead: '仿宋', family: 'modern' },
  first: { name: '黑体', instead: 'SimHei', family: 'swiss' },
  second: { name: '楷体_GB2312', instead: '楷体', family: 'modern' },
  digits: { name: '宋体', instead: 'SimSun', family: 'roman' },
} as const

/** The job of a typeface. */
export type Face = keyof typeof FACES

/** The red of a masthead and its line. */
export const RED = 'FF0000'

/** Width of a text in characters: a Han character or full-width sign counts one, anything of ASCII half. */
export function charactersOf(text: string): number {
  return Array.from(text).reduce((sum, each) => sum + (each.charCodeAt(0) < 0x80 ? 0.5 : 1), 0)
}
