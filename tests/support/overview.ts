import fc from 'fast-check'
import { STAGES } from '../../src/capabilities/overview/contract.ts'
import type { ProjectState } from '../../src/capabilities/overview/rules/figures.ts'

const light = fc.constantFrom('red', 'yellow', 'green', 'none')
const money = fc.option(fc.integer({ min: 0, max: 10_000_000_000 }), { nil: null })

/** Any project, on any day. */
export const anyProject: fc.Arbitrary<ProjectState> = fc.record({
  id: fc.uuid(),
  name: fc.string({ minLength: 1, maxLength: 8 }),
  stage: fc.constantFrom(...STAGES),
  light,
  unitIds: fc.uniqueArray(fc.constantFrom('east', 'west', 'park', 'bureau'), { minLength: 1, maxLength: 3 }),
  totalInvestment: money,
  yearPlan: money,
  invested: money,
  pace: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: null }),
})
