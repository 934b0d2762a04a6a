import { describe, expect, it } from 'vitest'
import { type BundleFile, firstLoad, foreignModules, readBundle, wallFile } from '../../tools/structure/bundle.ts'
import { type Files, plantTree } from './support/planted-tree.ts'

const SCREENS = 'src/capabilities/overview/screens'

const HONEST: Files = {
  'vite.config.ts': `export default { root: new URL('./src/apps/web', import.meta.url).pathname }\n`,
  'src/apps/web/index.html': '<!doctype html><script type="module" src="./main.ts"></script>\n',
  'src/apps/web/main.ts': `import './main.css'\nimport('../../capabilities/overview/screens/wall-page.tsx')\nimport('./other.ts')\n`,
  'src/apps/web/main.css': 'body { color: red }\n',
  'src/apps/web/other.ts': 'console.log("another page")\n',
  [`${SCREENS}/wall-page.tsx`]: `console.log('the wall')\nimport('./chart.ts')\n`,
  [`${SCREENS}/chart.ts`]: `console.log('a chart')\n`,
}

const bundleOf = (change: Files) => readBundle(plantTree({ ...HONEST, ...change }))
const sources = (files: readonly BundleFile[]) =>
  files.flatMap(({ modules }) => modules).filter((id) => id.startsWith('src/'))

describe('the browser build', { timeout: 60_000 }, () => {
  it('is read as files with their sources', async () => {
    const files = await bundleOf({})
    expect(foreignModules(files)).toEqual([])
    expect(wallFile(files)?.modules).toContain(`${SCREENS}/wall-page.tsx`)
    expect(files.every(({ gzipBytes }) => gzipBytes > 0)).toBe(true)
  })

  it('loads for the wall: the entry, the page and what the page loads later, and no other page', async () => {
    const files = await bundleOf({})
    const page = wallFile(files)
    const loaded = page ? sources(firstLoad(files, page)) : []
    expect(loaded).toEqual(
      expect.arrayContaining(['src/apps/web/main.ts', `${SCREENS}/wall-page.tsx`, `${SCREENS}/chart.ts`]),
    )
    expect(loaded).not.toContain('src/apps/web/other.ts')
  })

  it.each([
    ['kysely', `import { sql } from 'kysely'\nconsole.log(sql)\n`, /node_modules\/kysely\//],
    ['a built-in module', `import * as os from 'node:os'\nconsole.log(os)\n`, /browser-external|node:os/],
    ['the platform', `import { it } from '../../../platform/clock.ts'\nconsole.log(it)\n`, /src\/platform\/clock\.ts/],
  ])('is caught with %s in it', async (_, text, found) => {
    const files = await bundleOf({
      [`${SCREENS}/chart.ts`]: text,
      'src/platform/clock.ts': 'export const it = Date.now()\n',
    })
    expect(foreignModules(files).join('\n')).toMatch(found)
  })

  it('is caught without a page for the wall', async () => {
    expect(wallFile(await bundleOf({ 'src/apps/web/main.ts': 'console.log(1)\n' }))).toBeUndefined()
  })
})
