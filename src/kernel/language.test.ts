import { describe, expect, it } from 'vitest'
import { type Catalogue, type Messages, sentenceOf } from './language.ts'

const both = (one: Catalogue): Messages<Catalogue> => ({ 'zh-CN': one, en: one })
const life = both({ problems: {}, fields: { to: '转到的阶段', from: '生效日期' }, operations: { 'life.move': '推进' } })
const plans = both({
  problems: { 'plans.unknown': ({ node }) => `没有节点${node}。` },
  fields: { to: '后置节点' },
  operations: { 'plans.save': '保存' },
})
const shapes = both({ problems: { 'shape.missing': () => '请填写。' }, fields: {} })
const all = [shapes, life, plans]

describe('the label of a field', () => {
  it('is that of the capability that wrote the sentence', () => {
    const found = { code: 'plans.unknown', params: { node: 'x' }, path: ['links', 0, 'to'] }
    expect(sentenceOf(found, 'zh-CN', all)).toBe('「后置节点」没有节点x。')
  })

  it('is that of the capability whose operation was asked, where nobody in particular wrote the sentence', () => {
    const found = { code: 'shape.missing', path: ['to'] }
    expect(sentenceOf(found, 'zh-CN', all, 'plans.save')).toBe('「后置节点」请填写。')
    expect(sentenceOf(found, 'zh-CN', all, 'life.move')).toBe('「转到的阶段」请填写。')
  })

  it('is looked for with the others where the own capability has none', () => {
    expect(sentenceOf({ code: 'shape.missing', path: ['from'] }, 'zh-CN', all, 'plans.save')).toBe(
      '「生效日期」请填写。',
    )
    expect(sentenceOf({ code: 'shape.missing', path: ['stray'] }, 'zh-CN', all)).toBe('「stray」请填写。')
  })
})
