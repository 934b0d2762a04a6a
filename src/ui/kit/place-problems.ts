import type { SaidProblem } from '../request.ts'

/** The path of a field in a form, outermost first. */
export type FieldPath = readonly (string | number)[]

/** Problems sorted to their fields; `rest` are the sentences that no field on screen can carry. */
export interface PlacedProblems {
  readonly fields: readonly { readonly path: FieldPath; readonly sentences: readonly string[] }[]
  readonly rest: readonly string[]
}

/**
 * Sorts problems to the fields of a form: to the field of the same path, else to the nearest field above it (a problem in a list's third
 * row goes to the list when its rows have no fields of their own).
 */
export function placeProblems(problems: readonly SaidProblem[], fields: readonly FieldPath[]): PlacedProblems {
  const placed = new Map<FieldPath, string[]>()
  const rest: string[] = []
  for (const { path, message } of problems) {
    const field = path && nearest(path, fields)
    if (!field) rest.push(message)
    else placed.set(field, [...(placed.get(field) ?? []), message])
  }
  return { fields: [...placed].map(([path, sentences]) => ({ path, sentences })), rest }
}

function nearest(path: FieldPath, fields: readonly FieldPath[]): FieldPath | undefined {
  return fields
    .filter(
      (field) => field.length <= path.length && field.every((part, index) => String(part) === String(path[index])),
    )
    .reduce<FieldPath | undefined>((best, field) => (best && best.length >= field.length ? best : field), undefined)
}
