import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { kernelMessages } from '../../kernel/messages/index.ts'
import { platformMessages } from './index.ts'

/** Problem codes that stand in the sources of the adapters. */
function codesInSources(): ReadonlySet<string> {
  const platform = new URL('..', import.meta.url)
  const files = ['', 'excel/', 'documents/'].flatMap((folder) =>
    readdirSync(new URL(folder || '.', platform))
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
      .map((name) => readFileSync(new URL(folder + name, platform), 'utf8')),
  )
  return new Set(
    files.flatMap((text) => text.match(/(?<=')(?:excel|document|archive|file|backup)\.[a-z_]+(?=')/g) ?? []),
  )
}

describe('messages of the platform', () => {
  it('have a sentence for every problem the adapters give, in every language', () => {
    const codes = codesInSources()
    expect(codes.size).toBeGreaterThan(25)
    for (const locale of ['zh-CN', 'en'] as const) {
      const known = { ...kernelMessages[locale].problems, ...platformMessages[locale].problems }
      expect([...codes].filter((code) => !(code in known))).toEqual([])
    }
  })

  it('name the cell and never show a missing value', () => {
    const params = {
      row: 12,
      column: 'D',
      text: '三百',
      maximum: 9,
      sheets: 1,
      rows: 2,
      columns: 3,
      sheet: '台账',
      headings: '名称',
      unit: '美元',
      characters: 5,
      region: '370786',
      table: 't',
      backup: '1',
      here: '2',
      accounts: 'a',
      path: 'rows/targets.jsonl',
    }
    for (const locale of ['zh-CN', 'en'] as const) {
      for (const sentence of Object.values(platformMessages[locale].problems)) {
        expect(sentence(params)).not.toMatch(/undefined|NaN/)
      }
      expect(platformMessages[locale].problems['excel.not_an_amount'](params)).toContain('12')
    }
  })

  it('say how to save an old file', () => {
    expect(platformMessages['zh-CN'].problems['excel.old_format']()).toContain('另存为')
    expect(platformMessages.en.problems['document.old_format']()).toContain('.docx')
  })
})
