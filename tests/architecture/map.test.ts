import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type CapabilityMap,
  type Edge,
  drawnEdges,
  findCircle,
  readMap,
  undrawnEdges,
} from '../../tools/structure/map.ts'
import { cruiseImports } from './support/cruise-imports.ts'
import { type Files, ROOT, plantTree } from './support/planted-tree.ts'

const capabilityOf = (path: string) => /^src\/capabilities\/([^/]+)\//.exec(path)?.[1]

async function walkedEdges(folder: string): Promise<readonly Edge[]> {
  const { modules } = await cruiseImports(folder)
  return modules
    .filter(({ source }) => !/\.test\.tsx?$/.test(source))
    .flatMap(({ source, dependencies }) => dependencies.map(({ resolved }) => [source, resolved].map(capabilityOf)))
    .flatMap(([from, to]) => (from && to && from !== to ? [{ from, to }] : []))
}

describe('the map of capabilities', () => {
  it('draws every neighbour that is entered', { timeout: 120_000 }, async () => {
    expect(undrawnEdges(readMap(ROOT), await walkedEdges(ROOT))).toEqual([])
  })

  it('has no circle', () => {
    expect(findCircle(readMap(ROOT))).toBeUndefined()
  })

  it('names only capabilities it draws', () => {
    const map = readMap(ROOT)
    expect(drawnEdges(map).filter(({ to }) => !(to in map))).toEqual([])
  })
})

describe('a planted edge is caught', () => {
  const files = (drawn: readonly string[]): Files => ({
    'src/capabilities/map.json': JSON.stringify({ roads: { uses: drawn }, bridges: { uses: [] } }),
    'src/capabilities/roads/operations.ts': `import { span } from '../bridges/public.ts'\nexport const here = span\n`,
    'src/capabilities/roads/operations.test.ts': `import { roads } from './operations.ts'\nexport const here = roads\n`,
    'src/capabilities/bridges/public.ts': 'export const span = 1\n',
  })

  it('when nobody drew it', async () => {
    const folder = plantTree(files([]))
    expect(undrawnEdges(readMap(folder), await walkedEdges(folder))).toEqual(['roads -> bridges'])
  })

  it('and let through when it is drawn', async () => {
    const folder = plantTree(files(['bridges']))
    expect(undrawnEdges(readMap(folder), await walkedEdges(folder))).toEqual([])
  })

  it('when it closes a circle', () => {
    expect(findCircle({ a: { uses: ['b'] }, b: { uses: ['c'] }, c: { uses: ['b'] } })).toEqual(['b', 'c', 'b'])
  })

  it('when it turns back anywhere in any map that had none', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f']
    const forward = fc.uniqueArray(
      fc
        .tuple(fc.nat({ max: 5 }), fc.nat({ max: 5 }))
        .filter(([from, to]) => from < to)
        .map(([from, to]) => `${names[from]}${names[to]}`),
      { minLength: 1 },
    )
    const mapOf = (edges: readonly string[]): CapabilityMap =>
      Object.fromEntries(
        names.map((name) => [name, { uses: edges.filter((edge) => edge[0] === name).map((edge) => edge.slice(1)) }]),
      )
    fc.assert(
      fc.property(forward, (edges) => {
        expect(findCircle(mapOf(edges))).toBeUndefined()
        const [first = ''] = edges
        expect(findCircle(mapOf([...edges, `${first[1]}${first[0]}`]))).toBeDefined()
      }),
    )
  })
})
