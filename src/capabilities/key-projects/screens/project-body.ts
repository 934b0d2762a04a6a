import { ProjectBody, type Project } from '../contract.ts'
import { changedFields } from '../rules/project.ts'

const FIELDS = Object.keys(ProjectBody.shape) as readonly (keyof ProjectBody)[]
const BLANK: Partial<ProjectBody> = ProjectBody.partial({ name: true, unitId: true }).parse({})

/** What a new project begins with. */
export function blankBody(unitId: string | undefined): Partial<ProjectBody> {
  return { ...BLANK, ...(unitId ? { unitId } : {}) }
}

/** What an edit begins with. */
export function bodyOf(project: Project): ProjectBody {
  return Object.fromEntries(FIELDS.map((field) => [field, project[field]])) as unknown as ProjectBody
}

/** What a form holds, with what it does not show and with nothing in the place of what was emptied. */
export function wholeBody(initial: Partial<ProjectBody>, values: Partial<ProjectBody>): ProjectBody {
  const written = Object.fromEntries(
    FIELDS.map((field) => {
      const value = field in values ? values[field] : initial[field]
      return [field, value === undefined || value === null || value === '' ? BLANK[field] : value]
    }),
  )
  return written as unknown as ProjectBody
}

/** A field both changed since the form was opened, each in another way. */
export interface Clash {
  readonly field: keyof ProjectBody
  readonly mine: unknown
  readonly theirs: unknown
}

/** Two changes of one record put together: by `base`, what only one of both changed is taken from that one; the rest are clashes. */
export function mergeBodies(
  base: ProjectBody,
  mine: ProjectBody,
  theirs: ProjectBody,
): { readonly merged: ProjectBody; readonly clashes: readonly Clash[] } {
  const fieldsOf = (changed: ProjectBody) => new Set(changedFields(base, changed).map((each) => each.field))
  const [byMe, byThem] = [fieldsOf(mine), fieldsOf(theirs)]
  const differing = new Set(changedFields(theirs, mine).map((each) => each.field))
  const merged = Object.fromEntries(
    FIELDS.map((field) => [field, byMe.has(field) ? mine[field] : byThem.has(field) ? theirs[field] : base[field]]),
  )
  const clashes = FIELDS.filter((field) => byMe.has(field) && byThem.has(field) && differing.has(field))
  return {
    merged: merged as unknown as ProjectBody,
    clashes: clashes.map((field) => ({ field, mine: mine[field], theirs: theirs[field] })),
  }
}
