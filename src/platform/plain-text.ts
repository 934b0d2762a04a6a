/**
 * Text that a database, a workbook and XML can all hold: line ends are `\n`, no control characters besides it and the tab, no half
 * characters (they become U+FFFD), no byte order mark at the front.
 */
export function plainText(text: string): string {
  return text
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\t\n]|\p{Noncharacter_Code_Point}/gu, '')
    .replace(/\p{Surrogate}/gu, '\ufffd')
}
