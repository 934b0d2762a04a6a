import { type Day, dayOf } from '../../../kernel/day.ts'

/** Today in Asia/Shanghai, as a form begins with it. */
export function today(): Day {
  return dayOf(new Date())
}
