import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import type { Ranking } from '../../capabilities/assessment/contract.ts'
import type { FileSchedule } from '../../capabilities/schedules/public.ts'
import type { Outcome } from '../../kernel/outcome.ts'
import { EXIT_CODE_OF_REFUSAL, Refusal } from '../../kernel/refusal.ts'
import { NATIONAL_WORK_CALENDAR } from '../../kernel/work-calendar.ts'
import { verifyAudit } from '../../platform/audit-chain.ts'
import { failureOf, giveUp, inShellLanguage, print, say } from './say.ts'

const WHY = {
  not_an_export: { zh: '这一行不是审计导出的内容。', en: 'this line is not part of an audit export.' },
  position: {
    zh: '序号不连续，有行被删除、插入或调换。',
    en: 'positions break off: a line was removed, added or moved.',
  },
  hash: {
    zh: '哈希对不上，这一行或之前的行被改动。',
    en: 'the hash does not fit: this line or one before it was changed.',
  },
  count: {
    zh: '行数与文件头不符，末尾有行被删除。',
    en: 'the number of lines differs from the head: lines at the end are missing.',
  },
} as const

/** `clarion audit verify FILE`: checks an exported trail without the database. Answers the exit code. */
export async function auditVerify(file: string | undefined): Promise<number> {
  if (!file) return giveUp({ zh: '用法：clarion audit verify 文件', en: 'Usage: clarion audit verify FILE' })
  const text = await readFile(file, 'utf8').catch(() =>
    giveUp({ zh: `读不了文件 ${file}。`, en: `The file ${file} cannot be read.` }),
  )
  const verdict = verifyAudit(text)
  if (!verdict.sound) {
    const { zh, en } = WHY[verdict.why]
    const at = `${file}:${verdict.line}: `
    return giveUp({ zh: at + zh, en: at + en }, EXIT_CODE_OF_REFUSAL.rule_broken)
  }
  const { region, sealed, young, lastHash } = verdict
  say({
    zh: `审计链完好：${region}，已封存 ${sealed} 条，未封存 ${young} 条，末条哈希 ${lastHash}`,
    en: `The chain is sound: ${region}, ${sealed} sealed, ${young} not yet sealed, last hash ${lastHash}`,
  })
  return 0
}

/**
 * `clarion read FILE… --out DIR`: reads documents without a server and writes one JSON a file, named like it. A file that cannot be read
 * is told of and stops no other; then the answer is the exit code of bad input.
 */
export async function readFiles(files: readonly string[], out: string | undefined): Promise<number> {
  if (files.length === 0 || out === undefined)
    return giveUp({ zh: '用法：clarion read 文件… --out 目录', en: 'Usage: clarion read FILE… --out DIR' })
  const { offlineReader } = await import('../../capabilities/dispatches/public.ts')
  const { readDocument } = await import('../../platform/documents/read-document.ts')
  const read = offlineReader()
  await mkdir(out, { recursive: true })
  let unread = 0
  for (const file of files) {
    const bytes = await readFile(file).catch(() => undefined)
    const document = bytes && (await readDocument(bytes, basename(file)))
    if (!document?.ok) {
      unread += 1
      process.stderr.write(`${file}: ${await whyUnread(document?.problems)}\n`)
      continue
    }
    const target = join(out, `${basename(file, extname(file))}.json`)
    await writeFile(target, `${JSON.stringify(read(document.value.text), null, 1)}\n`)
    print(target)
  }
  return unread === 0 ? 0 : EXIT_CODE_OF_REFUSAL.invalid
}

async function whyUnread(problems: Refusal['problems'] | undefined): Promise<string> {
  if (!problems) return inShellLanguage({ zh: '读不了这个文件。', en: 'the file cannot be read.' })
  const { catalogues } = await import('../server/registry.ts')
  return failureOf(new Refusal('invalid', problems), catalogues).message
}

/**
 * `clarion schedule FILE… --json`: computes the dates of networks without a server and prints one JSON array with an object a file, in the
 * order given; without `--json` a table a file. A file that is refused says why (in the array under `problems`) and stops no other; then the
 * answer is the exit code of bad input.
 */
export async function scheduleFiles(files: readonly string[], asJson: boolean): Promise<number> {
  const { scheduleFile } = await import('../../capabilities/schedules/public.ts')
  return answerFiles<FileSchedule>(files, asJson, {
    command: 'schedule',
    answer: (name, text) => scheduleFile(name, text, NATIONAL_WORK_CALENDAR),
    show: printSchedule,
  })
}

/**
 * `clarion rank FILE… --json`: ranks comparisons (a scheme with its figures) without a server and prints one JSON array with an object a file,
 * in the order given; without `--json` a table a group. Files that are refused are told of as by `scheduleFiles`.
 */
export async function rankFiles(files: readonly string[], asJson: boolean): Promise<number> {
  const { rankFile } = await import('../../capabilities/assessment/public.ts')
  return answerFiles<Ranking>(files, asJson, {
    command: 'rank',
    answer: (_, text) => rankFile(text),
    show: printRanking,
  })
}

interface Answering<T> {
  readonly command: string
  readonly answer: (name: string, text: string) => Outcome<T>
  readonly show: (file: string, value: T) => void
}

async function answerFiles<T extends object>(
  files: readonly string[],
  asJson: boolean,
  { command, answer, show }: Answering<T>,
): Promise<number> {
  if (files.length === 0)
    return giveUp({ zh: `用法：clarion ${command} 文件… [--json]`, en: `Usage: clarion ${command} FILE… [--json]` })
  const answers: unknown[] = []
  let refused = 0
  for (const file of files) {
    const text = await readFile(file, 'utf8').catch(() => undefined)
    const given = text === undefined ? undefined : answer(basename(file), text)
    if (given?.ok) {
      answers.push({ file, ...given.value })
      if (!asJson) show(file, given.value)
      continue
    }
    refused += 1
    answers.push({ file, problems: given?.problems ?? [{ code: 'file.unreadable' }] })
    process.stderr.write(`${file}: ${await whyUnread(given?.problems)}\n`)
  }
  if (asJson) print(JSON.stringify(answers, undefined, 1))
  return refused === 0 ? 0 : EXIT_CODE_OF_REFUSAL.invalid
}

function printRanking(file: string, { scheme, year, groups }: Ranking): void {
  say({ zh: `${file}：${year} 年 ${scheme}`, en: `${file}: ${scheme}, ${year}` })
  for (const { name, places } of groups) {
    print(name)
    for (const { rank, name: unit, total, criteria, bonus, deduction } of places)
      print([rank ?? '–', unit, total, ...criteria.map(({ points }) => points), bonus, deduction].join('\t'))
  }
}

function printSchedule(file: string, { length, tasks }: FileSchedule): void {
  say({ zh: `${file}：工期 ${length} 天`, en: `${file}: ${length} days` })
  const columns = [
    'id',
    'earlyStart',
    'earlyFinish',
    'lateStart',
    'lateFinish',
    'totalFloat',
    'freeFloat',
    'critical',
  ] as const
  print(columns.join('\t'))
  for (const task of tasks) print(columns.map((column) => String(task[column])).join('\t'))
}
