import { formatPeriod } from '../../../kernel/format.ts'
import { asPeriod } from '../../../kernel/period.ts'
import { writeWorkbook } from '../../../platform/excel/write-workbook.ts'
import { implement, type Implementation } from '../../../platform/run-operation.ts'
import { writePaper } from '../../../platform/word/write-paper.ts'
import * as contract from '../contract.ts'
import { bulletinsMessages } from '../messages/index.ts'
import { bulletinPaper } from '../papers.ts'
import { bulletinSheets } from '../sheets.ts'
import type { BulletinRow } from '../store/bulletins.ts'
import { readable } from './bulletins.ts'
import { paperOf } from './paper-of.ts'

const zh = bulletinsMessages['zh-CN']

/** A file is named as offices name it: 2026年10月重点项目月通报(第5期).docx; a draft says that it is one. */
function fileName(row: BulletinRow, ending: string): string {
  const number = row.state === 'published' ? row.number : zh.states.draft
  const name = `${formatPeriod(asPeriod(row.period), 'zh-CN')}${row.template_name}${number === '' ? '' : `(${number})`}`
  return `${name.replace(/[\\/:*?"<>|]/g, '-')}.${ending}`
}

const word = implement(contract.exportWord, async (ctx, { bulletinId }) => {
  const row = await readable(ctx, bulletinId)
  const bytes = await writePaper(bulletinPaper(await paperOf(ctx, row)))
  return { name: fileName(row, 'docx'), type: contract.exportWord.fileOut ?? '', bytes }
})

const sheets = implement(contract.exportSheets, async (ctx, { bulletinId }) => {
  const row = await readable(ctx, bulletinId)
  const bytes = await writeWorkbook(bulletinSheets({ ...row, paper: await paperOf(ctx, row) }))
  return { name: fileName(row, 'xlsx'), type: contract.exportSheets.fileOut ?? '', bytes }
})

/** The operations that hand a bulletin out as a file. */
export const fileOperations: readonly Implementation[] = [word, sheets]
