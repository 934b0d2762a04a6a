import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Id } from './id.ts'
import { instantOfId, makeIdSource, newId } from './ids.ts'

const VERSION_7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

describe('an id', () => {
  it('is a UUID of version 7 that carries its instant', () => {
    const at = new Date('2026-03-05T08:00:00.123Z')
    const id = makeIdSource()(at.getTime())
    expect(id).toMatch(VERSION_7)
    expect(Id.parse(id)).toBe(id)
    expect(instantOfId(id)).toEqual(at)
    expect(newId()).toMatch(VERSION_7)
  })

  it('is greater than every one before it, whatever the clock does', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 2 ** 41 }), { minLength: 2, maxLength: 60 }), (clock) => {
        const source = makeIdSource()
        const ids = clock.flatMap((atMs) => [source(atMs), source(atMs)])
        expect(ids).toEqual([...new Set(ids)].sort())
        expect(ids.every((each) => VERSION_7.test(each))).toBe(true)
      }),
    )
  })

  it('stays greater when the counter of a millisecond is spent', () => {
    const source = makeIdSource((bytes) => bytes.fill(0xff))
    const ids = Array.from({ length: 5 }, () => source(1000))
    expect(ids[0]).toBe('00000000-03e8-77ff-bfff-ffffffffffff')
    expect(ids[1]).toBe('00000000-03e8-7800-8000-03ffffffffff')
    expect(ids).toEqual([...new Set(ids)].sort())
  })

  it('is made 100 000 times in a millisecond without repeating', () => {
    const source = makeIdSource()
    const ids = Array.from({ length: 100_000 }, () => source(1_772_697_600_000))
    expect(new Set(ids).size).toBe(100_000)
    expect(instantOfId(ids.at(-1) ?? '').getTime()).toBe(1_772_697_600_000)
  })

  it('comes out the same from the same random bytes', () => {
    const seeded = () => makeIdSource((bytes) => bytes.fill(7))
    expect([seeded()(5), seeded()(5)]).toEqual([seeded()(5), seeded()(5)])
  })
})
