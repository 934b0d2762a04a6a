import { CHARACTER_SPACING, FACES, LINE_PITCH, SIZE } from './layout.ts'

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

/** The font table of a paper: which face to take where the machine has none of the name asked for. */
export function fontTable(): string {
  const fonts = Object.values(FACES).map(
    ({ name, instead, family }) =>
      `<w:font w:name="${name}"><w:altName w:val="${instead}"/><w:charset w:val="86"/>` +
      `<w:family w:val="${family}"/><w:pitch w:val="variable"/></w:font>`,
  )
  return `${HEAD}<w:fonts ${NAMESPACE}>${fonts.join('')}</w:fonts>`
}

/** The style of text in tables, whose lines do not follow the grid of the page. */
export const CELL_STYLE = 'Cell'

/**
 * The styles of a paper: the text, and tables without lines of their own. Lines are exactly 1/22 of the type area high whatever face
 * a machine puts in, and 28 characters fill one.
 */
export function styles(): string {
  const { name } = FACES.body
  const fonts = `<w:rFonts w:ascii="${name}" w:hAnsi="${name}" w:eastAsia="${name}" w:cs="${name}" w:hint="eastAsia"/>`
  const size = `<w:sz w:val="${SIZE.body}"/><w:szCs w:val="${SIZE.body}"/>`
  const run = `<w:rPr>${fonts}<w:spacing w:val="${CHARACTER_SPACING}"/>${size}<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr>`
  const paragraph =
    `<w:pPr><w:overflowPunct w:val="0"/><w:spacing w:line="${LINE_PITCH}" w:lineRule="exact"/>` +
    `<w:jc w:val="both"/></w:pPr>`
  const margins = ['top', 'left', 'bottom', 'right'].map((side) => `<w:${side} w:w="0" w:type="dxa"/>`).join('')
  return (
    `${HEAD}<w:styles ${NAMESPACE}><w:docDefaults><w:rPrDefault>${run}</w:rPrDefault></w:docDefaults>` +
    `<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>${paragraph}${run}</w:style>` +
    `<w:style w:type="paragraph" w:styleId="${CELL_STYLE}"><w:name w:val="${CELL_STYLE}"/><w:basedOn w:val="Normal"/>` +
    '<w:pPr><w:snapToGrid w:val="0"/></w:pPr><w:rPr><w:spacing w:val="0"/></w:rPr></w:style>' +
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>' +
    `<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>${margins}</w:tblCellMar></w:tblPr></w:style></w:styles>`
  )
}
