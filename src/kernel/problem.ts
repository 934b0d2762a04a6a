/**
 * What is wrong with an input or a state, as data. `code` is `<capability>.<what>` in snake_case and has a sentence in every
 * language under the capability's `messages/`; `params` fill the sentence; `path` names the field, outermost first.
 */
export interface Problem {
  readonly code: string
  readonly params?: Readonly<Record<string, string | number>>
  readonly path?: readonly (string | number)[]
}

/** Makes a problem. */
export function problem(code: string, params?: Problem['params'], path?: Problem['path']): Problem {
  return { code, ...(params ? { params } : {}), ...(path ? { path } : {}) }
}
