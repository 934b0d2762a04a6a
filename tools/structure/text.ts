import { type Finding, type Tree, countLines } from './tree.ts'

const CODE = /\.(?:ts|tsx|mjs|cjs|js|sql|css)$/
const TEXT = /\.(?:ts|tsx|mjs|cjs|js|sql|css|md|json|html|yml|yaml|txt)$|(?:^|\/)(?:run|Dockerfile)$/
const LONGEST = 400
const LARGEST_BYTES = 2 * 1024 * 1024

/** Marks that code may not carry. One letter of each stands in brackets so that this list does not find itself. */
const MARKS = [
  { mark: /\b(?:TO[D]O|FIX[M]E|XX[X]|HAC[K])\b/, detail: 'unfinished work is written down elsewhere, not in the code' },
  { mark: /@ts-(?:ignor[e]|nochec[k])/, detail: 'the type checker is never silenced' },
  { mark: /\bas an[y]\b(?! (?!as\b)[a-z])/, detail: 'a type is said, not waved away' },
  { mark: /\.onl[y]\(/, detail: 'a test alone hides the others' },
  { mark: /\.ski[p]\(/, detail: 'a test left out proves nothing' },
] as const

/** Words of the place where the product happens to be written, which nobody who reads it can follow. */
const OUTSIDE = [
  /\/wor[k]\/(?:main|shared)\b/,
  /\bshare[d]\/(?:domain|checks|dispatches|[A-Z_]+\.md)/,
  /\.\.\/share[d]\b/,
  /\bdomai[n]\/(?:projects-|chains-|approvals-|peers\.)/,
  /\b(?:STAC[K]|MISSIO[N]|BRIE[F])\.md\b/,
  /\bissue[s]? #?\d+\b/i,
  /\bworkplac[e]\b/i,
  /\/tmp\/tea[m]\b/,
] as const

const isOwnCode = (path: string) => /^(?:src|tests|tools|bench|bin)\//.test(path) || !path.includes('/')
const lineOf = (text: string, at: number) => text.slice(0, at).split('\n').length

/** Files too long to read, too large to keep, and folders nothing lives in. */
export function checkSizes(tree: Tree): readonly Finding[] {
  const long = tree.files
    // Words of a language are a list: its length is that of the product, not of a thought.
    .filter((path) => isOwnCode(path) && /\.(?:ts|tsx|mjs|cjs)$/.test(path) && !/\/messages\/[^/]+\.ts$/.test(path))
    .map((path) => ({ path, lines: countLines(tree.read(path)) }))
    .filter(({ lines }) => lines > LONGEST)
    .map(({ path, lines }) => ({ path, law: 'short-files', detail: `${lines} lines; at most ${LONGEST}` }))
  const large = tree.files
    .filter((path) => tree.bytes(path) > LARGEST_BYTES)
    .map((path) => ({ path, law: 'small-files', detail: `${tree.bytes(path)} bytes; at most ${LARGEST_BYTES}` }))
  const empty = tree.emptyFolders.map((path) => ({ path, law: 'no-empty-folders', detail: 'nothing lives here' }))
  return [...long, ...large, ...empty]
}

/** Marks of unfinished or silenced code, and words that lead out of the repository. */
export function checkWords(tree: Tree): readonly Finding[] {
  return tree.files
    .filter((path) => TEXT.test(path) && path !== 'package-lock.json' && !/(?:^|\/)data\/.*\.json$/.test(path))
    .flatMap((path) => {
      const text = tree.read(path)
      const marks = CODE.test(path) && isOwnCode(path) ? MARKS : []
      return [
        ...marks.map(({ mark, detail }) => ({ found: mark.exec(text), law: 'no-marks', detail })),
        // Tests in tests/outside read data made by others, where it lies, when it is there.
        ...(path.startsWith('tests/outside/') ? [] : OUTSIDE).map((word) => ({
          found: word.exec(text),
          law: 'no-outside-words',
          detail: 'no reader can follow this',
        })),
      ].flatMap(({ found, law, detail }) =>
        found ? [{ path: `${path}:${lineOf(text, found.index)}`, law, detail: `“${found[0]}”: ${detail}` }] : [],
      )
    })
}
