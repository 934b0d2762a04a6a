import { existsSync } from 'node:fs'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { EXIT_CODE_OF_REFUSAL, Refusal } from '../../kernel/refusal.ts'
import { exportYear } from '../../capabilities/targets/contract.ts'
import { openArchive } from '../../platform/archive.ts'
import { verifyAudit } from '../../platform/audit-chain.ts'
import { verifyYearArchive } from '../../platform/year-archive.ts'
import { callRemote, getSitting } from './remote.ts'
import { failureOf, giveUp, print, say } from './say.ts'

/** `clarion export --year YEAR --out FILE`: the year whole as one archive, checked before it gets its name. A folder gets the name the server gives. */
export async function exportYearTo(year: string, out: string, withoutFiles: boolean): Promise<number> {
  if (!/^\d{4}$/.test(year))
    giveUp({ zh: `--year 要四位年份，不是 ${year}。`, en: `--year wants four digits, not ${year}.` })
  const answer = await callRemote(await getSitting(), exportYear, { year: Number(year), withFiles: !withoutFiles })
  if ('json' in answer) throw new Error('an archive is a file')
  const file = out.endsWith('.zip') ? out : join(out, answer.name)
  if (existsSync(file))
    giveUp({ zh: `文件 ${file} 已存在，请换个名字。`, en: `The file ${file} exists; choose another name.` })
  const sound = await verifyYearArchive(answer.bytes)
  if (!sound.ok) throw new Refusal('invalid', sound.problems)
  await writeFile(`${file}.half`, answer.bytes, { mode: 0o600 })
  await rename(`${file}.half`, file)
  print(file)
  return 0
}

/** `clarion archive verify FILE`: every file against the manifest, and the audit trail inside against its chain. */
export async function archiveVerify(file: string | undefined): Promise<number> {
  if (!file) return giveUp({ zh: '用法：clarion archive verify 文件', en: 'Usage: clarion archive verify FILE' })
  const bytes = await readFile(file).catch(() =>
    giveUp({ zh: `读不了文件 ${file}。`, en: `The file ${file} cannot be read.` }),
  )
  const sound = await verifyYearArchive(bytes)
  if (!sound.ok)
    throw failureOf(new Refusal('rule_broken', sound.problems), (await import('../server/registry.ts')).catalogues)
  const { region, regionName, year, isClosed, madeAt, files, manifestSha256 } = sound.value
  const audit = await auditIn(bytes)
  if (!audit.sound)
    giveUp(
      { zh: `归档里的审计记录第 ${audit.line} 行不对。`, en: `Line ${audit.line} of the audit trail inside is wrong.` },
      EXIT_CODE_OF_REFUSAL.rule_broken,
    )
  const rows = files.reduce((sum, each) => sum + (each.rows ?? 0), 0)
  say({
    zh: `归档完好：${regionName}（${region}）${year} 年${isClosed ? '，已封存' : '，未封存'}，${madeAt} 导出，${files.length} 个文件，${rows} 行，清单 SHA-256 ${manifestSha256}`,
    en: `The archive is sound: ${regionName} (${region}) ${year}${isClosed ? ', closed' : ', not closed'}, made ${madeAt}, ${files.length} files, ${rows} rows, SHA-256 of the manifest ${manifestSha256}`,
  })
  return 0
}

async function auditIn(bytes: Uint8Array) {
  const limits = { maxBytes: bytes.length, maxUnpackedBytes: 2 ** 34, maxEntries: 65_000, maxRatio: 100_000 }
  const opened = await openArchive(bytes, limits, (name) => name === 'audit/audit.jsonl')
  const trail = opened.ok ? opened.value.get('audit/audit.jsonl') : undefined
  return verifyAudit(new TextDecoder().decode(trail))
}
