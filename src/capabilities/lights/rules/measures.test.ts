import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exact, fraction } from '../../../kernel/exact.ts'
import { findBuiltInRule } from './built-in.ts'
import { inputsAgain, inputsFor, inputsToKeep } from './measures.ts'

const body = findBuiltInRule('project_four')?.body ?? { dimensions: [], conditions: [], combine: { kind: 'worst_of' } }
const ratio = fc
  .tuple(fc.bigInt({ min: 0n, max: 10_000n }), fc.bigInt({ min: 1n, max: 10_000n }))
  .map(([n, d]) => fraction(n, d))

describe('the inputs of a dimension on pace', () => {
  it('are its own completion and pace where it brings them', () => {
    const { values } = inputsFor(body, {
      completion: exact('0.9'),
      pace: exact('0.9'),
      values: { funds_completion: exact('0.4'), funds_pace: exact('0.5') },
    })
    expect([values['progress'], values['funds']]).toEqual(['1', '0.2'])
  })

  it('are unknown, and never those of the subject, where its own are unknown', () => {
    const { values } = inputsFor(body, {
      completion: exact('0.9'),
      pace: exact('0.9'),
      values: { funds_completion: null, funds_pace: exact('0.5') },
    })
    expect(values['funds']).toBe(null)
  })

  it('read the same again from what was kept with the light', () => {
    fc.assert(
      fc.property(ratio, ratio, ratio, ratio, (completion, pace, own, due) => {
        const measures = { completion, pace, values: { funds_completion: own, funds_pace: due } }
        const again = inputsAgain(body, inputsToKeep(body, measures))
        const asked = inputsFor(body, measures)
        for (const { key } of body.dimensions) expect(again.values[key] ?? null).toBe(asked.values[key] ?? null)
      }),
    )
  })
})
