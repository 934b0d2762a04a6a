import { spawnSync } from 'node:child_process'
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Files, ROOT, plantTree } from './support/planted-tree.ts'

interface Unused {
  readonly files: readonly string[]
  readonly issues: readonly Readonly<{
    file: string
    exports?: readonly { name: string }[]
    types?: readonly { name: string }[]
    dependencies?: readonly { name: string }[]
    devDependencies?: readonly { name: string }[]
  }>[]
}

/** What nobody uses in a tree, as `file: kind name`. */
function unusedIn(folder: string): readonly string[] {
  if (folder !== ROOT) copyFileSync(join(ROOT, 'knip.json'), join(folder, 'knip.json'))
  const words = [
    join(ROOT, 'node_modules/knip/bin/knip.js'),
    '--reporter',
    'json',
    '--no-progress',
    '--no-config-hints',
  ]
  const { stdout, stderr } = spawnSync(process.execPath, words, { cwd: folder, encoding: 'utf8' })
  if (!stdout.startsWith('{')) throw new Error(`what is unused could not be read: ${stdout}${stderr}`)
  const { issues } = JSON.parse(stdout) as Unused
  return issues.flatMap(({ file, ...kinds }) =>
    Object.entries(kinds).flatMap(([kind, found]) =>
      Array.isArray(found) ? found.map(({ name }: { name: string }) => `${file}: ${kind} ${name}`) : [],
    ),
  )
}

const HONEST: Files = {
  'src/apps/server/main.ts': `import { day } from '../../kernel/day.ts'\nconsole.log(day)\n`,
  'src/kernel/day.ts': 'export const day = 1\n',
}
const inSource = (change: Files) =>
  unusedIn(plantTree({ ...HONEST, ...change })).filter((each) => each.startsWith('src/'))

describe('nothing is kept that nobody uses', { timeout: 60_000 }, () => {
  it('in the whole tree', () => {
    expect(unusedIn(ROOT)).toEqual([])
  })

  it('and an honest tree is let through', () => {
    expect(inSource({})).toEqual([])
  })

  it('a planted file is caught', () => {
    expect(inSource({ 'src/kernel/week.ts': 'export const week = 7\n' })).toEqual([
      'src/kernel/week.ts: files src/kernel/week.ts',
    ])
  })

  it('a planted export is caught', () => {
    expect(inSource({ 'src/kernel/day.ts': 'export const day = 1\nexport const night = 2\n' })).toEqual([
      'src/kernel/day.ts: exports night',
    ])
  })

  it('a planted type is caught', () => {
    expect(inSource({ 'src/kernel/day.ts': 'export const day = 1\nexport interface Night {}\n' })).toEqual([
      'src/kernel/day.ts: types Night',
    ])
  })

  it('a planted dependency is caught', () => {
    expect(unusedIn(plantTree(HONEST))).toContain('package.json: dependencies fastify')
  })
})
