import { z } from 'zod'
import type { Outcome } from './outcome.ts'

/** Longer text is no code or date of ours; only its beginning is read, and shown in the problem. */
const LONGEST = 64

/** Text that a parser of the kernel reads, with a brand of its own. */
export type ParsedText<Brand extends string> = string & z.core.$brand<Brand>

/**
 * The shape of text read by one of our parsers: input is brought to its normal form (spaces, full-width and small letters), and
 * what cannot be read carries the parser's own problem codes in `params` of the issue. `pattern` describes the normal form in OpenAPI.
 */
export function parsedText<Brand extends string>(
  parse: (text: string) => Outcome<ParsedText<Brand>>,
  pattern: RegExp,
  example: string,
) {
  return z
    .string()
    .check((context) => {
      const outcome = parse(context.value.slice(0, LONGEST))
      if (outcome.ok && context.value.length <= LONGEST) {
        context.value = outcome.value
        return
      }
      const problems = outcome.ok ? [{ code: 'shape.too_big', params: { maximum: LONGEST } }] : outcome.problems
      for (const { code, params } of problems) {
        context.issues.push({ code: 'custom', input: context.value, message: code, params: { code, params } })
      }
    })
    .meta({ pattern: pattern.source, examples: [example] })
    .brand<Brand>()
}
