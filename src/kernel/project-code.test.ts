import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asProjectCode, parseProjectCode, ProjectCodeText, regionOfProjectCode } from './project-code.ts'

const digits = (length: number) =>
  fc.nat({ max: 10 ** length - 1 }).map((number) => String(number).padStart(length, '0'))
const anyCode = fc
  .tuple(digits(4), fc.constantFrom('370786', '370000', '110108', '000052'), digits(2), digits(2), digits(6))
  .map((groups) => asProjectCode(groups.join('-')))

describe('an investment project code', () => {
  it('names the region where the project was filed', () => {
    expect(regionOfProjectCode(asProjectCode('2303-370786-04-01-123456'))).toBe('370786')
    expect(regionOfProjectCode(asProjectCode('2018-000052-53-01-123456'))).toBeUndefined()
  })

  it.each([
    '2303-370786-04-01-12345',
    '2303-37078-604-01-123456',
    '2303-370786-04-01-12345X',
    '2303_370786_04_01_123456',
    '',
  ])('is refused by its shape: %j', (text) => {
    expect(parseProjectCode(text)).toEqual({
      ok: false,
      problems: [{ code: 'kernel.project_code_shape', params: { text } }],
    })
    expect(ProjectCodeText.safeParse(text).success).toBe(false)
  })

  it.each(['2303-990786-04-01-123456', '2303-370086-04-01-123456'])('is refused by its region: %s', (text) => {
    expect(parseProjectCode(text)).toEqual({
      ok: false,
      problems: [{ code: 'kernel.project_code_region', params: { region: text.slice(5, 11) } }],
    })
    expect(ProjectCodeText.safeParse(text).success).toBe(false)
    expect(() => asProjectCode(text)).toThrow(RangeError)
  })

  it('is read however its hyphens were written, to the same 24 characters', () => {
    fc.assert(
      fc.property(anyCode, fc.constantFrom('', '－', '—', '–', ' - '), (code, dash) => {
        expect(parseProjectCode(` ${code.replaceAll('-', dash)} `)).toEqual({ ok: true, value: code })
        expect(code).toHaveLength(24)
        expect(ProjectCodeText.parse(code)).toBe(code)
      }),
    )
  })
})
