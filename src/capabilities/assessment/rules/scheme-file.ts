import { z } from 'zod'
import { fail, ok, type Outcome } from '../../../kernel/outcome.ts'
import { problem } from '../../../kernel/problem.ts'
import { Name, SchemeBody } from '../contract.ts'
import { canonicalJson } from './canonical.ts'

const FORMAT = 'clarion-scheme'

/** A scheme as a file: everything another county needs to begin from it. `hash` is that of the version, where it was frozen. */
const SchemeFile = z.object({
  format: z.literal(FORMAT),
  year: z.int().min(2000).max(2100),
  name: Name,
  basis: z.string().max(200),
  number: z.int().min(1),
  hash: z.string().nullable(),
  units: z.array(z.object({ id: z.string(), name: z.string() })).max(2000),
  body: SchemeBody,
})
type SchemeFile = z.output<typeof SchemeFile>

/** A scheme written as a file, easy to read and always the same for the same scheme. */
export function writeSchemeFile(file: Omit<SchemeFile, 'format'>): string {
  return `${JSON.stringify({ format: FORMAT, ...file }, null, 2)}\n`
}

/** Reads a file a scheme was exported to. Refuses `assessment.not_json`, `assessment.not_a_scheme` and `assessment.shape`. */
export function readSchemeFile(text: string): Outcome<SchemeFile> {
  let value: unknown
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return fail(problem('assessment.not_json'))
  }
  if (!z.object({ format: z.literal(FORMAT) }).safeParse(value).success) return fail(problem('assessment.not_a_scheme'))
  const parsed = SchemeFile.safeParse(value)
  if (parsed.success) return ok(parsed.data)
  const [first, ...rest] = parsed.error.issues.map(({ message, path }) =>
    problem(
      'assessment.shape',
      { what: message },
      path.filter((part) => typeof part !== 'symbol'),
    ),
  )
  return fail(first ?? problem('assessment.not_a_scheme'), ...rest)
}

/** The text a version's hash (SM3) is taken of: year, number and body, in one way of writing only. */
export function frozenText(version: {
  readonly year: number
  readonly number: number
  readonly body: SchemeBody
}): string {
  return canonicalJson({ year: version.year, number: version.number, body: version.body })
}
