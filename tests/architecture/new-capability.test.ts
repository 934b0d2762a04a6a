import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { checkStructure, lineOfFinding } from '../../tools/check-structure.ts'
import { brokenWalls, cruiseImports } from './support/cruise-imports.ts'
import { ROOT } from './support/planted-tree.ts'

const COPIED = [
  'src',
  'tests',
  'tools',
  'migrations',
  'package.json',
  'tsconfig.json',
  'biome.json',
  '.oxlintrc.json',
  '.gitignore',
]

function copyHouse(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'clarion-house-')))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (const path of COPIED) cpSync(join(ROOT, path), join(folder, path), { recursive: true })
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
  return folder
}

function run(
  folder: string,
  ...words: readonly string[]
): { readonly good: boolean; readonly lines: readonly string[] } {
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { cwd: folder, encoding: 'utf8' })
  return { good: status === 0, lines: `${stdout}${stderr}`.split('\n') }
}

/** What is wrong with a house: structure, walls and types, line by line. */
async function faultsOf(folder: string): Promise<readonly string[]> {
  const { lines } = run(folder, 'node_modules/ts7/bin/tsc', '--noEmit')
  const structure = checkStructure(folder).map(lineOfFinding)
  return [
    ...structure,
    ...brokenWalls(await cruiseImports(folder)),
    ...lines.filter((line) => line.includes('error TS')),
  ]
}

it('makes a capability that every check accepts', { timeout: 360_000 }, async () => {
  const folder = copyHouse()
  const before = await faultsOf(folder)
  expect(run(folder, 'tools/new-capability.mjs', 'water-works').good).toBe(true)
  expect(existsSync(join(folder, 'src/capabilities/water-works/screens/index.tsx'))).toBe(true)

  const added = (await faultsOf(folder)).filter((fault) => !before.includes(fault))
  expect(added).toEqual([])
  const made = 'src/capabilities/water-works'
  expect(run(folder, 'node_modules/@biomejs/biome/bin/biome', 'format', made).lines.join('\n')).toMatch(
    /No fixes applied/,
  )
  expect(
    run(folder, 'node_modules/oxlint/bin/oxlint', '--type-aware', '--deny-warnings', made).lines.join('\n'),
  ).toMatch(/0 warnings and 0 errors/)
})

it('refuses a name that is taken or not in kebab-case, and changes nothing', () => {
  const folder = copyHouse()
  const before = checkStructure(folder)
  for (const name of ['lights', 'WaterWorks', 'water_works', '../roads', '']) {
    expect(run(folder, 'tools/new-capability.mjs', name).good).toBe(false)
  }
  expect(checkStructure(folder)).toEqual(before)
})
