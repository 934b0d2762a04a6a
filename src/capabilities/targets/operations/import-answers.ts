import type { FileAnswer } from '../../../kernel/file-answer.ts'
import { sentenceOf } from '../../../kernel/language.ts'
import { kernelMessages } from '../../../kernel/messages/index.ts'
import type { Problem } from '../../../kernel/problem.ts'
import { errorsWorkbook } from '../../../platform/excel/errors-workbook.ts'
import type { FoundTable } from '../../../platform/excel/find-table.ts'
import type { SheetIn } from '../../../platform/excel/sheet.ts'
import { platformMessages } from '../../../platform/messages/index.ts'
import type { RowProblem } from '../contract.ts'
import { targetsMessages } from '../messages/index.ts'

const PROBLEMS_SHOWN = 200
const { imports } = targetsMessages['zh-CN']

/** The first problems of a workbook as an answer carries them; those of other rooms with their sentence. */
export function problemsShown(problems: readonly Problem[]): RowProblem[] {
  return problems.slice(0, PROBLEMS_SHOWN).map((each) => ({
    code: each.code,
    ...(each.params ? { params: { ...each.params } } : {}),
    ...(each.path ? { path: [...each.path] } : {}),
    ...(each.code in targetsMessages['zh-CN'].problems ? {} : { message: sentence(each) }),
  }))
}

/** The rows of a workbook that are wrong, as a workbook with what is wrong before each. */
export async function problemsWorkbook(
  read: { readonly sheet: SheetIn; readonly table: FoundTable; readonly problems: readonly Problem[] },
  type: string,
): Promise<FileAnswer> {
  const bytes = await errorsWorkbook(
    read.sheet,
    read.table,
    read.problems,
    { sheet: imports.errorsSheet, rowNumber: imports.rowNumber, errors: imports.errors, title: imports.errorsSheet },
    sentence,
  )
  return { name: `${imports.errorsSheet}.xlsx`, type, bytes }
}

/** Columns by key, as they are kept for next time. */
export function mappingOf(mapping: Readonly<Record<string, { readonly column: number }>>): Record<string, number> {
  return Object.fromEntries(Object.entries(mapping).map(([key, { column }]) => [key, column]))
}

function sentence(found: Problem): string {
  return sentenceOf(found, 'zh-CN', [kernelMessages, platformMessages, targetsMessages])
}
