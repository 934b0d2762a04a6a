import { join } from 'node:path'
import { type ICruiseResult, cruise } from 'dependency-cruiser'
import extractDepcruiseConfig from 'dependency-cruiser/config-utl/extract-depcruise-config'
import { ROOT } from './planted-tree.ts'

/** Reads the imports of a tree's `src` and judges them by the walls of this repository. */
export async function cruiseImports(folder: string): Promise<ICruiseResult> {
  const { forbidden = [], options } = await extractDepcruiseConfig(join(ROOT, '.dependency-cruiser.cjs'))
  const { output } = await cruise(['src'], {
    ...options,
    baseDir: folder,
    validate: true,
    ruleSet: { forbidden },
  })
  if (typeof output === 'string') throw new Error(`the imports could not be read: ${output}`)
  return output
}

/** The walls an import breaks, as `wall: from -> to`, each once and in order. */
export function brokenWalls(result: ICruiseResult): readonly string[] {
  return [...new Set(result.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`))].sort()
}
