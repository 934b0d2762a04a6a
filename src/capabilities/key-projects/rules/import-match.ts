import type { ImportFault } from '../contract.ts'
import type { LedgerRow } from './import-plan.ts'
import { comparableName } from './ledger-words.ts'

/** A project of the library as rows of a ledger are matched with it. */
export interface MatchedProject {
  readonly id: string
  readonly number: string
  readonly names: readonly string[]
  readonly codes: readonly string[]
  readonly isWithdrawn: boolean
  readonly isMine: boolean
}

/** A row with the project it means, or what keeps it from being told. */
export interface MatchedRow {
  readonly project: MatchedProject | undefined
  readonly fault: ImportFault | undefined
}

/**
 * Which project of the library each row means: by number, else by project code, else by name, short and former names included; nothing
 * known is a new project. Faults: `number_unknown`, `ambiguous`, `twice` (two rows for one project), `withdrawn`, `project_not_yours`,
 * `name_missing`, `name_too_short`.
 */
export function matchRows(rows: readonly LedgerRow[], projects: readonly MatchedProject[]): readonly MatchedRow[] {
  const index = indexOf(projects)
  const taken = new Map<string, number>()
  return rows.map((row) => {
    const found = matchOf(row, index)
    if (found.fault) return found
    const name = comparableName(row.texts.name ?? found.project?.names[0] ?? '')
    const key = found.project?.id ?? `name:${name}`
    const first = taken.get(key)
    taken.set(key, first ?? row.row)
    return first === undefined ? found : faultOf(row, 'twice', { row: first, name: row.texts.name ?? '' })
  })
}

interface Index {
  readonly byNumber: ReadonlyMap<string, MatchedProject>
  readonly byCode: ReadonlyMap<string, MatchedProject>
  readonly byName: ReadonlyMap<string, readonly MatchedProject[]>
}

function indexOf(projects: readonly MatchedProject[]): Index {
  const byName = new Map<string, MatchedProject[]>()
  for (const project of projects)
    for (const name of new Set(project.names.map(comparableName)))
      if (name !== '') byName.set(name, [...(byName.get(name) ?? []), project])
  return {
    byNumber: new Map(projects.map((project) => [project.number, project])),
    byCode: new Map(projects.flatMap((project) => project.codes.map((code) => [code, project] as const))),
    byName,
  }
}

function matchOf(row: LedgerRow, index: Index): MatchedRow {
  const { number, projectCode, name = '' } = row.texts
  const numbered = number === undefined ? undefined : index.byNumber.get(number)
  if (number !== undefined && !numbered) return faultOf(row, 'number_unknown', { text: number })
  if (!numbered && name === '') return faultOf(row, 'name_missing', {})
  if (!numbered && name.length < 2) return faultOf(row, 'name_too_short', { text: name })
  const coded = (projectCode ?? '').split(/[\s,，、;；]+/).flatMap((code) => index.byCode.get(code) ?? [])[0]
  const named = index.byName.get(comparableName(name)) ?? []
  const living = named.filter((each) => !each.isWithdrawn)
  if (!numbered && !coded && living.length > 1)
    return faultOf(row, 'ambiguous', { name, numbers: living.map((each) => each.number).join('、') })
  const project = numbered ?? coded ?? living[0] ?? named[0]
  if (project?.isWithdrawn) return faultOf(row, 'withdrawn', { name: project.names[0] ?? name })
  if (project && !project.isMine) return faultOf(row, 'project_not_yours', { name: project.names[0] ?? name })
  return { project, fault: undefined }
}

function faultOf(row: LedgerRow, code: string, params: ImportFault['params']): MatchedRow {
  const field = code === 'number_unknown' ? 'number' : 'name'
  return { project: undefined, fault: { row: row.row, field, code, params } }
}
