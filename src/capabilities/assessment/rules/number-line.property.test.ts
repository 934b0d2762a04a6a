import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toNumber } from '../../../kernel/exact.ts'
import { Criterion, type LinePiece, type Method } from '../contract.ts'
import { numberLineOf } from './number-line.ts'
import { scoreCriterion } from './score-criterion.ts'

const hundredths = (from: number, to: number) =>
  fc.integer({ min: from, max: to }).map((each) => (each / 100).toFixed(2))
const worth = fc.constantFrom('0', '0.1', '0.2', '0.5', '1')
const measure = fc.constant({ kind: 'figure' as const, of: 'x' })

/** Stretches that lead away from the mark: distances of their ends, turned to the side. */
const stretches = (mark: number, side: 1 | -1) =>
  fc
    .record({
      ends: fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 2 }),
      each: fc.array(worth, { minLength: 3, maxLength: 3 }),
    })
    .map(({ ends, each }) => [
      ...ends
        .toSorted((one, other) => one - other)
        .map((end, at) => ({ through: `${mark + side * end}`, each: each[at] ?? '0' })),
      { through: null, each: each[2] ?? '0' },
    ])

const steps = fc.integer({ min: -20, max: 120 }).chain((mark) =>
  fc.record({
    kind: fc.constant('steps' as const),
    measure,
    mark: fc.constant(`${mark}`),
    base: fc.constant('25'),
    per: fc.constantFrom('1', '2', '0.5'),
    above: stretches(mark, 1),
    below: stretches(mark, -1),
    least: fc.constantFrom(null, '0', '20'),
    most: fc.constantFrom(null, '32', '50'),
  }),
)
const table = fc
  .uniqueArray(fc.tuple(hundredths(-5000, 15_000), fc.constantFrom('0', '5', '10')), {
    minLength: 1,
    maxLength: 5,
    selector: ([from]) => from,
  })
  .map((rows) => ({
    kind: 'step_table' as const,
    measure: { kind: 'figure' as const, of: 'x' },
    steps: rows.map(([from, points]) => ({ from, points })),
  }))

const criterionWith = (method: Method) => Criterion.parse({ key: 'c', name: '示例指标', points: '30', method })

function worthBy(pieces: readonly LinePiece[], x: number): number {
  const piece = pieces.find(
    ({ from, to }) => (from === null || x >= Number(from)) && (to === null || x < Number(to)),
  ) as LinePiece
  if (piece.points !== null) return Number(piece.points)
  const slope = Number(piece.each) / Number(piece.per)
  return piece.from !== null && piece.atFrom !== null
    ? Number(piece.atFrom) + (x - Number(piece.from)) * slope
    : Number(piece.atTo) - (Number(piece.to) - x) * slope
}

describe('the number line of a method', () => {
  it('is covered once, from end to end, whatever the method', () => {
    fc.assert(
      fc.property(fc.oneof(steps, table), (written) => {
        const pieces = numberLineOf(criterionWith(written as Method).method, '30') ?? []
        expect(pieces.at(0)?.from).toBeNull()
        expect(pieces.at(-1)?.to).toBeNull()
        pieces.slice(1).forEach(({ from }, at) => {
          expect(from).not.toBeNull()
          expect(from).toBe(pieces[at]?.to)
        })
      }),
    )
  })

  it('says of every number what the method gives for it', () => {
    fc.assert(
      fc.property(fc.oneof(steps, table), hundredths(-10_000, 25_000), (written, x) => {
        const criterion = criterionWith(written as Method)
        const [points] = scoreCriterion(criterion, [{ x }])
        const pieces = numberLineOf(criterion.method, criterion.points) ?? []
        if (points === undefined || typeof points === 'string') throw new Error('not scored')
        expect(worthBy(pieces, Number(x))).toBeCloseTo(toNumber(points), 4)
      }),
      { numRuns: 400 },
    )
  })

  it('of a share of a target rises to its cap and stays there', () => {
    const method = criterionWith({
      kind: 'proportional',
      terms: [{ actual: 'done', target: 'plan', share: '1' }],
      cap: '1.2',
      withoutTarget: 'none',
    }).method
    expect(numberLineOf(method, '40')?.map(({ from, to, atFrom, atTo }) => [from, to, atFrom, atTo])).toEqual([
      [null, '0', '0', '0'],
      ['0', '1.2', '0', '48'],
      ['1.2', null, '48', '48'],
    ])
  })

  it('says nothing of methods that look at several numbers or at the group', () => {
    const measured = { kind: 'figure' as const, of: 'x' }
    const parse = (method: unknown) => Criterion.parse({ key: 'c', name: '示例', points: '10', method }).method
    expect(numberLineOf(parse({ kind: 'min_max', measure: measured }), '10')).toBeUndefined()
    expect(numberLineOf(parse({ kind: 'additive', lines: [{ of: 'x', each: '1' }] }), '10')).toBeUndefined()
  })
})
