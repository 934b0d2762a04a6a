import { describe, expect, it } from 'vitest'
import { brokenWalls, cruiseImports } from './support/cruise-imports.ts'
import { type Files, ROOT, plantTree } from './support/planted-tree.ts'

const brokenIn = async (files: Files) => brokenWalls(await cruiseImports(plantTree(files)))

const uses = (path: string) => `import { it } from '${path}'\nexport const here = it\n`
const usesType = (path: string) => `import type { it } from '${path}'\nexport type Here = typeof it\n`
const IT = 'export const it = 1\n'

describe('the import walls', () => {
  it('hold in the whole tree', { timeout: 120_000 }, async () => {
    expect(brokenWalls(await cruiseImports(ROOT))).toEqual([])
  })

  it('let an honest capability through', async () => {
    expect(
      await brokenIn({
        'src/kernel/day.ts': `import { z } from 'zod'\nexport const it = z\n`,
        'src/platform/transaction.ts': uses('../kernel/day.ts'),
        'src/ui/table.tsx': uses('../kernel/day.ts'),
        'src/capabilities/roads/contract.ts': uses('../../kernel/day.ts'),
        'src/capabilities/roads/public.ts': IT,
        'src/capabilities/bridges/contract.ts': uses('../roads/contract.ts').replace('here', 'it, here'),
        'src/capabilities/bridges/data/spans.json': '{}',
        'src/capabilities/bridges/rules/span.ts': `import data from '../data/spans.json'\nimport { it } from '../contract.ts'\nexport const here = [it, data]\n`,
        'src/capabilities/bridges/tables.ts': `import type { Generated } from 'kysely'\nexport type Spans = Generated<number>\n`,
        'src/capabilities/bridges/store.ts': `import { sql } from 'kysely'\nimport type { Spans } from './tables.ts'\nexport const it: Spans = sql\n`,
        'src/capabilities/bridges/operations.ts': `import { z } from 'zod'\nimport { it } from './store.ts'\nimport * as roads from '../roads/public.ts'\nexport const here = [it, z, roads]\n`,
        'src/capabilities/bridges/messages/index.ts': IT,
        'src/capabilities/bridges/screens/index.tsx': `import { it } from '../messages/index.ts'\nimport * as table from '../../../ui/table.tsx'\nimport * as react from 'react'\nexport const here = [it, table, react]\n`,
        'src/capabilities/bridges/operations.test.ts': uses('./screens/index.tsx'),
        'src/apps/server/registry.ts': uses('../../capabilities/bridges/operations.ts'),
        'src/apps/web/registry.ts': uses('../../capabilities/bridges/screens/index.tsx'),
      }),
    ).toEqual([])
  })
})

/** A violation of each wall: the file that breaks it, what it imports, and the wall that must catch it. */
const PLANTED: readonly { wall: string; from: string; to: string; type?: boolean }[] = [
  { wall: 'kernel-is-alone', from: 'src/kernel/day.ts', to: 'src/platform/clock.ts' },
  { wall: 'kernel-is-alone', from: 'src/kernel/day.ts', to: 'node:fs' },
  { wall: 'kernel-is-alone', from: 'src/kernel/day.ts', to: 'react' },
  { wall: 'platform-knows-the-kernel', from: 'src/platform/clock.ts', to: 'src/ui/theme.ts' },
  {
    wall: 'platform-knows-the-kernel',
    from: 'src/platform/clock.ts',
    to: 'src/capabilities/roads/contract.ts',
    type: true,
  },
  { wall: 'ui-knows-the-kernel', from: 'src/ui/theme.ts', to: 'src/platform/clock.ts' },
  { wall: 'ui-knows-the-kernel', from: 'src/ui/theme.ts', to: 'src/capabilities/roads/contract.ts' },
  { wall: 'capabilities-below-apps', from: 'src/capabilities/roads/operations.ts', to: 'src/apps/server/main.ts' },
  {
    wall: 'neighbours-by-the-front-door',
    from: 'src/capabilities/roads/operations.ts',
    to: 'src/capabilities/bridges/store.ts',
  },
  {
    wall: 'neighbours-by-the-front-door',
    from: 'src/capabilities/roads/screens/page.tsx',
    to: 'src/capabilities/bridges/rules/span.ts',
    type: true,
  },
  { wall: 'apps-only-assemble-servers', from: 'src/apps/server/main.ts', to: 'src/capabilities/roads/store.ts' },
  { wall: 'apps-only-assemble-servers', from: 'src/apps/cli/main.ts', to: 'src/capabilities/roads/rules/width.ts' },
  { wall: 'apps-only-assemble-screens', from: 'src/apps/web/main.tsx', to: 'src/capabilities/roads/screens/page.tsx' },
  { wall: 'apps-only-assemble-screens', from: 'src/apps/web/main.tsx', to: 'src/capabilities/roads/rules.ts' },
  { wall: 'browser-never-reaches-the-server', from: 'src/apps/web/main.tsx', to: 'src/apps/server/main.ts' },
  { wall: 'browser-never-reaches-the-server', from: 'src/apps/web/main.tsx', to: 'src/apps/web/build/plugins.ts' },
  { wall: 'browser-never-reaches-the-server', from: 'src/ui/table.tsx', to: 'node:crypto' },
  { wall: 'browser-never-reaches-the-server', from: 'src/apps/web/main.tsx', to: 'fastify' },
  { wall: 'browser-never-reaches-the-server', from: 'src/capabilities/roads/screens/page.tsx', to: 'pg' },
  { wall: 'everything-resolves', from: 'src/kernel/day.ts', to: './missing.ts' },
  { wall: 'source-is-whole', from: 'src/platform/clock.ts', to: 'tests/support/fixture.ts' },
  { wall: 'declared-packages', from: 'src/platform/clock.ts', to: 'fast-check' },
  { wall: 'contract-imports', from: 'src/capabilities/roads/contract.ts', to: 'src/capabilities/roads/rules.ts' },
  { wall: 'contract-imports', from: 'src/capabilities/roads/contract.ts', to: 'src/platform/clock.ts', type: true },
  {
    wall: 'neighbours-by-the-front-door',
    from: 'src/capabilities/roads/contract/widths.ts',
    to: 'src/capabilities/bridges/contract/spans.ts',
  },
  { wall: 'rules-imports', from: 'src/capabilities/roads/rules.ts', to: 'src/capabilities/bridges/contract.ts' },
  { wall: 'rules-imports', from: 'src/capabilities/roads/rules/width.ts', to: 'src/platform/clock.ts' },
  { wall: 'rules-imports', from: 'src/capabilities/roads/rules/width.ts', to: 'node:crypto' },
  { wall: 'tables-imports', from: 'src/capabilities/roads/tables.ts', to: 'src/platform/clock.ts', type: true },
  { wall: 'tables-types-only', from: 'src/capabilities/roads/tables.ts', to: 'src/kernel/day.ts' },
  { wall: 'store-imports', from: 'src/capabilities/roads/store/roads.ts', to: 'src/capabilities/roads/operations.ts' },
  { wall: 'store-imports', from: 'src/capabilities/roads/store.ts', to: 'src/capabilities/bridges/public.ts' },
  { wall: 'operations-imports', from: 'src/capabilities/roads/operations/build.ts', to: 'kysely' },
  { wall: 'operations-imports', from: 'src/capabilities/roads/operations.ts', to: 'node:fs' },
  { wall: 'operations-imports', from: 'src/capabilities/roads/operations.ts', to: 'src/ui/theme.ts' },
  { wall: 'sign-in-imports', from: 'src/capabilities/roads/sign-in.ts', to: 'src/capabilities/roads/sample.ts' },
  { wall: 'public-imports', from: 'src/capabilities/roads/public.ts', to: 'src/capabilities/roads/sample.ts' },
  { wall: 'jobs-imports', from: 'src/capabilities/roads/jobs.ts', to: 'src/capabilities/roads/sample.ts' },
  { wall: 'sheets-imports', from: 'src/capabilities/roads/sheets.ts', to: 'src/capabilities/roads/store.ts' },
  { wall: 'sheets-types-only', from: 'src/capabilities/roads/sheets.ts', to: 'src/platform/excel.ts' },
  { wall: 'papers-imports', from: 'src/capabilities/roads/papers.ts', to: 'docx' },
  { wall: 'papers-types-only', from: 'src/capabilities/roads/papers.ts', to: 'src/platform/word.ts' },
  { wall: 'sample-imports', from: 'src/capabilities/roads/sample.ts', to: 'src/capabilities/roads/store.ts' },
  { wall: 'sample-types-only', from: 'src/capabilities/roads/sample.ts', to: 'src/platform/clock.ts' },
  { wall: 'messages-imports', from: 'src/capabilities/roads/messages/en.ts', to: 'src/capabilities/roads/rules.ts' },
  { wall: 'screens-imports', from: 'src/capabilities/roads/screens/page.tsx', to: 'src/capabilities/roads/store.ts' },
  {
    wall: 'screens-imports',
    from: 'src/capabilities/roads/screens/page.tsx',
    to: 'src/capabilities/bridges/messages/index.ts',
  },
]

describe('a planted import is caught', () => {
  it.each(PLANTED)('$wall: $from imports $to', async ({ wall, from, to, type }) => {
    const inTree = /^(?:src|tests)\//.test(to)
    const path = inTree ? `${'../'.repeat(from.split('/').length - 1)}${to}` : to
    const files = { [from]: type ? usesType(path) : uses(path), ...(inTree ? { [to]: IT } : {}) }
    const walls = (await brokenIn(files)).map((each) => each.split(':')[0])
    expect(walls).toContain(wall)
  })

  it('browser-never-reaches-the-server: even by a detour through a contract', async () => {
    const broken = await brokenIn({
      'src/apps/web/main.tsx': uses('../../capabilities/roads/contract.ts'),
      'src/capabilities/roads/contract.ts': uses('../../platform/clock.ts'),
      'src/platform/clock.ts': IT,
    })
    expect(broken).toContain('browser-never-reaches-the-server: src/apps/web/main.tsx -> src/platform/clock.ts')
  })

  it('no-circles: two files that import each other, even as types', async () => {
    const broken = await brokenIn({
      'src/kernel/day.ts': usesType('./week.ts'),
      'src/kernel/week.ts': usesType('./day.ts'),
    })
    expect(broken.map((each) => each.split(':')[0])).toContain('no-circles')
  })

  it('every wall has a planted violation', async () => {
    const { default: extract } = await import('dependency-cruiser/config-utl/extract-depcruise-config')
    const { forbidden = [] } = await extract(`${ROOT}/.dependency-cruiser.cjs`)
    const tried = new Set([...PLANTED.map(({ wall }) => wall), 'no-circles'])
    expect(forbidden.map(({ name }) => name).filter((name) => !tried.has(name ?? ''))).toEqual([])
  })
})
