import { describe, expect, it } from 'vitest'
import { checkFile, sizeText } from './check-file.ts'

const limits = { types: ['xlsx'], maxBytes: 2_000_000 }

describe('a chosen file', () => {
  it.each([
    ['台账.XLSX', 10, undefined],
    ['台账.xls', 10, { kind: 'save_as', type: 'xlsx' }],
    ['台账.et', 10, { kind: 'save_as', type: 'xlsx' }],
    ['通报.wps', 10, { kind: 'wrong_type' }],
    ['xlsx', 10, undefined],
    ['空.xlsx', 0, { kind: 'empty' }],
    ['大.xlsx', 2_000_001, { kind: 'too_large' }],
  ])('%s of %i bytes', (name, size, problem) => expect(checkFile({ name, size }, limits)).toEqual(problem))

  it('has a size people read', () => expect([sizeText(12_400_000), sizeText(900)]).toEqual(['12 MB', '1 KB']))
})
