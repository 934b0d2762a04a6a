import { describe, expect, it } from 'vitest'
import { asDay } from '../../../kernel/day.ts'
import { asPeriod } from '../../../kernel/period.ts'
import type { ActualCell } from '../contract.ts'
import { afterSaving, editKey, entriesOf, errorsByCell, savedText } from './entry-state.ts'

const INDICATOR = '0190a000-0000-7000-8000-000000000001'
const UNIT = '0190a000-0000-7000-8000-000000000002'
const cell = (month: string, value: string | null): ActualCell => ({
  indicatorId: INDICATOR,
  unitId: UNIT,
  period: asPeriod(`2026-${month}`),
  version: value === null ? 0 : 1,
  lockedBy: null,
  current:
    value === null
      ? null
      : {
          number: 1,
          value,
          growthPercent: '3.2',
          rank: 2,
          rankOf: 9,
          yearForecast: null,
          status: 'flash',
          asOf: asDay('2026-02-01'),
          releasedOn: null,
          evidence: [],
          reason: '',
          enteredBy: '示例甲',
          onBehalfOf: null,
          enteredAt: '2026-02-01T00:00:00.000Z',
        },
})
const cells = [cell('M01', '10'), cell('M02', null)]
const key = (index: number) => editKey(cells[index] as ActualCell)
const terms = {
  status: 'preliminary',
  asOf: asDay('2026-03-10'),
  releasedOn: null,
  reason: ' 更正 ',
  evidence: '',
} as const

describe('the month grid', () => {
  it('sends only what was typed, with the version that was seen, and leaves the rest of a cell as it stands', () => {
    const sent = entriesOf(cells, { [key(0)]: { text: ' 12 ', version: 1 } }, 'value', terms)
    expect(sent).toMatchObject([
      { period: '2026-M01', expectedVersion: 1, entry: { value: '12', growthPercent: '3.2', rank: 2, reason: '更正' } },
    ])
    const growth = entriesOf(cells, { [key(0)]: { text: '', version: 1 } }, 'growthPercent', terms)
    expect(growth).toMatchObject([{ entry: { value: '10', growthPercent: null } }])
  })

  it('writes each problem at the cell it concerns', () => {
    const problems = [
      { code: 'a', path: ['cells', 1, 'entry', 'reason'], message: '要写明理由。' },
      { code: 'b', message: '年度已封存。' },
    ]
    expect(errorsByCell(problems, cells)).toEqual({ [key(1)]: '要写明理由。', '': '年度已封存。' })
  })

  it('keeps what was typed into a cell somebody else changed, and shows theirs', () => {
    const edits = { [key(0)]: { text: '12', version: 1 }, [key(1)]: { text: '20', version: 0 } }
    const theirs = cell('M01', '11')
    const left = afterSaving(edits, {
      saved: [cell('M02', '20')],
      conflicts: [{ index: 0, theirs, mine: '12' }],
    })
    expect(left.edits).toEqual({ [key(0)]: { text: '12', version: 1 } })
    expect(savedText(left.theirs[key(0)], 'value')).toBe('11')
  })
})
