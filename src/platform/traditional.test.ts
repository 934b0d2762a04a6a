import { expect, it } from 'vitest'
import { inTraditional } from './traditional.ts'

it('gives a sentence in traditional characters, word for word, and leaves one that is in them', () => {
  expect(inTraditional('请先登录，再打开项目。')).toBe('請先登錄，再打開項目。')
  expect(inTraditional(inTraditional('请先登录，再打开项目。'))).toBe('請先登錄，再打開項目。')
})
