import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ITEM_STATES, ORDER_COLOURS, PAPER_KINDS } from '../contract.ts'
import { colourOf, DEFAULT_PAPER_WORDS, filled, filledForm, paperNumber, papersFor } from './papers.ts'
import { RUNNING_STATES } from './states.ts'

const NAMES = ['单位', '事项', '编号', '对象', '期限', '标准', '层级', '超期'] as const
const text = fc.string({ unit: 'grapheme', maxLength: 20 })
const fillings = fc
  .tuple(...NAMES.map(() => text))
  .map(([单位 = '', 事项 = '', 编号 = '', 对象 = '', 期限 = '', 标准 = '', 层级 = '', 超期 = '']) => ({
    单位,
    事项,
    编号,
    对象,
    期限,
    标准,
    层级,
    超期,
  }))

describe('the papers an item calls for', () => {
  it('are none where nobody handles it, an assignment otherwise, and of the colours those that are due alone', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ITEM_STATES),
        fc.boolean(),
        fc.uniqueArray(fc.constantFrom(...ORDER_COLOURS)),
        (state, isOverdue, dueOrders) => {
          const kinds = papersFor({ state, isOverdue, dueOrders })
          const isRunning = RUNNING_STATES.includes(state)
          expect(kinds.length > 0).toBe(isRunning)
          if (!isRunning) return
          expect(kinds).toContain('assignment')
          expect(kinds.includes('supervision') && kinds.includes('reminder')).toBe(false)
          const colours = kinds.flatMap((kind) => colourOf(kind) ?? [])
          expect(new Set(colours)).toEqual(new Set(dueOrders))
        },
      ),
    )
  })
})

describe('the words of a paper', () => {
  it('are filled once: what is put in is not read again, and nothing stays open in the words the product brings', () => {
    fc.assert(
      fc.property(fillings, (given) => {
        expect(filled('《{事项}》', { ...given, 事项: '{编号}' })).toBe('《{编号}》')
        for (const kind of PAPER_KINDS) {
          const form = filledForm(
            DEFAULT_PAPER_WORDS.forms[kind],
            Object.fromEntries(NAMES.map((name) => [name, '甲'])) as typeof given,
          )
          expect(Object.values(form).flat().join('')).not.toMatch(/[{}]/)
        }
      }),
    )
  })

  it('a clause that would be empty goes with its comma', () => {
    const none = Object.fromEntries(NAMES.map((name) => [name, ''])) as Record<(typeof NAMES)[number], string>
    expect(filled('时限为{期限}，{超期}。', { ...none, 期限: '3月5日' })).toBe('时限为3月5日。')
    expect(filled('时限为{期限}，{超期}。', { ...none, 期限: '3月5日', 超期: '已超期' })).toBe('时限为3月5日，已超期。')
  })

  it('keep the colours of orders and those of the red and black lists apart in words', () => {
    expect(DEFAULT_PAPER_WORDS.forms.red_order.closing).toContain('与红黑榜')
  })
})

describe('the number of a paper', () => {
  it('is written with the year in its own brackets', () => {
    expect(paperNumber('督办', 2026, 5)).toBe('督办〔2026〕5号')
  })
})
