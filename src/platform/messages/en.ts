import type { zhCN } from './zh-CN.ts'

/** The same words in English. */
export const en: typeof zhCN = {
  excel: {
    sheet: 'Rows to correct',
    title: 'Rows to correct (mend them and import this file)',
    rowNumber: 'Original row',
    errors: 'What to correct',
  },
  problems: {
    'archive.damaged': () =>
      'The file is damaged or did not arrive whole; open it on your computer, save a copy and upload that.',
    'archive.encrypted': () => 'The file has a password; remove it and upload again.',
    'archive.file_changed': ({ path }) => `${path} in the archive differs from its manifest: it was changed.`,
    'archive.file_missing': ({ path }) => `${path} is missing from the archive.`,
    'archive.file_unknown': ({ path }) => `${path} is in the archive and not in its manifest.`,
    'archive.not_a_year': () => 'This is no archive of a year: there is no manifest.json to be read.',
    'archive.not_a_zip': () =>
      'The content does not fit the file name or is damaged; open it on your computer, save a copy and upload that.',
    'archive.too_much_inside': () =>
      'The file unpacks to far too much and was not read; remove what is not needed or split it, then upload again.',
    'excel.old_format': () =>
      'This is an old kind of sheet (.xls, .et or a web table); open it in Excel or WPS, choose Save As, “Excel Workbook (.xlsx)”, and upload the new file.',
    'excel.encrypted': () =>
      'The workbook needs a password to open; remove it in Excel or WPS (File, Info, Protect Workbook), save and upload again.',
    'excel.not_a_workbook': () => 'This is not an Excel workbook; please upload an .xlsx file.',
    'excel.too_many_sheets': ({ sheets, maximum }) =>
      `The workbook has ${sheets} sheets, at most ${maximum} are read; keep only those to import and upload again.`,
    'excel.too_many_rows': ({ rows, maximum }) =>
      `The sheet has ${rows} rows, at most ${maximum} are read; split it into several files.`,
    'excel.too_many_columns': ({ columns, maximum }) =>
      `The sheet has ${columns} columns, at most ${maximum} are read; remove those not needed and upload again.`,
    'excel.heading_not_found': ({ sheet, headings }) =>
      `No headings were found in the sheet “${sheet}”; expected columns such as ${headings}. Check that it is the right sheet, or point out the row of headings.`,
    'excel.formula_failed': ({ row, column, text }) =>
      `Row ${row}, column ${column}: the formula has no result (${text}); mend it in Excel or put in the value, save and import again.`,
    'excel.text_too_long': ({ row, column, maximum }) =>
      `Row ${row}, column ${column}: the text is too long; at most ${maximum} characters.`,
    'excel.code_cut': ({ row, column, text }) =>
      `Row ${row}, column ${column}: the code ${text} was typed as a number and Excel replaced its last digits by 0; format the column as text and type it again.`,
    'excel.not_a_number': ({ row, column, text }) =>
      `Row ${row}, column ${column}: “${text}” is not a number; put in a number or leave it empty.`,
    'excel.not_a_whole_number': ({ row, column, text }) =>
      `Row ${row}, column ${column}: “${text}” is not a whole number; put in a whole number or leave it empty.`,
    'excel.not_an_amount': ({ row, column, text }) =>
      `Row ${row}, column ${column}: “${text}” is not one amount; put in a single number (元, 万元 or 亿元 may follow), no range and no words.`,
    'excel.other_money': ({ row, column, text, unit }) =>
      `Row ${row}, column ${column}: “${text}” is in ${unit}, which cannot be read as 元, 万元 or 亿元; convert it, and put foreign money into its own column.`,
    'excel.not_an_area': ({ row, column, text }) =>
      `Row ${row}, column ${column}: “${text}” is not an area; put in a number (亩, 平方米, 公顷 or 平方公里 may follow).`,
    'excel.not_a_percentage': ({ row, column, text }) =>
      `Row ${row}, column ${column}: “${text}” is not a percentage; put in a number such as 6.4%.`,
    'excel.not_a_day': ({ row, column, text }) =>
      `Row ${row}, column ${column}: “${text}” is not a date; put in a date such as 2026-03-05 or 2026年3月.`,
    'excel.ambiguous_day': ({ row, column, text }) =>
      `Row ${row}, column ${column}: ${text} may mean January or October (a number loses its last 0); write it as 2026年10月.`,
    'document.old_format': () =>
      'This is an old kind of document (.doc, .wps or .rtf); open it in Word or WPS, choose Save As, “Word Document (.docx)”, and upload the new file.',
    'document.encrypted': () => 'The document has a password; remove it and upload again.',
    'document.not_a_docx': () =>
      'This is not a Word document or is damaged; open it in Word or WPS, save it as .docx and upload that.',
    'document.damaged_pdf': () => 'This PDF cannot be opened and may be damaged; export it again or upload a .docx.',
    'document.no_text': () =>
      'The file holds no text. If it is a scan, run text recognition first, or paste the text instead.',
    'document.not_a_text': () => 'This file is no text; upload .txt, .docx, .pdf or .html, or paste the text instead.',
    'document.too_long': ({ pages, characters, maximum }) =>
      `The document is too long (${pages === undefined ? `${characters} characters` : `${pages} pages`}, at most ${maximum}); split it and upload the parts.`,
    'document.too_slow': () =>
      'This PDF is too complicated and was not read in time; upload a .docx or paste the text instead.',
    'operation.not_http': () => 'What arrived is no proper HTTP request; check the program or proxy that sent it.',
    'operation.head_too_large': () =>
      'The head of the request is too large; clear the cookies of this site or shorten the address and try again.',
    'operation.too_slow': () => 'The request arrived too slowly and was cut off; check the network and try again.',
    'operation.bad_address': () => 'The address is not well formed; check the % signs in it.',
    'file.form_broken': () => 'The file did not arrive whole; upload it again.',
    'backup.not_a_backup': () => 'This is not a backup of this system; choose another file.',
    'backup.damaged': () => 'Lines of the backup are missing or changed, so it cannot be restored; use another backup.',
    'backup.other_schema': ({ backup, here }) =>
      `The backup's data structure (${backup}) differs from this system's (${here}); restore with the same version, then upgrade.`,
    'backup.no_such_region': ({ region }) => `There is no data of region ${region} here; check the code.`,
    'backup.account_taken': ({ accounts, region }) =>
      `The accounts ${accounts} are used by another region here (${region}); an account is unique in an installation. Change one side's accounts, then restore.`,
    'backup.not_empty': ({ region, table }) =>
      `Region ${region} already has data here (${table}); restore into an empty database.`,
  },
  fields: {},
}
