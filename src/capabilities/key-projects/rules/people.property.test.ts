import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, asDay } from '../../../kernel/day.ts'
import { ASSIGNED_ROLES, PERSON_ROLES, ProjectBody } from '../contract.ts'
import {
  assignmentToKeep,
  daysToKeep,
  holderIn,
  isEmpty,
  isOn,
  maskName,
  maskPhone,
  phoneToKeep,
  RECORD_ROLES,
  ROLE_RULES,
  rolesChanged,
} from './people.ts'

const phone = fc.stringMatching(/^[0-9][0-9 -]{3,18}[0-9]$/)
const unitId = '018f0000-0000-7000-8000-000000000001'
const body = ProjectBody.parse({ name: '示例甲项目', unitId, responsiblePerson: '示例甲' })

describe('what is personal', () => {
  it('shows no more than the last four digits of a number, and its shape', () => {
    fc.assert(
      fc.property(phone, (number) => {
        const shown = maskPhone(number)
        expect(shown).toHaveLength(number.length)
        expect(shown.replace(/\D/g, '').length).toBeLessThanOrEqual(4)
        const digits = number.replace(/\D/g, '')
        if (digits.length > 4) expect(shown.replace(/\D/g, '')).toBe(digits.slice(-4))
      }),
    )
    expect(maskPhone('13800001234')).toBe('*******1234')
    expect(maskPhone('0536-7212345')).toBe('****-***2345')
    expect(maskPhone('1234')).toBe('****')
  })

  it('shows the first character of a name', () => {
    expect(maskName('示例甲')).toBe('示**')
    expect(maskName('')).toBe('')
  })

  it('keeps the number where it is sent back masked, and takes a new one', () => {
    fc.assert(
      fc.property(phone, phone, (kept, other) => {
        expect(phoneToKeep(kept, maskPhone(kept))).toBe(kept)
        expect(phoneToKeep(kept, maskPhone(other))).toBe(kept)
        expect(phoneToKeep(kept, other)).toBe(other)
        expect(phoneToKeep(kept, '')).toBe('')
      }),
    )
  })
})

describe('roles', () => {
  it('are given by hand exactly where the record does not name them', () => {
    const byHand = PERSON_ROLES.filter((role) => ROLE_RULES[role].keptBy === 'hand')
    expect(byHand).toEqual([...ASSIGNED_ROLES])
    expect(PERSON_ROLES.filter((role) => !byHand.includes(role))).toEqual([...RECORD_ROLES])
  })

  it('change exactly where their holder does', () => {
    expect(rolesChanged(null, body)).toEqual(['responsible'])
    expect(rolesChanged(body, ProjectBody.parse({ ...body, note: '示例' }))).toEqual([])
    expect(rolesChanged(body, { ...body, responsiblePerson: '', leadUnitId: unitId })).toEqual([
      'lead_unit',
      'responsible',
    ])
    expect(holderIn({ ...body, responsiblePerson: '' }, 'responsible')).toBeNull()
  })

  it('ask for what holds them and keep nothing else', () => {
    const nothing = { postId: null, unitId: null, personName: '', phone: '' }
    for (const role of ASSIGNED_ROLES) {
      expect(assignmentToKeep({ role, ...nothing }).ok).toBe(false)
      const whole = assignmentToKeep({ role, postId: unitId, unitId, personName: '示例', phone: '13800001234' })
      const { holder } = ROLE_RULES[role]
      expect(whole.ok && whole.value.phone !== '').toBe(holder === 'person')
      expect(whole.ok && whole.value.postId !== null).toBe(holder === 'post')
    }
  })
})

describe('days of an assignment', () => {
  const day = fc.integer({ min: 0, max: 400 }).map((count) => addDays(asDay('2026-01-01'), count))
  const stretch = fc.record({
    fromOn: fc.option(day, { nil: null }),
    toOn: fc.option(day, { nil: null }),
  })

  it('never give a role of the record two holders on one day', () => {
    fc.assert(
      fc.property(stretch, fc.array(stretch, { maxLength: 3 }), stretch, day, (dated, others, next, some) => {
        const outcome = daysToKeep({ role: 'sponsor', ...dated, others }, next)
        if (!outcome.ok) return
        expect(others.some((other) => !isEmpty(other) && isOn(other, some) && isOn(next, some))).toBe(false)
        expect(next.toOn === null).toBe(dated.toOn === null)
      }),
    )
  })

  it('end by hand what was given by hand, and by the record what the record names', () => {
    const open = { fromOn: asDay('2026-01-01'), toOn: null, others: [] }
    const next = { fromOn: asDay('2026-01-01'), toOn: asDay('2026-03-01') }
    expect(daysToKeep({ role: 'service_officer', ...open }, next).ok).toBe(true)
    const refused = daysToKeep({ role: 'sponsor', ...open }, next)
    expect(refused.ok ? [] : refused.problems.map(({ code }) => code)).toEqual(['key_projects.assignment_by_record'])
    const reversed = daysToKeep({ role: 'service_officer', ...open }, { ...next, fromOn: asDay('2026-03-02') })
    expect(reversed.ok ? [] : reversed.problems.map(({ code }) => code)).toEqual(['key_projects.days_reversed'])
  })
})
