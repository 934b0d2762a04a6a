import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyProject } from '../../../../tests/support/overview.ts'
import { asDay } from '../../../kernel/day.ts'
import { changesSince, movesBetween, type RegionState } from './changes.ts'

const DAY = { day: asDay('2026-03-15'), isOpening: false }
const anyTarget = fc.record({
  id: fc.uuid(),
  name: fc.string({ minLength: 1, maxLength: 8 }),
  light: fc.constantFrom('red', 'yellow', 'green', 'none'),
})
const anyState: fc.Arbitrary<RegionState> = fc.record({
  projects: fc.uniqueArray(anyProject, { selector: ({ id }) => id, maxLength: 8 }),
  targets: fc.uniqueArray(anyTarget, { selector: ({ id }) => id, maxLength: 8 }),
})

/** A state and what became of it: some things gone, some new, some as they were with other lights and stages. */
const anyTwo = fc.tuple(anyState, anyState, fc.infiniteStream(fc.boolean())).map(([before, fresh, coins]) => {
  const toss = () => coins.next().value === true
  const lights = ['red', 'yellow', 'green', 'none'] as const
  const turned = <T extends { readonly light: (typeof lights)[number] }>(rows: readonly T[]): T[] =>
    rows
      .filter(() => toss() || toss())
      .map((row) => (toss() ? { ...row, light: lights[(lights.indexOf(row.light) + 1) % 4] ?? row.light } : row))
  return {
    before,
    now: {
      projects: [...turned(before.projects), ...fresh.projects],
      targets: [...turned(before.targets), ...fresh.targets],
    },
  }
})

describe('what changed since an earlier day', () => {
  it('is nothing between a state and itself', () => {
    fc.assert(
      fc.property(anyState, (state) => {
        expect(movesBetween(state, state)).toEqual([])
      }),
    )
  })

  it('carried out on the earlier lights gives the later ones', () => {
    fc.assert(
      fc.property(anyTwo, ({ before, now }) => {
        const lights = new Map([...before.projects, ...before.targets].map((row) => [row.id, row.light as string]))
        for (const { kind, subject, from, to } of movesBetween(before, now)) {
          if (kind === 'stage') continue
          expect(lights.get(subject.id) ?? null).toBe(from)
          if (to === null) lights.delete(subject.id)
          else lights.set(subject.id, to)
        }
        expect(lights).toEqual(new Map([...now.projects, ...now.targets].map((row) => [row.id, row.light])))
      }),
    )
  })

  it('balances: red then, plus the difference, is red now', () => {
    fc.assert(
      fc.property(anyTwo, ({ before, now }) => {
        const red = (state: RegionState) => state.projects.filter(({ light }) => light === 'red').length
        expect(red(before) + changesSince({ ...DAY, ...before }, now, 5).red).toBe(red(now))
      }),
    )
  })

  it('tells what got worse first, and how much more there is', () => {
    fc.assert(
      fc.property(anyTwo, fc.integer({ min: 0, max: 6 }), ({ before, now }, shown) => {
        const all = movesBetween(before, now)
        const { moves, moreMoves } = changesSince({ ...DAY, ...before }, now, shown)
        expect(moves).toEqual(all.slice(0, shown))
        expect(moves.length + moreMoves).toBe(all.length)
        const kinds = all.map(({ kind }) => kind)
        expect(kinds.lastIndexOf('worse')).toBeLessThanOrEqual(
          kinds.indexOf('better') < 0 ? all.length : kinds.indexOf('better'),
        )
      }),
    )
  })
})
