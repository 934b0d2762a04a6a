#!/usr/bin/env node
/** `node tools/new-capability.mjs NAME`: makes a capability that passes every check, ready to be given its real words. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { namesOf } from './new-capability/names.mjs'
import { screenFiles } from './new-capability/screen-files.mjs'
import { migrationOf, serverFiles } from './new-capability/server-files.mjs'

const root = resolve(process.argv[3] ?? '.')

function refuse(sentence) {
  console.error(sentence)
  process.exit(2)
}

function write(path, text) {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
  console.log(path)
}

/** Changes a file of the house by one replacement that must find its place. */
function change(path, place, replacement) {
  const text = readFileSync(join(root, path), 'utf8')
  if (!place.test(text)) refuse(`${path} has not the place to register a capability: ${place}`)
  write(path, text.replace(place, replacement))
}

/** Adds an import above the first one of a file, and an item to the list a constant of it holds. */
function register(path, constant, imported, item) {
  const list = new RegExp(`(export const ${constant}\\b[^=]*= \\[)([\\s\\S]*?)(,?\\s*\\]\\n)`)
  change(path, list, (_, head, items, end) => `${head}${items}${items.trim() === '' ? '' : ', '}${item}${end}`)
  change(path, /^(?=import )/m, `${imported}\n`)
}

const folder = process.argv[2] ?? ''
if (!/^[a-z]+(?:-[a-z]+)*$/.test(folder))
  refuse('Usage: node tools/new-capability.mjs NAME, in kebab-case: industry-chains')
if (existsSync(join(root, 'src/capabilities', folder))) refuse(`There is a capability ${folder} already.`)

const names = namesOf(folder)
const { camel, snake } = names
for (const [name, text] of Object.entries({ ...serverFiles(names), ...screenFiles(names) })) {
  write(`src/capabilities/${folder}/${name}`, text)
}
const time = new Date().toISOString().replace(/\D/g, '').slice(0, 12)
write(`migrations/${time}_${folder}_entries.sql`, migrationOf(names))

const map = JSON.parse(readFileSync(join(root, 'src/capabilities/map.json'), 'utf8'))
write('src/capabilities/map.json', `${JSON.stringify({ ...map, [folder]: { uses: [] } }, undefined, 2)}\n`)
change(
  'src/kernel/permissions.ts',
  /\n\} as const satisfies Record<string, Row>/,
  `\n\n  '${snake}.view': { ...READERS },\n  '${snake}.manage': { project_office: 'region' },$&`,
)
for (const [language, see, manage] of [
  ['zh-CN', `看 ${folder}`, `管 ${folder}`],
  ['en', `see ${folder}`, `manage ${folder}`],
]) {
  change(
    `src/kernel/messages/${language}.ts`,
    /const permissions: Readonly<Record<Permission, string>> = \{/,
    `$&\n  '${snake}.view': '${see}',\n  '${snake}.manage': '${manage}',`,
  )
}
const at = `capabilities/${folder}`
register(
  'src/apps/contracts.ts',
  'contracts',
  `import { ${camel}Contracts } from '../${at}/contract.ts'`,
  `...${camel}Contracts`,
)
register(
  'src/apps/server/registry.ts',
  'implementations',
  `import { ${camel}Operations } from '../../${at}/operations.ts'`,
  `...${camel}Operations`,
)
register(
  'src/apps/server/registry.ts',
  'catalogues',
  `import { ${camel}Messages } from '../../${at}/messages/index.ts'`,
  `${camel}Messages`,
)
register(
  'src/apps/web/registry.ts',
  'screens',
  `import { ${camel}Screens } from '../../${at}/screens/index.tsx'`,
  `${camel}Screens`,
)

const biome = join(root, 'node_modules/@biomejs/biome/bin/biome')
const paths = [`src/${at}`, 'src/apps', 'src/kernel/permissions.ts', 'src/kernel/messages', 'src/capabilities/map.json']
const { status } = spawnSync(process.execPath, [biome, 'format', '--write', ...paths], { cwd: root, stdio: 'inherit' })
if (status !== 0) refuse('The files could not be formatted.')
console.log('Next: node_modules/.bin/tsx tools/write-schema.ts writes schema.sql anew.')
