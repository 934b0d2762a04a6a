import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asDay } from '../../../kernel/day.ts'
import { FACTORS, MOVEMENTS, NEED_STATES } from '../contract.ts'
import { amountOf, partsOf, placesOf } from './amounts.ts'
import {
  availableActions,
  isLate,
  type LedgerLine,
  mayLeave,
  movementTerms,
  stateOf,
  tallyOf,
  tallyWith,
  uncoveredOf,
  wantedOf,
} from './needs.ts'

const line = (kind: LedgerLine['kind'], parts: number, id = `${kind}-${parts}`, reversesId: string | null = null) => ({
  id,
  kind,
  parts,
  reversesId,
})
const asked = line('asked', 100)
const verified = line('verified', 80)
const codesOf = (lines: readonly LedgerLine[], next: LedgerLine) => {
  const outcome = tallyWith(lines, next)
  return outcome.ok ? [] : outcome.problems.map(({ code }) => code)
}

/** Some ledger made by trying lines one after the other and keeping those that are let in; lines may strike out earlier ones. */
const ledger = fc
  .array(
    fc.record({
      kind: fc.constantFrom('asked' as const, ...MOVEMENTS, 'reversed' as const),
      parts: fc.nat(120),
      which: fc.nat(20),
    }),
    { maxLength: 30 },
  )
  .map((tries) =>
    tries.reduce<readonly LedgerLine[]>((kept, { kind, parts, which }, index) => {
      const struck = new Set(kept.flatMap(({ reversesId }) => reversesId ?? []))
      const target = kept.filter((each) => each.kind !== 'reversed' && !struck.has(each.id))[which]
      const next = line(kind, parts, `line-${index}`, kind === 'reversed' ? (target?.id ?? null) : null)
      if (kind === 'reversed' && !target) return kept
      return tallyWith(kept, next).ok ? [...kept, next] : kept
    }, []),
  )

describe('the ledger of a need', () => {
  it('never covers more than was verified, delivers more than is covered, or goes below nothing, whatever is tried', () => {
    fc.assert(
      fc.property(ledger, (lines) => {
        const { asked: wish, verified: said, allocated, borrowed, delivered } = tallyOf(lines)
        expect(Math.min(allocated, borrowed, delivered)).toBeGreaterThanOrEqual(0)
        if (said !== null) expect(said).toBeLessThanOrEqual(wish)
        expect(allocated + borrowed).toBeLessThanOrEqual(said ?? 0)
        expect(delivered).toBeLessThanOrEqual(allocated + borrowed)
      }),
    )
  })

  it('counts a line that was struck out as never written', () => {
    fc.assert(
      fc.property(ledger, fc.nat(30), (lines, which) => {
        const struck = new Set(lines.flatMap(({ reversesId }) => reversesId ?? []))
        const target = lines.filter((each) => each.kind !== 'reversed' && !struck.has(each.id))[which]
        if (!target) return
        const without = tallyOf(lines.filter((each) => each !== target))
        expect(tallyOf([...lines, line('reversed', target.parts, 'strike', target.id)])).toEqual(without)
      }),
    )
  })

  it('splits what is wanted into allocated, borrowed and uncovered without a rest', () => {
    fc.assert(
      fc.property(ledger, (lines) => {
        const tally = tallyOf(lines)
        expect(tally.allocated + tally.borrowed + uncoveredOf(tally)).toBe(wantedOf(tally))
      }),
    )
  })

  it.each([
    ['nothing asked', [], line('asked', 0), ['project_support.nothing_asked']],
    ['verified beyond asked', [asked], line('verified', 101), ['project_support.over_asked']],
    ['allocated before verified', [asked], line('allocated', 1), ['project_support.not_verified']],
    ['covered beyond verified', [asked, verified], line('borrowed', 81), ['project_support.over_verified']],
    ['delivered beyond covered', [asked, verified], line('delivered', 1), ['project_support.over_covered']],
    [
      'released more than allocated',
      [asked, verified, line('allocated', 10)],
      line('released', 11),
      ['project_support.over_allocated', 'project_support.over_covered'],
    ],
    [
      'asked below what was verified',
      [asked, verified, line('allocated', 80)],
      line('asked', 79, 'again'),
      ['project_support.over_asked'],
    ],
    [
      'struck out what others lean on',
      [asked, verified, line('allocated', 80, 'lean')],
      line('reversed', 80, 'strike', verified.id),
      ['project_support.not_verified'],
    ],
  ])('refuses a line by its law: %s', (_, lines, next, codes) => {
    expect(codesOf(lines, next)).toEqual(codes)
  })

  it('moves a repaid loan onto the own supply and leaves what is covered as it was', () => {
    const lines = [asked, verified, line('borrowed', 60), line('delivered', 60)]
    const before = tallyOf(lines)
    const after = tallyOf([...lines, line('repaid', 25)])
    expect(after).toEqual({ ...before, borrowed: 35, allocated: 25 })
  })
})

describe('where a need stands', () => {
  it('follows from the sums alone, and every state is reached', () => {
    const steps = [asked, verified, line('allocated', 30), line('borrowed', 50), line('delivered', 80)]
    const states = steps.map((_, index) => stateOf(tallyOf(steps.slice(0, index + 1)), false))
    expect([...states, stateOf(tallyOf(steps), true)]).toEqual(NEED_STATES)
  })

  it('offers to give back only what is there, and each side only its own', () => {
    const tally = tallyOf([asked, verified, line('borrowed', 20)])
    const both = { mayAsk: true, mayAllocate: true }
    expect(availableActions('partly_covered', tally, both)).not.toContain('released')
    expect(availableActions('partly_covered', tally, both)).toEqual(expect.arrayContaining(['returned', 'repaid']))
    expect(availableActions('verified', tally, { mayAsk: true, mayAllocate: false })).toEqual(['ask', 'withdraw'])
    expect(availableActions('withdrawn', tally, { mayAsk: false, mayAllocate: true })).toEqual([])
  })

  it('is late only while something is still to come', () => {
    const today = asDay('2026-06-01')
    expect(isLate('covered', '2026-05-31', today)).toBe(true)
    expect(isLate('delivered', '2026-05-31', today)).toBe(false)
    expect(isLate('asked', '2026-06-01', today)).toBe(false)
    expect(isLate('asked', null, today)).toBe(false)
  })
})

describe('the balance of a region', () => {
  it('never goes below nothing, nor further below, without an approval', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: -1000, max: 1000 }), (before, change) => {
        const refused = !mayLeave(before, before + change, false).ok
        expect(refused).toBe(before + change < 0 && change < 0)
        expect(mayLeave(before, before + change, true).ok).toBe(true)
      }),
    )
  })
})

describe('amounts', () => {
  it('give back every amount a factor is counted in, and refuse a finer one', () => {
    fc.assert(
      fc.property(fc.constantFrom(...FACTORS), fc.nat(2_000_000_000), (factor, parts) => {
        expect(partsOf(factor, amountOf(factor, parts))).toEqual({ ok: true, value: parts })
        expect(partsOf(factor, parts + 0.1 ** (placesOf(factor) + 1) * 5).ok).toBe(false)
      }),
    )
  })

  it('add up exactly: three times a tenth of a mu', () => {
    const parts = partsOf('land', 0.1)
    expect(parts.ok && amountOf('land', parts.value * 3)).toBe(0.3)
  })
})

describe('the terms of a movement', () => {
  const today = asDay('2026-06-01')
  const codes = (terms: Partial<Parameters<typeof movementTerms>[0]>, parts = 1) => {
    const whole = {
      kind: 'allocated' as const,
      onDay: today,
      basis: '示例〔2026〕1号',
      lender: '',
      dueOn: null,
      ...terms,
    }
    const outcome = movementTerms(whole, parts, today)
    return outcome.ok ? [] : outcome.problems.map(({ code }) => code.replace('project_support.', ''))
  }

  it('ask for a paper, and of a loan for the lender and the day it is given back', () => {
    expect(codes({})).toEqual([])
    expect(codes({ basis: '' })).toEqual(['basis_missing'])
    expect(codes({ kind: 'verified', basis: '' }, 0)).toEqual([])
    expect(codes({}, 0)).toEqual(['no_amount'])
    expect(codes({ kind: 'borrowed' })).toEqual(['lender_missing', 'due_missing'])
    expect(codes({ kind: 'borrowed', lender: '示例市', dueOn: asDay('2026-05-31') })).toEqual(['due_before_loan'])
    expect(codes({ onDay: asDay('2026-06-02') })).toEqual(['in_future'])
  })
})
