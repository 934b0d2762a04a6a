import type { Measure, Method, Proportional } from '../contract.ts'

/** The keys of the figures a method reads, each once, in the order in which it names them. */
export function figureKeysOf(method: Method): readonly string[] {
  return [...new Set(keysOf(method))]
}

function keysOf(method: Method): readonly string[] {
  switch (method.kind) {
    case 'proportional':
      return proportionalKeys(method)
    case 'additive':
      return method.lines.map(({ of }) => of)
    case 'weighted':
      return method.parts.map(({ of }) => of)
    case 'all_or_nothing':
      return method.conditions.flatMap(({ measure }) => measureKeys(measure))
    case 'min_max':
    case 'efficacy':
    case 'rank_points':
      return [...measureKeys(method.measure), ...(method.alone ? proportionalKeys(method.alone) : [])]
    default:
      return measureKeys(method.measure)
  }
}

const proportionalKeys = ({ terms }: Proportional) => terms.flatMap(({ actual, target }) => [actual, target])

/** The keys of the figures a measure looks at. */
export function measureKeys(measure: Measure): readonly string[] {
  return measure.kind === 'figure' ? [measure.of] : [measure.of, measure.over]
}
