import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { obstaclesMessages } from '../messages/index.ts'
import { ItemBody } from '../contract.ts'
import { comparableText, fullText, planProblem, type ProblemKnowledge } from './problem-rows.ts'

const zh = obstaclesMessages['zh-CN'].items
const knowledge: ProblemKnowledge = {
  classNames: zh.classes,
  originNames: zh.origins,
  units: new Map([['示例供电公司', '01890a5d-ac96-774b-bcce-b302099a8057']]),
  known: new Map([['WT-2026-0001', 'WT-2026-0001']]),
}
const cell = fc.option(fc.string({ unit: 'grapheme', maxLength: 40 }), { nil: undefined })
const row = fc
  .record({ text: cell, subject: cell, class: cell, leadUnit: cell, isClosed: cell, origin: cell, severity: cell })
  .map((texts) => ({
    row: 7,
    texts: Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== undefined)),
    days: {},
  }))

describe('a row of a problem ledger', () => {
  it('is reported with a body that stands, or left out, or says what is wrong; never two of these', () => {
    fc.assert(
      fc.property(row, (given) => {
        const planned = planProblem(given, knowledge)
        expect(planned.body !== null).toBe(planned.outcome === 'report')
        expect(planned.problems.length > 0).toBe(planned.outcome === 'fault')
        if (planned.body) expect(ItemBody.safeParse(planned.body).success).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  it('keeps every word of the problem and of what it is about', () => {
    fc.assert(
      fc.property(row, (given) => {
        const whole = fullText(given)
        expect(whole).toContain((given.texts['text'] ?? '').trim())
        expect(whole).toContain((given.texts['subject'] ?? '').trim())
        expect(comparableText(`${whole} \n`)).toBe(comparableText(whole))
      }),
    )
  })

  it.each([
    ['手续办理', 'permits'],
    ['征地拆迁', 'site_conditions'],
    ['用电', 'utilities_roads'],
    ['融资难', 'funding'],
    ['', 'other'],
  ])('takes the class %s for %s', (said, itemClass) => {
    const planned = planProblem({ row: 1, texts: { text: '示例问题说明', class: said }, days: {} }, knowledge)
    expect(planned.body?.class).toBe(itemClass)
  })

  it('knows an item by its number and leaves closed rows out', () => {
    const texts = { text: '示例问题说明', number: 'WT-2026-0001' }
    expect(planProblem({ row: 1, texts, days: {} }, knowledge)).toMatchObject({
      outcome: 'known',
      knownAs: 'WT-2026-0001',
    })
    expect(planProblem({ row: 1, texts: { ...texts, isClosed: '已销号' }, days: {} }, knowledge).outcome).toBe('closed')
  })
})
