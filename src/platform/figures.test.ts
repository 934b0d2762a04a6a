import { describe, expect, it } from 'vitest'
import { asPeriod } from '../kernel/period.ts'
import { faultOfQuestion, type FigureTeller, tellFigures } from './figures.ts'
import type { OperationContext } from './run-operation.ts'

const asked: string[] = []
const teller = (id: `${string}.${string}`, more: Partial<FigureTeller['spec']> = {}): FigureTeller => ({
  spec: { id, unit: 'count', of: ['region', 'unit'], periods: ['month', 'quarter'], ...more },
  words: { 'zh-CN': { name: '数', meaning: '数' }, en: { name: 'Number', meaning: 'Number' } },
  tell: async (_, period, subjects, param) => {
    asked.push(`${id} ${period} ${param ?? '-'} ${subjects.map(String).join('+')}`)
    const answer = { unitText: null, asOf: null, rows: 1, path: '/x' } as const
    return new Map(subjects.map((subject) => [subject, { ...answer, value: `${id} ${subject ?? 'region'}` }]))
  },
})
const TELLERS = [
  teller('roads.count'),
  teller('roads.length', { param: 'indicator' }),
  teller('roads.units', { of: ['unit'] }),
]
const question = (ref: string, period = '2026-M03', subject: string | null = null) => ({
  ref,
  period: asPeriod(period),
  subject,
})
const ctx = {} as OperationContext

describe('a question to a ledger', () => {
  it.each([
    ['unknown', question('roads.width')],
    ['unknown', question('count')],
    ['not_of_subject', question('roads.units')],
    ['not_for_period', question('roads.count', '2026')],
    ['param_wanted', question('roads.length')],
    ['param_unwanted', question('roads.count:A1')],
    [undefined, question('roads.count', '2026-Q1', 'unit-1')],
    [undefined, question('roads.length:A1')],
  ])('is faulted as %s', (fault, each) => expect(faultOfQuestion(TELLERS, each)).toBe(fault))

  it('is answered in its place, each figure asked once a period for all its subjects', async () => {
    asked.length = 0
    const answers = await tellFigures(TELLERS, ctx, [
      question('roads.count', '2026-M03', 'b'),
      question('roads.width'),
      question('roads.count', '2026-M03'),
      question('roads.count', '2026-M02'),
      question('roads.count', '2026-M03', 'b'),
      question('roads.length:A1'),
      question('roads.units'),
    ])
    expect(answers.map((each) => each?.value ?? null)).toEqual([
      'roads.count b',
      null,
      'roads.count region',
      'roads.count region',
      'roads.count b',
      'roads.length region',
      null,
    ])
    expect(asked).toEqual([
      'roads.count 2026-M03 - b+null',
      'roads.count 2026-M02 - null',
      'roads.length 2026-M03 A1 null',
    ])
  })
})
