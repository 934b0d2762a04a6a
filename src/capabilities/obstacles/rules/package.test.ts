import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asDay } from '../../../kernel/day.ts'
import { EscalationPackage, ITEM_EVENTS } from '../contract.ts'
import { drawnPackage, type PackageFacts, type QuotedEvent } from './package.ts'

const event = (kind: QuotedEvent['kind'], on: string, unitName: string, text: string, lawBasis = ''): QuotedEvent => ({
  kind,
  on: asDay(on),
  unitName,
  text,
  lawBasis,
})
const FACTS: PackageFacts = {
  title: '高压线迁改滞后',
  text: '厂区东侧10千伏高压线未迁改。',
  desiredResult: '三月底前完成迁改',
  closingStandard: '线路改道送电，现场核查确认',
  isStatutory: false,
  hasAssistants: true,
  tier: 3,
  log: [
    event('reported', '2026-03-02', '示例镇', '上报'),
    event('returned', '2026-03-03', '住建局', '不属本单位', '电力法第五十五条'),
    event('noted', '2026-03-05', '供电公司', '已勘察'),
    event('noted', '2026-03-09', '供电公司', '等待材料'),
  ],
}
const words = (option: string): string => `<${option}>`

describe('the one page an item moves up with', () => {
  it('tells the facts day by day, the ask, the basis, the last word of each unit and the options', () => {
    expect(drawnPackage(FACTS, words)).toEqual({
      facts:
        '厂区东侧10千伏高压线未迁改。\n2026-03-03 住建局: 不属本单位\n2026-03-05 供电公司: 已勘察\n2026-03-09 供电公司: 等待材料',
      ask: '三月底前完成迁改',
      basis: '线路改道送电，现场核查确认\n电力法第五十五条',
      opinions: [
        { unitName: '住建局', text: '不属本单位' },
        { unitName: '供电公司', text: '等待材料' },
      ],
      options: ['<name_day>', '<change_lead>', '<suspend>', '<level_above>'],
    })
  })

  it('asks for what the title says where the proposer named no result', () => {
    expect(drawnPackage({ ...FACTS, desiredResult: '' }, words).ask).toBe('高压线迁改滞后')
  })

  it('never offers to suspend a day fixed by law, nor the level above below the county leaders', () => {
    expect(drawnPackage({ ...FACTS, isStatutory: true }, words).options).not.toContain('<suspend>')
    expect(drawnPackage({ ...FACTS, tier: 2 }, words).options).toEqual(['<name_day>', '<change_lead>'])
  })

  it('fits the page whatever the log holds, the report and the newest lines kept', () => {
    const logs = fc.array(
      fc.record({
        kind: fc.constantFrom(...ITEM_EVENTS),
        on: fc.constant(asDay('2026-03-02')),
        unitName: fc.string({ maxLength: 120 }),
        text: fc.string({ minLength: 300, maxLength: 2000 }),
        lawBasis: fc.string({ maxLength: 500 }),
      }),
      { maxLength: 40 },
    )
    fc.assert(
      fc.property(logs, (log) => {
        const drawn = drawnPackage(
          { ...FACTS, log: [...log, event('noted', '2026-03-31', '供电公司', '最后一句')] },
          words,
        )
        expect(EscalationPackage.safeParse(drawn).success).toBe(true)
        expect(drawn.facts.startsWith(FACTS.text)).toBe(true)
        expect(drawn.facts.endsWith('最后一句')).toBe(true)
      }),
      { numRuns: 40 },
    )
  })
})
