import type { ApiRefusal } from '../../../ui/request.ts'

/** Whether a refused sign-in only lacks the one-time code: a problem that names the field `totp`. */
export function asksForTotp(refusal: Pick<ApiRefusal, 'problems'>): boolean {
  return refusal.problems.some(({ path }) => path?.[0] === 'totp')
}
