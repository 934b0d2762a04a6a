import { z } from 'zod'
import { Id } from '../../../kernel/id.ts'
import { query } from '../../../kernel/operation.ts'
import { YuanAmount } from '../../../kernel/yuan.ts'
import { ProjectFilter, ProjectLight, Stage } from './project.ts'

/** The most projects one map is drawn of; beyond them people narrow the list first. */
export const MOST_ON_MAP = 3_000

/** A project on the map. Longitude and latitude in degrees (CGCS2000, as the ledger keeps them), money whole yuan. */
export const MapPoint = z.object({
  id: Id,
  number: z.string(),
  name: z.string(),
  longitude: z.number(),
  latitude: z.number(),
  light: ProjectLight,
  stage: Stage,
  unitId: Id,
  unitName: z.string(),
  place: z.string(),
  totalInvestment: YuanAmount.nullable(),
})
export type MapPoint = z.output<typeof MapPoint>

/** Projects with coordinates, by number; `unlocated` have none, `isCut` where there are more than a map is drawn of. */
export const mapProjects = query({
  id: 'key_projects.map',
  summary: 'List where the key projects a filter keeps lie, with their lights',
  route: 'GET /key-projects/map',
  permission: 'key_projects.view',
  input: ProjectFilter,
  output: z.object({ items: z.array(MapPoint), unlocated: z.int(), isCut: z.boolean() }),
})

/** The operations on the map. */
export const mapContracts = [mapProjects] as const
