import { describe, expect, it } from 'vitest'
import { checkStructure, lineOfFinding } from '../../tools/check-structure.ts'
import { type Files, ROOT, plantTree } from './support/planted-tree.ts'

const ROADS = 'src/capabilities/roads'

/** A tree in which every law of structure is kept; each test below breaks one of them. */
const HONEST: Files = {
  'src/capabilities/map.json': JSON.stringify({ roads: { uses: [] } }),
  [`${ROADS}/README.md`]: '# Roads\n',
  [`${ROADS}/contract.ts`]:
    '/** How wide a road is, in metres. */\nexport const WIDTHS = [3, 6] as const\nexport type Width = (typeof WIDTHS)[number]\n',
  [`${ROADS}/rules.ts`]:
    '/** Whether two lorries can pass. */\nexport function canPass(width: number): boolean {\n  return width > 5\n}\n',
  [`${ROADS}/operations.ts`]: 'export const roadsOperations = []\n',
  [`${ROADS}/data/widths.json`]: '{}',
  [`${ROADS}/messages/zh-CN.ts`]: 'export const zhCN = {}\n',
  [`${ROADS}/messages/en.ts`]: 'export const en = {}\n',
  [`${ROADS}/messages/index.ts`]: 'export const roadsMessages = {}\n',
  [`${ROADS}/screens/index.tsx`]: 'export const roadsScreens = []\n',
  [`${ROADS}/rules.property.test.ts`]: 'export {}\n',
  'src/apps/contracts.ts': `import * as roads from '../capabilities/roads/contract.ts'\nexport const contracts = [roads]\n`,
  'src/apps/server/registry.ts': `import { roadsMessages } from '../../capabilities/roads/messages/index.ts'\nimport { roadsOperations } from '../../capabilities/roads/operations.ts'\nexport const here = [roadsOperations, roadsMessages]\n`,
  'src/apps/web/registry.ts': `import { roadsScreens } from '../../capabilities/roads/screens/index.tsx'\nexport const here = [roadsScreens]\n`,
}

/** The laws broken in the honest tree with some files put in (or, where the text is `undefined`, taken out). */
function lawsBrokenBy(change: Readonly<Record<string, string | undefined>>): readonly string[] {
  const files = Object.fromEntries(
    Object.entries({ ...HONEST, ...change }).flatMap(([path, text]) => (text === undefined ? [] : [[path, text]])),
  )
  return checkStructure(plantTree(files)).map(({ law, path }) => `${law}: ${path}`)
}

/** A word with its first letter set apart, so that this file does not carry what it plants. */
const spelt = (...letters: readonly string[]) => letters.join('')

describe('the laws of structure', () => {
  it('hold in the whole tree', () => {
    expect(checkStructure(ROOT).map(lineOfFinding)).toEqual([])
  })

  it('let an honest capability through', () => {
    expect(lawsBrokenBy({})).toEqual([])
  })
})

describe('a planted break is caught', () => {
  it.each([
    'utils.ts',
    'rules/Width.ts',
    'store.tsx',
    'sign-in.ts',
    'messages/de.ts',
    'data/widths.ts',
    'screens/Page.tsx',
    'tables/roads.ts',
  ])('vocabulary: a file named %s', (name) => {
    expect(lawsBrokenBy({ [`${ROADS}/${name}`]: '/** It. */\nexport const it = 1\n' })).toContain(
      `vocabulary: ${ROADS}/${name}`,
    )
  })

  it('vocabulary: rules.ts beside rules/', () => {
    expect(lawsBrokenBy({ [`${ROADS}/rules/width.ts`]: '/** It. */\nexport const it = 1\n' })).toEqual([
      `vocabulary: ${ROADS}/rules.ts`,
    ])
  })

  it('vocabulary: a file beside the capabilities', () => {
    expect(lawsBrokenBy({ 'src/capabilities/shared.ts': 'export {}\n' })).toEqual([
      'vocabulary: src/capabilities/shared.ts',
    ])
  })

  it.each(['README.md', 'messages/zh-CN.ts', 'messages/en.ts'])('complete: a capability without %s', (name) => {
    expect(lawsBrokenBy({ [`${ROADS}/${name}`]: undefined })).toEqual([`complete: ${ROADS}/${name}`])
  })

  it('readme: more than 60 lines', () => {
    expect(lawsBrokenBy({ [`${ROADS}/README.md`]: 'words\n'.repeat(61) })).toEqual([`readme: ${ROADS}/README.md`])
    expect(lawsBrokenBy({ [`${ROADS}/README.md`]: 'words\n'.repeat(60) })).toEqual([])
  })

  it.each([
    ['nowhere', JSON.stringify({})],
    ['twice', '{ "roads": { "uses": [] }, "roads": { "uses": [] } }'],
    ['beside one that is not there', JSON.stringify({ roads: { uses: [] }, bridges: { uses: [] } })],
  ])('registered-once: drawn %s on the map', (_, map) => {
    expect(lawsBrokenBy({ 'src/capabilities/map.json': map })).toEqual(['registered-once: src/capabilities/map.json'])
  })

  it.each([
    ['src/apps/server/registry.ts', ['messages/index.ts', 'operations.ts']],
    ['src/apps/web/registry.ts', ['screens/index.tsx']],
    ['src/apps/contracts.ts', ['contract.ts']],
  ])('registered-once: %s forgets it or takes it twice', (registry, files) => {
    const laws = files.map((file) => `registered-once: ${ROADS}/${file}`)
    expect(lawsBrokenBy({ [registry]: undefined })).toEqual(laws)
    expect(lawsBrokenBy({ [registry]: HONEST[registry]?.repeat(2) })).toEqual(laws)
  })

  it('short-files: 401 lines, data left out', () => {
    expect(lawsBrokenBy({ [`${ROADS}/operations.ts`]: 'export {}\n'.repeat(401) })).toEqual([
      `short-files: ${ROADS}/operations.ts`,
    ])
    expect(lawsBrokenBy({ [`${ROADS}/data/widths.json`]: '\n'.repeat(401) })).toEqual([])
  })

  it('small-files: over 2 MB', () => {
    expect(lawsBrokenBy({ 'docs/map.svg': ' '.repeat(2 * 1024 * 1024 + 1) })).toEqual(['small-files: docs/map.svg'])
  })

  it.each([
    `// ${spelt('T', 'ODO')}: later\n`,
    `// ${spelt('F', 'IXME')}\n`,
    `// ${spelt('X', 'XX')} odd\n`,
    `// ${spelt('H', 'ACK')}\n`,
    `// ${spelt('@', 'ts-ignore')}\n`,
    `export const width = 3 ${spelt('a', 's any')}\n`,
    `export const width = 3 ${spelt('a', 's any')} as number\n`,
    `it${spelt('.', 'only(')}'a law', () => {})\n`,
    `it${spelt('.', 'skip(')}'a law', () => {})\n`,
  ])('no-marks: %s', (text) => {
    expect(lawsBrokenBy({ [`${ROADS}/operations.ts`]: text })).toEqual([`no-marks: ${ROADS}/operations.ts:1`])
  })

  it('no-marks: prose and documents may use the words of every day', () => {
    expect(lawsBrokenBy({ [`${ROADS}/operations.ts`]: '// the same as any other road\n' })).toEqual([])
  })

  it.each([
    `see /${spelt('w', 'ork')}/main`,
    `see ../${spelt('s', 'hared')}`,
    `see ${spelt('s', 'hared')}/domain`,
    `${spelt('I', 'ssue')} 12`,
    `see ${spelt('d', 'omain')}/peers.md`,
    `see ${spelt('S', 'TACK')}.md`,
    `this ${spelt('w', 'orkplace')}`,
  ])('no-outside-words: %s', (text) => {
    expect(lawsBrokenBy({ 'docs/guide.md': `# Guide\n\n${text}\n` })).toEqual(['no-outside-words: docs/guide.md:3'])
    expect(lawsBrokenBy({ [`${ROADS}/operations.ts`]: `// ${text}\n` })).toEqual([
      `no-outside-words: ${ROADS}/operations.ts:1`,
    ])
  })

  it.each([
    ['src/kernel/day.ts', 'export const DAYS = 7\n'],
    ['src/platform/clock.ts', 'export function tick(): void {}\n'],
    [`${ROADS}/contract.ts`, '// a comment is no docstring\nexport interface Road {}\n'],
    [`${ROADS}/rules.ts`, '/** A. */\nexport type A = 1\n\nexport type B = 2\n'],
    [`${ROADS}/public.ts`, 'const a = 1\nexport type A = typeof a\n'],
    [`${ROADS}/contract/widths.ts`, 'export const it = 1\n'],
    [`${ROADS}/rules.ts`, '/** */\nexport class Road {}\n'],
  ])('docstrings: an export of %s without one', (path, text) => {
    const laws = lawsBrokenBy({ [path]: text }).map((each) => each.replace(/:\d+$/, ''))
    expect(laws).toEqual([`docstrings: ${path}`])
  })

  it('docstrings: operations, stores and screens speak for themselves', () => {
    expect(lawsBrokenBy({ [`${ROADS}/store.ts`]: 'export const it = 1\n' })).toEqual([])
  })
})
