import fc from 'fast-check'
import { expect, it } from 'vitest'
import { asPeriod } from '../../../kernel/period.ts'
import type { BoundNumber, BoundTable } from '../contract.ts'
import { changesSince } from './corrections.ts'

const number = (name: string, shown: string): BoundNumber => ({
  name,
  figure: 'key_projects.count',
  figureName: '项目数',
  unitId: null,
  unitName: '',
  period: asPeriod('2026-M10'),
  value: shown,
  shown,
  asOf: null,
  rows: 1,
  path: '/',
  askedAt: '2026-11-01T00:00:00.000Z',
})
const table = (rows: readonly (readonly [string, string])[]): BoundTable => ({
  key: 'b1',
  list: 'key_projects.units',
  listName: '各单位',
  unitId: null,
  period: asPeriod('2026-M10'),
  units: ['text', 'count'],
  values: rows.map((row) => [...row]),
  shown: rows.map((row) => [...row]),
  left: 0,
  askedAt: '2026-11-01T00:00:00.000Z',
})
const headings = () => ['单位', '项目']
const Numbers = fc
  .uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), { maxLength: 6 })
  .chain((names) => fc.tuple(...names.map((name) => fc.nat(3).map((value) => number(name, String(value))))))

it('raises exactly what would be printed otherwise', () => {
  fc.assert(
    fc.property(Numbers, fc.func(fc.nat(3)), (told, now) => {
      const asked = told.map((each) => number(each.name, String(now(each.name))))
      const changes = changesSince({ numbers: told, tables: [], settled: [] }, { numbers: asked, tables: [] }, headings)
      const expected = told.filter((each) => each.shown !== String(now(each.name))).map(({ name }) => name)
      expect(changes.map(({ key }) => key)).toEqual(expected)
    }),
  )
})

it('is silent about what a correction told or a person set aside, until it changes again', () => {
  fc.assert(
    fc.property(Numbers, fc.func(fc.nat(3)), fc.func(fc.nat(3)), (told, then, now) => {
      const at = (answer: (name: string) => number) => ({
        numbers: told.map((each) => number(each.name, String(answer(each.name)))),
        tables: [],
      })
      const first = changesSince({ numbers: told, tables: [], settled: [] }, at(then), headings)
      expect(changesSince({ numbers: told, tables: [], settled: first }, at(then), headings)).toEqual([])
      const second = changesSince({ numbers: told, tables: [], settled: first }, at(now), headings)
      for (const change of second) expect(change.wasShown).toBe(String(then(change.key)))
    }),
  )
})

it('follows a row by what its text says, wherever it stands now; a row that came or went changes no figure that was printed', () => {
  const told = {
    numbers: [],
    tables: [
      table([
        ['东河镇', '3'],
        ['西山镇', '2'],
      ]),
    ],
    settled: [],
  }
  const moved = {
    numbers: [],
    tables: [
      table([
        ['西山镇', '2'],
        ['新区', '9'],
        ['东河镇', '4'],
      ]),
    ],
  }
  expect(changesSince(told, moved, headings)).toMatchObject([
    { of: 'cell', name: '东河镇 项目', wasShown: '3', nowShown: '4' },
  ])
})
