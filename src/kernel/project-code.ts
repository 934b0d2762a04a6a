import { fail, ok, type Outcome } from './outcome.ts'
import { type ParsedText, parsedText } from './parsed-text.ts'
import { problem } from './problem.ts'
import { parseRegionCode, type RegionCode } from './region-code.ts'

const SHAPE = /^\d{4}-(\d{6})-\d{2}-\d{2}-\d{6}$/

/** Shape of an investment project code: `dddd-dddddd-dd-dd-dddddd` with a region that can be. */
export const ProjectCodeText = parsedText<'ProjectCode'>(parseProjectCode, SHAPE, '2303-370786-04-01-123456')

/**
 * 项目代码 of the national platform for approving investment projects, GB/T 40058—2021: time (4), region (6), industry (2), type (2),
 * five random digits and a check digit; 24 characters with its hyphens. The rule of the check digit is not published, so only the
 * shape and the region are checked. A project filed again may carry a new code.
 */
export type ProjectCode = ParsedText<'ProjectCode'>

/**
 * Reads a code as people paste it: spaces dropped, any dash for the hyphen, also all 20 digits without hyphens. Refuses
 * `kernel.project_code_shape` or `kernel.project_code_region` (`region`).
 */
export function parseProjectCode(text: string): Outcome<ProjectCode> {
  const plain = text
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/[‐-―−]/g, '-')
  const code = plain.replace(/^(\d{4})(\d{6})(\d{2})(\d{2})(\d{6})$/, '$1-$2-$3-$4-$5')
  const region = SHAPE.exec(code)?.[1]
  if (region === undefined) return fail(problem('kernel.project_code_shape', { text }))
  return isProjectCode(code) ? ok(code) : fail(problem('kernel.project_code_region', { region }))
}

/** Takes a constant or a value already checked as a project code; throws where it is none. */
export function asProjectCode(text: string): ProjectCode {
  if (!isProjectCode(text)) throw new RangeError(`not a project code: ${text}`)
  return text
}

/** The region in which the project was filed; none for projects filed with the central government (`0000…`). */
export function regionOfProjectCode(code: ProjectCode): RegionCode | undefined {
  const region = parseRegionCode(code.slice(5, 11))
  return region.ok ? region.value : undefined
}

function isProjectCode(text: string): text is ProjectCode {
  const region = SHAPE.exec(text)?.[1]
  return region !== undefined && (region.startsWith('0000') || parseRegionCode(region).ok)
}
