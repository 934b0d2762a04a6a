import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LevelBody, SchemeBody } from '../contract.ts'
import {
  freshKey,
  newAward,
  newCriterion,
  newLevel,
  newList,
  placeOfFinding,
  withAt,
  withLevel,
} from './scheme-draft.ts'

const words = { done: '完成', due: '计划' }

describe('a scheme while it is written', () => {
  it('gives each new thing a key nobody has', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat({ max: 40 })), (numbers) => {
        const taken = numbers.map((number) => ({ key: `c${number}` }))
        return !taken.some(({ key }) => key === freshKey('c', taken))
      }),
    )
  })

  it('begins levels, lists and awards in the shape that is saved', () => {
    const level = newLevel()
    const whole = { ...level, lists: [newList(level, '红榜')], awards: [newAward(level, '红旗')] }
    expect(LevelBody.safeParse(whole).success).toBe(true)
    const criterion = { ...newCriterion(level, words), name: '完成投资' }
    const body = withLevel(SchemeBody.parse({}), 'quarter', { ...whole, criteria: [criterion] })
    expect(SchemeBody.safeParse(body).success).toBe(true)
  })

  it('finds the criterion a finding is about', () => {
    expect(placeOfFinding(['levels', 'quarter', 'criteria', 3, 'points'])).toEqual({ tab: 'quarter', criterion: 3 })
    expect(placeOfFinding(['levels', 'month', 'lists', 0])).toEqual({ tab: 'month', criterion: undefined })
    expect(placeOfFinding(['groups', 1, 'unitIds'])).toEqual({ tab: 'groups', criterion: undefined })
  })

  it('changes or takes out the one that is meant', () => {
    expect(withAt(['甲', '乙', '丙'], 1, '丁')).toEqual(['甲', '丁', '丙'])
    expect(withAt(['甲', '乙', '丙'], 1, undefined)).toEqual(['甲', '丙'])
  })
})
