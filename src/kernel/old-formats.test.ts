import { describe, expect, it } from 'vitest'
import { formatToSaveAs, typesToName } from './old-formats.ts'

describe('old office formats', () => {
  it('are to be saved as the new one where that is taken', () => {
    expect(formatToSaveAs('xls', ['xlsx'])).toBe('xlsx')
    expect(formatToSaveAs('et', ['xlsx'])).toBe('xlsx')
    expect(formatToSaveAs('wps', ['txt', 'docx'])).toBe('docx')
    expect(formatToSaveAs('doc', ['xlsx'])).toBeUndefined()
    expect(formatToSaveAs('exe', ['xlsx', 'docx'])).toBeUndefined()
  })

  it('are not named among what may be chosen', () => {
    expect(typesToName(['txt', 'docx', 'doc', 'wps', 'et', 'rtf'])).toEqual(['txt', 'docx'])
  })
})
