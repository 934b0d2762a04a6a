import { type Problem, problem } from '../../../kernel/problem.ts'

/** Where in a body something was found. */
export type Path = readonly (string | number)[]

/** What a check found: problems keep a scheme from being frozen, advice is told. */
export interface Findings {
  readonly problems: readonly Problem[]
  readonly advice: readonly Problem[]
}

/** Findings of a check. */
export function findings(problems: readonly Problem[], advice: readonly Problem[] = []): Findings {
  return { problems, advice }
}

/** A problem for every key that is there again. */
export function twice(keys: readonly { readonly key: string; readonly path: Path }[]): readonly Problem[] {
  const seen = new Set<string>()
  return keys.flatMap(({ key, path }) => {
    if (seen.has(key)) return [problem('assessment.key_twice', { key }, path)]
    seen.add(key)
    return []
  })
}
