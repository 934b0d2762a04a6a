import type { Method } from '../contract.ts'

/** The figures of a method that others are held against: plans and totals, in the order in which it names them. */
export function targetKeysOf(method: Method): readonly string[] {
  if (method.kind === 'proportional') return [...new Set(method.terms.map(({ target }) => target))]
  if ('measure' in method) return method.measure.kind === 'figure' ? [] : [method.measure.over]
  if (method.kind !== 'all_or_nothing') return []
  return [...new Set(method.conditions.flatMap(({ measure }) => (measure.kind === 'figure' ? [] : [measure.over])))]
}
