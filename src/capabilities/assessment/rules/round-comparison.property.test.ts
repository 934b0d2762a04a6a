import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asDay } from '../../../kernel/day.ts'
import { Scheme } from '../contract.ts'
import { canonicalJson } from './canonical.ts'
import { type BesideLine, comparisonOf, excusedUnits, linesInForce, type StandingFigure } from './round-comparison.ts'
import { signedText } from './round-signing.ts'

const END = asDay('2026-03-31')
const scheme = Scheme.parse({
  name: '示例',
  year: 2026,
  groups: [
    {
      key: 'g',
      name: '镇街',
      units: [
        { key: 'a', name: '甲' },
        { key: 'b', name: '乙' },
      ],
    },
  ],
  criteria: [
    {
      key: 'c',
      name: '示例',
      points: '100',
      method: { kind: 'additive', lines: [{ of: 'x', each: '1' }] },
    },
  ],
})
const line = fc.record({
  unitId: fc.constantFrom('a', 'b', 'elsewhere'),
  kind: fc.constantFrom('bonus' as const, 'deduction' as const, 'excuse' as const, 'veto' as const),
  expiresOn: fc.constantFrom(null, '2026-02-28', '2026-03-31', '2026-12-31'),
  isOfRound: fc.boolean(),
  isBack: fc.boolean(),
})
const lines = fc.array(line, { maxLength: 8 }).map((all) =>
  all.flatMap(({ isBack, ...each }, at): BesideLine[] => {
    const own: BesideLine = {
      ...each,
      id: `l${at}`,
      rule: null,
      points: '1',
      ground: each.kind === 'veto' ? 'safety' : null,
      reason: '示例',
      evidence: '示例1号',
      reverses: null,
    }
    const back = { ...own, id: `r${at}`, ground: null, reverses: own.id, isOfRound: true }
    return isBack ? [own, { ...back, kind: each.kind === 'veto' ? 'lift' : 'reversal' }] : [own]
  }),
)
const figures = fc
  .uniqueArray(
    fc.record({ unitId: fc.constantFrom('a', 'b', 'elsewhere'), value: fc.option(fc.nat(), { nil: null }) }),
    {
      selector: ({ unitId }) => unitId,
    },
  )
  .map((all) =>
    all.map(
      ({ unitId, value }, at): StandingFigure => ({
        id: `f${at}`,
        unitId,
        criterion: 'c',
        figure: 'x',
        value: value === null ? null : String(value),
      }),
    ),
  )
const compared = (all: readonly BesideLine[], standing: readonly StandingFigure[]) =>
  comparisonOf({ scheme, figures: standing, lines: linesInForce(all, END), before: new Map() })

describe('the comparison of a round', () => {
  it('counts a line in its own round, and in a later one only while its evidence is good', () => {
    fc.assert(
      fc.property(lines, (all) => {
        const counting = new Set(linesInForce(all, END).map(({ id }) => id))
        for (const each of all.filter(({ reverses }) => reverses === null))
          expect(counting.has(each.id)).toBe(each.expiresOn === null ? each.isOfRound : each.expiresOn !== '2026-02-28')
      }),
    )
  })

  it('holds nothing of units that are not assessed, no value that is not there, and a veto only while it stands', () => {
    fc.assert(
      fc.property(lines, figures, (all, standing) => {
        const { values, entries, vetoes } = compared(all, standing)
        expect(canonicalJson({ values, entries, vetoes })).not.toMatch(/elsewhere|null/)
        const inForce = linesInForce(all, END)
        const back = new Set(inForce.map(({ reverses }) => reverses))
        const stands = (kind: string) =>
          [...new Set(inForce.filter((each) => each.kind === kind && !back.has(each.id)).map(({ unitId }) => unitId))]
            .filter((unit) => unit !== 'elsewhere')
            .toSorted()
        expect(vetoes.map(({ unit }) => unit).toSorted()).toEqual(stands('veto'))
        expect([...excusedUnits(inForce)].filter((unit) => unit !== 'elsewhere').toSorted()).toEqual(stands('excuse'))
      }),
    )
  })

  it('says the same whatever the order of figures, and a signature holds just as long as every line does', () => {
    fc.assert(
      fc.property(figures, fc.nat({ max: 5 }), (standing, at) => {
        expect(canonicalJson(compared([], standing.toReversed()))).toBe(canonicalJson(compared([], standing)))
        const text = signedText('round', 'c', standing)
        expect(signedText('round', 'c', standing.toReversed())).toBe(text)
        const changed = standing.map((each, place) => (place === at ? { ...each, id: 'new' } : each))
        expect(signedText('round', 'c', changed) === text).toBe(at >= standing.length)
      }),
    )
  })
})
