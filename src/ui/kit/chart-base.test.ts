import { describe, expect, it } from 'vitest'
import { dressed } from './chart-base.ts'

describe('a chart in the colours of the house', () => {
  it('gets no axes it did not ask for', () => {
    expect(dressed({ series: [{ type: 'pie' }] }, false)).not.toHaveProperty('xAxis')
  })

  it('keeps what it says itself', () => {
    const option = dressed(
      { xAxis: [{ type: 'category', axisLabel: { rotate: 30 } }], yAxis: {}, tooltip: { show: false } },
      false,
    )
    expect(option).toMatchObject({ xAxis: [{ type: 'category', axisLabel: { rotate: 30 } }], tooltip: { show: false } })
  })

  it('hides nothing behind a hover on a wall', () => {
    expect(dressed({}, true)).toMatchObject({ tooltip: { show: false } })
  })
})
