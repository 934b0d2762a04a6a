import { describe, expect, it } from 'vitest'
import { fileOfWords, isTraditional, listWithTraditional, traditionalWords } from './traditional.ts'

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

  it('is loaded when it is chosen, like English; simplified Chinese is there from the start', () => {
    const source = "import { en } from './en.ts'\nexport const x: Messages<typeof zhCN> = { 'zh-CN': zhCN, en }"
    const built = listWithTraditional('/src/ui/messages/index.ts', source, '/late.ts') ?? ''
    expect(built).toContain("import { withLaterWords } from '/late.ts'")
    expect(built).toContain("withLaterWords({ 'zh-CN': zhCN }, {")
    expect(built).toContain("'zh-TW': () => import('./zh-CN.ts?traditional')")
    expect(built).toContain("en: () => import('./en.ts')")
    expect(built).not.toContain('import { en }')
    expect(listWithTraditional('/src/ui/api.ts', source, '/late.ts')).toBeUndefined()
  })

  it('leaves no room behind in silence', () => {
    for (const source of ['export const x = words', "export const x = { 'zh-CN': zhCN, en }"])
      expect(() => listWithTraditional('/src/a/messages/index.ts', source, '/late.ts')).toThrow(/messages\/index/)
  })

  it('is asked for by name', () => {
    expect(isTraditional('/src/ui/messages/zh-CN.ts?traditional')).toBe(true)
    expect(isTraditional('/src/ui/messages/zh-CN.ts')).toBe(false)
  })

  it('goes into one file of all rooms, and one of the pages that open by a link of their own', () => {
    const file = (path: string) => fileOfWords(`/house/src/${path}`)
    expect(file('capabilities/targets/messages/en.ts')).toBe('words-en')
    expect(file('capabilities/obstacles/messages/meetings.en.ts')).toBe('words-en')
    expect(file('capabilities/targets/messages/zh-CN.ts?traditional')).toBe('words-zh-tw')
    expect(file('ui/messages/en.ts')).toBe('words-of-links-en')
    expect(file('apps/web/judge/messages/zh-CN.ts?traditional')).toBe('words-of-links-zh-tw')
    expect(file('capabilities/targets/messages/zh-CN.ts')).toBeUndefined()
    expect(file('capabilities/targets/messages/index.ts')).toBeUndefined()
  })
})
