import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asDay, dayFromNumber, dayNumber } from '../../../kernel/day.ts'
import { readCursor, writeCursor } from './cursor.ts'
import { planImport } from './import.ts'
import { maskPhone, overlap, personActions, problemsOfDelegation } from './people.ts'
import { canStandUnder, type UnitEdge, unitsUnder } from './unit-tree.ts'
import { isOpenOn, problemsOfChange, unitActions } from './units.ts'

const FIRST = dayNumber(asDay('2026-01-01'))
const anyDay = fc.integer({ min: 0, max: 60 }).map((each) => dayFromNumber(FIRST + each))

/** A forest: every parent and successor has a smaller number. */
const forest = fc.array(fc.tuple(fc.nat(), fc.nat(), fc.boolean()), { minLength: 1, maxLength: 12 }).map((rows) =>
  rows.map(
    ([parent, successor, isMerged], index): UnitEdge => ({
      id: String(index),
      parentId: index > 0 && parent % 3 > 0 ? String(parent % index) : null,
      mergedIntoId: index > 0 && isMerged ? String(successor % index) : null,
    }),
  ),
)

describe('the tree of units', () => {
  it('puts under a unit exactly those from which a way of parents and successors leads to it', () => {
    fc.assert(
      fc.property(forest, (edges) => {
        const byId = new Map(edges.map((edge) => [edge.id, edge]))
        const leadsTo = (id: string, root: string): boolean => {
          if (id === root) return true
          const edge = byId.get(id)
          return [edge?.parentId, edge?.mergedIntoId].some((up) => typeof up === 'string' && leadsTo(up, root))
        }
        for (const { id: root } of edges) {
          const expected = edges.map((edge) => edge.id).filter((id) => leadsTo(id, root))
          expect([...(unitsUnder(edges, [root]).get(root) ?? [])].sort()).toEqual(expected.sort())
        }
      }),
    )
  })

  it('never lets a move make a circle', () => {
    fc.assert(
      fc.property(forest, fc.nat(), fc.nat(), (edges, one, other) => {
        const [unit, parent] = [edges[one % edges.length], edges[other % edges.length]]
        if (!unit || !parent || !canStandUnder(edges, unit.id, parent.id)) return
        const moved = edges.map((edge) => (edge.id === unit.id ? { ...edge, parentId: parent.id } : edge))
        expect(unitsUnder(moved, [unit.id]).get(unit.id)).not.toContain(parent.id)
      }),
    )
  })
})

describe('units over time', () => {
  it('exist from their opening to the day before their closing', () => {
    fc.assert(
      fc.property(anyDay, fc.option(anyDay), anyDay, (openedOn, closedOn, day) => {
        expect(isOpenOn({ openedOn, closedOn }, day)).toBe(day >= openedOn && (closedOn === null || day < closedOn))
      }),
    )
  })

  it('never change before their opening or their last change, nor once closed', () => {
    fc.assert(
      fc.property(anyDay, anyDay, fc.option(anyDay), anyDay, (openedOn, lastChangeOn, closedOn, from) => {
        const found = problemsOfChange({ openedOn, lastChangeOn, closedOn, mergedIntoId: null }, from)
        expect(found.length === 0).toBe(closedOn === null && from >= openedOn && from >= lastChangeOn)
        expect(unitActions({ closedOn }).includes('rename')).toBe(closedOn === null)
      }),
    )
  })
})

describe('stretches of days', () => {
  const stretch = fc
    .tuple(fc.integer({ min: 0, max: 20 }), fc.option(fc.integer({ min: 0, max: 20 })))
    .map(([from, length]) => ({ from, to: length === null ? 60 : from + length, isOpen: length === null }))
  const days = ({ from, to, isOpen }: { from: number; to: number; isOpen: boolean }) => ({
    fromOn: dayFromNumber(FIRST + from),
    toOn: isOpen ? null : dayFromNumber(FIRST + to),
  })

  it('overlap when and only when they share a day', () => {
    fc.assert(
      fc.property(stretch, stretch, (one, other) => {
        const share = one.from <= other.to && other.from <= one.to
        expect(overlap(days(one), days(other))).toBe(share)
        expect(overlap(days(other), days(one))).toBe(share)
      }),
    )
  })

  it('of one post are delegated to one person at most once a day', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(anyDay, fc.nat({ max: 9 }), fc.constantFrom('a', 'b')), { maxLength: 12 }),
        (asked) => {
          const given: { fromOn: string; toOn: string; delegateId: string }[] = []
          for (const [fromOn, length, delegateId] of asked) {
            const one = { delegateId, fromOn, toOn: dayFromNumber(dayNumber(fromOn) + length) }
            const post = { personId: 'owner', fromOn: '2026-01-01', toOn: null }
            const found = problemsOfDelegation(one, post, { state: 'active' }, given, asDay('2026-01-01'))
            if (found.length === 0) given.push(one)
          }
          for (const one of given)
            for (const other of given)
              if (one !== other && one.delegateId === other.delegateId) expect(overlap(one, other)).toBe(false)
        },
      ),
    )
  })
})

describe('small laws', () => {
  it('never show more than seven digits of a telephone number, nor a short one whole', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9]{5,20}$/), (phone) => {
        const shown = maskPhone(phone) ?? ''
        expect(shown.replaceAll('*', '').length).toBeLessThanOrEqual(7)
        expect(shown).not.toBe(phone)
      }),
    )
  })

  it('give nobody erased anything to be done', () => {
    expect(personActions({ state: 'erased', isLocked: true, totpEnabled: true })).toEqual([])
    expect(personActions({ state: 'active', isLocked: true, totpEnabled: false })).toContain('unlock')
  })

  it('read back every cursor they wrote, and nothing else', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 2, maxLength: 2 }), (values) => {
        if (values.some((each) => each.includes('\0'))) return
        expect(readCursor(writeCursor(values), 2)).toEqual(values)
        expect(readCursor(writeCursor(values), 3)).toBeUndefined()
      }),
    )
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(() => readCursor(text, 2)).not.toThrow()
      }),
    )
  })
})

describe('an import', () => {
  const known = {
    unitNames: new Set(['老单位']),
    accounts: new Set(['old01']),
    takenAccounts: new Set(['old01', 'elsewhere']),
    posts: new Set<string>(),
    today: asDay('2026-03-16'),
    roleOf: (word: string) => (word === '部门' ? ('department' as const) : undefined),
    kindOf: (word: string) => (word === '部门' ? ('department' as const) : undefined),
    roleWords: '部门',
    kindWords: '部门',
  }
  const cell = fc.constantFrom(
    '',
    '老单位',
    '新单位',
    '部门',
    'old01',
    'new01',
    'elsewhere',
    '2026-3-1',
    'x'.repeat(200),
    '=1+1',
  )
  const row = fc.record({
    row: fc.integer({ min: 2, max: 50 }),
    cells: fc.dictionary(
      fc.constantFrom(
        'name',
        'kind',
        'parent',
        'account',
        'personName',
        'role',
        'title',
        'openedOn',
        'fromOn',
        'toOn',
        'area',
      ),
      cell,
    ),
  })
  const rows = fc.record({
    units: fc.array(row, { maxLength: 4 }),
    people: fc.array(row, { maxLength: 4 }),
    posts: fc.array(row, { maxLength: 4 }),
  })

  it('without faults refers to nothing it does not know or bring, and brings nothing twice', () => {
    fc.assert(
      fc.property(rows, (sheets) => {
        const { plan, faults } = planImport(sheets, known)
        if (faults.length > 0) return
        const units = new Set([...known.unitNames, ...plan.units.map((each) => each.name)])
        const accounts = new Set([...known.accounts, ...plan.people.map((each) => each.account)])
        expect(units.size).toBe(known.unitNames.size + plan.units.length)
        expect(accounts.size).toBe(known.accounts.size + plan.people.length)
        for (const unit of plan.units) expect(unit.parent === '' || units.has(unit.parent)).toBe(true)
        for (const post of plan.posts) expect(units.has(post.unit) && accounts.has(post.account)).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  it('names the row and column of each fault', () => {
    const { faults } = planImport(
      {
        units: [{ row: 5, cells: { name: '甲', kind: '厅局', parent: '甲', openedOn: '去年' } }],
        people: [{ row: 3, cells: { personName: '乙', account: 'elsewhere', phone: 'abc' } }],
        posts: [{ row: 2, cells: { account: 'new99', name: '无', role: '部门', title: '长', toOn: '2025-01-01' } }],
      },
      known,
    )
    expect(faults.map((each) => `${each.sheet} ${each.row} ${each.field} ${each.code}`)).toEqual([
      'units 5 parent organisation.import_parent_circle',
      'units 5 kind organisation.import_not_one_of',
      'units 5 openedOn organisation.import_not_a_day',
      'people 3 phone organisation.import_bad_phone',
      'people 3 account organisation.account_taken',
      'posts 2 toOn organisation.days_reversed',
      'posts 2 account organisation.import_person_unknown',
      'posts 2 name organisation.import_unit_unknown',
    ])
  })
})
