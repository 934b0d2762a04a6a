import { readFile } from 'node:fs/promises'
import { verifyAudit } from '../../platform/audit-chain.ts'

const WHY = {
  not_an_export: '这一行不是审计导出的内容。This line is not part of an audit export.',
  position: '序号不连续，有行被删除、插入或调换。Positions break off: a line was removed, added or moved.',
  hash: '哈希对不上，这一行或之前的行被改动。The hash does not fit: this line or one before it was changed.',
  count: '行数与文件头不符，末尾有行被删除。The number of lines differs from the head: lines at the end are missing.',
} as const

/** `clarion audit verify FILE`: checks an exported trail without the database. Answers the exit code. */
export async function auditVerify(file: string, print: (line: string) => void): Promise<number> {
  const verdict = verifyAudit(await readFile(file, 'utf8'))
  if (!verdict.sound) {
    print(`${file}:${verdict.line}: ${WHY[verdict.why]}`)
    return 7
  }
  print(
    `审计链完好 The chain is sound: ${verdict.region}, ${verdict.sealed} sealed, ${verdict.young} not yet sealed, ${verdict.lastHash}`,
  )
  return 0
}
