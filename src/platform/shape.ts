import type { z } from 'zod'
import { problem, type Problem } from '../kernel/problem.ts'

type Issue = z.core.$ZodIssue

/** The problems of an input that does not have its declared shape: one an issue, with the path of the field. */
export function problemsOfShape(error: z.ZodError): readonly Problem[] {
  return error.issues.slice(0, 100).map((issue) => {
    const { code, params } = describe(issue)
    return problem(
      code,
      params,
      issue.path.map((part) => (typeof part === 'number' ? part : String(part))),
    )
  })
}

function describe(issue: Issue): { code: string; params?: Problem['params'] } {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? { code: 'shape.required' }
        : { code: 'shape.wrong_type', params: { expected: issue.expected } }
    case 'too_small':
      return issue.minimum === 1 && issue.origin === 'string'
        ? { code: 'shape.required' }
        : { code: 'shape.too_small', params: { minimum: Number(issue.minimum) } }
    case 'too_big':
      return { code: 'shape.too_big', params: { maximum: Number(issue.maximum) } }
    case 'invalid_value':
      return { code: 'shape.not_one_of', params: { values: issue.values.map(String).join(' / ') } }
    case 'invalid_format':
      return { code: 'shape.bad_format', params: { format: issue.format } }
    case 'unrecognized_keys':
      return { code: 'shape.unknown_field', params: { keys: issue.keys.join(', ').slice(0, 200) } }
    case 'custom': {
      const code = issue.params?.['code']
      const params = issue.params?.['params'] as Problem['params']
      return typeof code === 'string' ? { code, ...(params ? { params } : {}) } : { code: 'shape.invalid' }
    }
    default:
      return { code: 'shape.invalid' }
  }
}
