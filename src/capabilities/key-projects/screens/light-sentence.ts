import { exact, parseExact, toDecimal } from '../../../kernel/exact.ts'
import type { Project } from '../contract.ts'
import type { Words } from './project-columns.tsx'

const PLACES = 3

/** Why a project shows its light, in a sentence; exact fractions are worked out to a few digits. */
export function lightSentence({ lightReason }: Pick<Project, 'lightReason'>, words: Words): string {
  if (lightReason === null) return words.record.noLight
  const values = Object.fromEntries(Object.entries(lightReason.values).map(([name, value]) => [name, readable(value)]))
  return words.reasons[lightReason.code]?.(values) ?? words.record.noLight
}

function readable(value: string | number): string | number {
  const text = String(value)
  return parseExact(text) ? String(Number(toDecimal(exact(text), PLACES))) : value
}
