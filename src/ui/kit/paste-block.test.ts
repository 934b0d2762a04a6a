import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type GridColumn, type GridRow, moveOf, pasteInto } from './grid-model.ts'
import { figureText, formatBlock, parseBlock } from './paste-block.ts'

const rows: readonly GridRow[] = ['a', 'b', 'c'].map((key) => ({ key, label: key }))
const columns: readonly GridColumn[] = [
  { key: 'value', label: 'value', kind: 'number' },
  { key: 'growth', label: 'growth', kind: 'number' },
  { key: 'note', label: 'note', kind: 'text' },
]

describe('a block copied from a spreadsheet', () => {
  const cell = fc.string({
    maxLength: 8,
    unit: fc.constantFrom('甲', '1', '.', ',', ' ', '\t', '\n', '\r\n', '"', 'x'),
  })
  const block = fc
    .integer({ min: 1, max: 4 })
    .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 5 }))
    .filter((rows) => rows.length === 1 || rows.at(-1)?.length !== 1 || rows.at(-1)?.[0] !== '')

  it('is read as it was written', () => {
    fc.assert(
      fc.property(block, (cells) => {
        expect(parseBlock(formatBlock(cells))).toEqual(cells)
      }),
    )
  })

  it('opens no row after its last line end', () => {
    expect(parseBlock('1\t2\r\n3\t4\r\n')).toEqual([
      ['1', '2'],
      ['3', '4'],
    ])
  })

  it('keeps a quote that is only an inch sign', () => {
    expect(parseBlock('5" screen\t12"')).toEqual([['5" screen', '12"']])
    expect(parseBlock('"5 screen\t12')).toEqual([['"5 screen', '12']])
  })
})

describe('a figure as people type it', () => {
  it.each([
    ['1,234.50', '1234.50'],
    ['１２３．４', '123.4'],
    [' +6.4 ', '6.4'],
    ['−3', '-3'],
    ['.5', '0.5'],
    ['—', ''],
    ['', ''],
  ])('%j is %j', (typed, figure) => expect(figureText(typed)).toBe(figure))

  it.each(['12%', '1,23', 'abc', '1.2.3', '=1+1', '1e5'])('%j is none', (typed) =>
    expect(figureText(typed)).toBeUndefined(),
  )
})

describe('a block laid over a grid', () => {
  it('goes down and right, counts what lies outside, and leaves closed cells alone', () => {
    const block = parseBlock('1,000\t2\tx\ty\n3\t4\tz\tw\n5\t6')
    const pasted = pasteInto(
      block,
      { row: 1, column: 0 },
      rows,
      columns,
      (row, column) => row === 'b' && column === 'growth',
    )
    expect(pasted.changes).toEqual([
      { row: 'b', column: 'value', text: '1000' },
      { row: 'b', column: 'note', text: 'x' },
      { row: 'c', column: 'value', text: '3' },
      { row: 'c', column: 'growth', text: '4' },
      { row: 'c', column: 'note', text: 'z' },
    ])
    expect(pasted).toMatchObject({ skipped: 1, overflow: { rows: 1, columns: 1 } })
  })

  it('keeps what is no figure, so that the cell can say so', () => {
    const { changes } = pasteInto([['约 30']], { row: 0, column: 0 }, rows, columns, () => false)
    expect(changes).toEqual([{ row: 'a', column: 'value', text: '约 30' }])
  })
})

describe('the keys of the grid', () => {
  const inside = { atStart: false, atEnd: false, isShifted: false }
  it('move between rows always, between columns only from the edge of the text', () => {
    expect(moveOf('Enter', inside)).toEqual({ down: 1, right: 0 })
    expect(moveOf('Enter', { ...inside, isShifted: true })).toEqual({ down: -1, right: 0 })
    expect(moveOf('ArrowRight', inside)).toBeUndefined()
    expect(moveOf('ArrowRight', { ...inside, atEnd: true })).toEqual({ down: 0, right: 1 })
    expect(moveOf('Tab', inside)).toBeUndefined()
  })
})
