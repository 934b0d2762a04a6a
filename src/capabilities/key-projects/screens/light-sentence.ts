import type { Project } from '../contract.ts'
import { readableValues } from '../rules/readable.ts'
import type { Words } from './project-columns.tsx'

/** Why a project shows its light, in a sentence; exact fractions are worked out to a few digits. */
export function lightSentence({ lightReason }: Pick<Project, 'lightReason'>, words: Words): string {
  if (lightReason === null) return words.record.noLight
  return words.reasons[lightReason.code]?.(readableValues(lightReason.values)) ?? words.record.noLight
}
