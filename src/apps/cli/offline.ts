import { readFile } from 'node:fs/promises'
import { EXIT_CODE_OF_REFUSAL } from '../../kernel/refusal.ts'
import { verifyAudit } from '../../platform/audit-chain.ts'
import { giveUp, say } from './say.ts'

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
