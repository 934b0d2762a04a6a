import { describe, expect, it } from 'vitest'
import { statementNames } from './named-statements.ts'

describe('names of statements', () => {
  it('are given when a statement comes for the third time, and stay', () => {
    const nameOf = statementNames()
    expect([1, 2, 3, 4].map(() => nameOf('select $1'))).toEqual([undefined, undefined, 's0', 's0'])
  })

  it('differ from statement to statement', () => {
    const nameOf = statementNames()
    const texts = ['select $1', 'select $2', 'select $3']
    for (const text of [...texts, ...texts]) nameOf(text)
    expect(new Set(texts.map(nameOf)).size).toBe(3)
  })

  it('are given to a bounded number of statements, however many come', () => {
    const nameOf = statementNames()
    const texts = Array.from({ length: 5_000 }, (_, index) => `select $${index}`)
    const named = new Set(texts.flatMap((text) => [nameOf(text), nameOf(text), nameOf(text)]).filter(Boolean))
    expect(named.size).toBe(200)
    expect(nameOf(texts[0] ?? '')).toBe('s0')
  })
})
