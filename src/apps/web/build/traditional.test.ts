import { describe, expect, it } from 'vitest'
import { isTraditional, listWithTraditional, traditionalWords } from './traditional.ts'

describe('traditional Chinese', () => {
  it('is made of the simplified words without changing them into others', () => {
    expect(traditionalWords("{ title: '重点项目台账', pace: '序时进度' }")).toBe(
      "{ title: '重點項目臺賬', pace: '序時進度' }",
    )
  })

  it("reaches the parts of a room's words", () => {
    const part = './meetings.zh-CN.ts'
    expect(traditionalWords(`import { meetingsZh } from '${part}'`)).toContain(`from '${part}?traditional'`)
    expect(isTraditional(`/src/a/messages/meetings.zh-CN.ts?traditional`)).toBe(true)
  })

  it('is put beside the written languages of a room', () => {
    const source = "export const x: Messages<typeof zhCN> = { 'zh-CN': zhCN, en }"
    expect(listWithTraditional('/src/ui/messages/index.ts', source)).toContain("{ 'zh-CN': zhCN, 'zh-TW': zhTW, en }")
    expect(listWithTraditional('/src/ui/api.ts', source)).toBeUndefined()
  })

  it('leaves no room behind in silence', () => {
    expect(() => listWithTraditional('/src/a/messages/index.ts', 'export const x = words')).toThrow(/messages\/index/)
  })

  it('is asked for by name', () => {
    expect(isTraditional('/src/ui/messages/zh-CN.ts?traditional')).toBe(true)
    expect(isTraditional('/src/ui/messages/zh-CN.ts')).toBe(false)
  })
})
