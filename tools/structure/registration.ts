import { type Finding, type Tree, capabilitiesOf } from './tree.ts'

const MAP = 'src/capabilities/map.json'

/** What a capability may have, and the entry point that must take it in exactly once. */
const REGISTERED = [
  { file: 'contract.ts', app: 'src/apps/contracts.ts' },
  { file: 'operations.ts', app: 'src/apps/server/' },
  { file: 'operations/index.ts', app: 'src/apps/server/' },
  { file: 'jobs.ts', app: 'src/apps/server/' },
  { file: 'sample.ts', app: 'src/apps/' },
  { file: 'messages/index.ts', app: 'src/apps/server/' },
  { file: 'screens/index.tsx', app: 'src/apps/web/' },
] as const

/** Capabilities that the map or an entry point forgets, takes twice, or takes although they are not there. */
export function checkRegistration(tree: Tree): readonly Finding[] {
  const capabilities = capabilitiesOf(tree)
  return [...checkMap(tree, capabilities), ...capabilities.flatMap((name) => checkEntryPoints(tree, name))]
}

function checkMap(tree: Tree, capabilities: readonly string[]): readonly Finding[] {
  const finding = (detail: string) => ({ path: MAP, law: 'registered-once', detail })
  if (!tree.files.includes(MAP)) return [finding('the map of capabilities is missing')]
  const drawn = [...tree.read(MAP).matchAll(/"([^"]+)"\s*:\s*\{/g)].map((match) => match[1] ?? '')
  return [
    ...capabilities.flatMap((name) => {
      const times = drawn.filter((other) => other === name).length
      return times === 1 ? [] : [finding(`${name} is drawn ${times} times; draw it once`)]
    }),
    ...drawn
      .filter((name) => !capabilities.includes(name))
      .map((name) => finding(`${name} is drawn and has no folder`)),
  ]
}

function checkEntryPoints(tree: Tree, capability: string): readonly Finding[] {
  return REGISTERED.filter(({ file }) => tree.files.includes(`src/capabilities/${capability}/${file}`)).flatMap(
    ({ file, app }) => {
      const address = `capabilities/${capability}/${file}'`
      const times = tree.files
        .filter((path) => path.startsWith(app) && /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path))
        .reduce((sum, path) => sum + tree.read(path).split(address).length - 1, 0)
      const detail = `${app} takes it in ${times} times; once is right`
      return times === 1 ? [] : [{ path: `src/capabilities/${capability}/${file}`, law: 'registered-once', detail }]
    },
  )
}
