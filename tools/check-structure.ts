import { pathToFileURL } from 'node:url'
import { checkDocstrings } from './structure/docstrings.ts'
import { checkMigrations } from './structure/migrations.ts'
import { checkRegistration } from './structure/registration.ts'
import { checkStatements } from './structure/statements.ts'
import { checkSizes, checkWords } from './structure/text.ts'
import { type Finding, readTree } from './structure/tree.ts'
import { checkVocabulary } from './structure/vocabulary.ts'

const CHECKS = [
  checkVocabulary,
  checkRegistration,
  checkSizes,
  checkWords,
  checkDocstrings,
  checkMigrations,
  checkStatements,
]

/** Every break of the laws of structure in the tree at `root`, in the order of paths. */
export function checkStructure(root: string): readonly Finding[] {
  const tree = readTree(root)
  return CHECKS.flatMap((check) => check(tree)).sort((one, other) => (one.path < other.path ? -1 : 1))
}

/** A finding as one line. */
export function lineOfFinding({ path, law, detail }: Finding): string {
  return `${path}  ${law}: ${detail}`
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const findings = checkStructure(process.argv[2] ?? process.cwd())
  for (const finding of findings) console.log(lineOfFinding(finding))
  console.log(findings.length === 0 ? 'The structure stands.' : `${findings.length} breaks of the structure.`)
  process.exitCode = findings.length === 0 ? 0 : 1
}
