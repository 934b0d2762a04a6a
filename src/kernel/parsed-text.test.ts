import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { CreditCodeText } from './credit-code.ts'
import { DayText } from './day.ts'
import { PeriodText } from './period.ts'
import { ProjectCodeText } from './project-code.ts'
import { RegionCodeText } from './region-code.ts'

const SHAPES = { CreditCodeText, DayText, PeriodText, ProjectCodeText, RegionCodeText }

describe('text read by a parser', () => {
  it('comes out in its normal form', () => {
    const input = {
      day: ' 2026-03-05 ',
      firm: '9133 0100 7996 5505 8b',
      project: '２３０３３７０７８６０４０１１２３４５６',
    }
    expect(z.object({ day: DayText, firm: CreditCodeText, project: ProjectCodeText }).parse(input)).toEqual({
      day: '2026-03-05',
      firm: '91330100799655058B',
      project: '2303-370786-04-01-123456',
    })
  })

  it("carries the parser's problem, with its path", () => {
    const result = z.object({ firms: z.array(CreditCodeText) }).safeParse({ firms: ['91330100799655058A'] })
    expect(result.error?.issues).toMatchObject([
      {
        code: 'custom',
        path: ['firms', 0],
        params: { code: 'kernel.credit_code_check_digit', params: { expected: 'B', given: 'A' } },
      },
    ])
    expect(DayText.safeParse('2026-02-30').error?.issues).toMatchObject([{ params: { code: 'kernel.day_invalid' } }])
    expect(DayText.optional().safeParse(undefined).success).toBe(true)
    expect(DayText.safeParse(20260305).success).toBe(false)
  })

  it.each(Object.entries(SHAPES))(
    '%s describes itself in OpenAPI, in and out, by a pattern that its example meets',
    (_, shape) => {
      for (const io of ['input', 'output'] as const) {
        const { type, pattern = '', examples } = z.toJSONSchema(shape, { io })
        expect(type).toBe('string')
        expect(String(examples?.[0])).toMatch(new RegExp(pattern))
        expect(shape.parse(examples?.[0])).toBe(examples?.[0])
      }
    },
  )

  it.each(Object.entries(SHAPES))('%s refuses or normalises any text, and never echoes a long one', (_, shape) => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ minLength: 65, maxLength: 400 })), (text) => {
        const result = shape.safeParse(text)
        if (result.success) expect(shape.parse(result.data)).toBe(result.data)
        else
          expect(
            JSON.stringify(result.error.issues.map((each) => ('params' in each ? each.params : {}))).length,
          ).toBeLessThan(600)
      }),
    )
    expect(shape.safeParse(`2026-03-05${' '.repeat(100)}`).success).toBe(false)
  })
})
