import { type Finding, type Tree, capabilitiesOf, countLines } from './tree.ts'

/** Every name a file of a capability may have, below the capability's folder. A new name needs a decision record. */
const VOCABULARY = [
  /^README\.md$/,
  /^(?:contract|tables|public|jobs|sheets|papers|sample)\.ts$/,
  /^(?:rules|store|operations)\.ts$/,
  /^(?:contract|rules|store|operations)\/(?:[a-z0-9-]+\/)*[a-z0-9-]+\.ts$/,
  // What tests of rules read, beside them.
  /^(?:rules|operations)\/fixtures\/[a-z0-9-]+\.json$/,
  /^data\/(?:[a-z0-9-]+\/)*[a-z0-9.-]+\.json$/,
  // A capability with many subjects may say a part of its words apart: `meetings.zh-CN.ts` beside `meetings.en.ts`.
  /^messages\/(?:[a-z0-9-]+\.)?(?:zh-CN|en)\.ts$/,
  /^messages\/index\.ts$/,
  /^screens\/(?:[a-z0-9-]+\/)*[a-z0-9-]+\.(?:tsx|ts|css)$/,
  /^(?:[a-z0-9-]+\/)*[a-zA-Z0-9-]+(?:\.property|\.db)?\.test\.tsx?$/,
] as const

/** The one exception the architecture names: the edge that signs people in. */
const NAMED = new Map([['organisation', /^sign-in\.ts$/]])

const NEEDED = ['README.md', 'contract.ts', 'messages/zh-CN.ts', 'messages/en.ts', 'messages/index.ts']
const EITHER = ['rules', 'store', 'operations']
const README_LINES = 60

/** Files of capabilities whose name is not in the closed vocabulary, and capabilities without the files every one has. */
export function checkVocabulary(tree: Tree): readonly Finding[] {
  const loose = tree.files
    .filter((path) => /^src\/capabilities\/[^/]+$/.test(path) && path !== 'src/capabilities/map.json')
    .map((path) => ({ path, law: 'vocabulary', detail: 'only map.json lies beside the capabilities' }))
  return [...loose, ...capabilitiesOf(tree).flatMap((name) => checkCapability(tree, name))]
}

function checkCapability(tree: Tree, capability: string): readonly Finding[] {
  const folder = `src/capabilities/${capability}/`
  const names = tree.files.filter((path) => path.startsWith(folder)).map((path) => path.slice(folder.length))
  const has = (name: string) => names.includes(name)
  const finding = (name: string, law: string, detail: string) => ({ path: folder + name, law, detail })
  const readme = has('README.md') ? countLines(tree.read(`${folder}README.md`)) : 0
  return [
    ...(/^[a-z]+(?:-[a-z]+)*$/.test(capability)
      ? []
      : [finding('', 'vocabulary', 'a capability is named in kebab-case')]),
    ...names
      .filter((name) => !VOCABULARY.some((word) => word.test(name)) && !NAMED.get(capability)?.test(name))
      .map((name) => finding(name, 'vocabulary', 'the name is not in the closed vocabulary of a capability')),
    ...EITHER.filter((name) => has(`${name}.ts`) && names.some((other) => other.startsWith(`${name}/`))).map((name) =>
      finding(`${name}.ts`, 'vocabulary', `${name} is one file or one folder, not both`),
    ),
    ...NEEDED.filter((name) => !has(name)).map((name) => finding(name, 'complete', 'every capability has this file')),
    ...(readme > README_LINES ? [finding('README.md', 'readme', `${readme} lines; at most ${README_LINES}`)] : []),
  ]
}
