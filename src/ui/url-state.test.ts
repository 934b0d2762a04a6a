import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseSearch, readUrlState, stringifySearch, writeUrlState } from './url-state.ts'

const DEFAULTS = { q: '', status: [] as readonly string[], year: 2026, onlyRed: false, unit: undefined }

const text = fc.string({ maxLength: 20, unit: 'grapheme' })
const states = fc.record({
  q: text,
  status: fc.array(
    text.filter((each) => each !== ''),
    { maxLength: 4 },
  ),
  year: fc.integer(),
  onlyRed: fc.boolean(),
  unit: fc.option(text, { nil: undefined }),
})

describe('the state of a page in its address', () => {
  it('comes back from the address as it went in', () => {
    fc.assert(
      fc.property(states, (state) => {
        const search = parseSearch(stringifySearch(writeUrlState(DEFAULTS, state)))
        expect(readUrlState(DEFAULTS, search)).toEqual(state)
      }),
    )
  })

  it('leaves a plain page a plain address', () => {
    expect(stringifySearch(writeUrlState(DEFAULTS, readUrlState(DEFAULTS, {})))).toBe('')
  })

  it('keeps an emptied list apart from one that was never touched', () => {
    const defaults = { status: ['started'] as readonly string[] }
    expect(stringifySearch(writeUrlState(defaults, { status: [] }))).toBe('?status=')
    expect(readUrlState(defaults, parseSearch('?status='))).toEqual({ status: [] })
  })

  it('takes the default for what somebody mangled', () => {
    expect(readUrlState(DEFAULTS, parseSearch('?year=abc&onlyRed=perhaps'))).toMatchObject({
      year: 2026,
      onlyRed: false,
    })
  })

  it('takes nothing for JSON, and no name for a prototype', () => {
    expect(parseSearch('?q=%7B%22a%22%3A1%7D&__proto__=x')).toEqual(
      Object.defineProperty({ q: '{"a":1}' }, '__proto__', { value: 'x', enumerable: true }),
    )
    expect(({} as Record<string, unknown>)['x']).toBeUndefined()
  })
})
