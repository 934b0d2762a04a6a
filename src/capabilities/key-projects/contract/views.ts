import { z } from 'zod'
import { Id } from '../../../kernel/id.ts'
import { command, query } from '../../../kernel/operation.ts'
import { ProjectFilter, ProjectSort } from './project.ts'

/** What a saved view opens: conditions and order. */
export const ViewFilter = ProjectFilter.extend({ sort: ProjectSort, descending: z.boolean() })
export type ViewFilter = z.output<typeof ViewFilter>

const Columns = z.array(z.string().regex(/^[a-zA-Z]{1,40}$/)).max(60)
const ViewName = z.string().trim().min(1).max(50)

/** A saved view. `columns` are shown in the table's own order; an empty list leaves them to the reader. */
export const ProjectView = z.object({
  id: Id,
  name: z.string(),
  filter: ViewFilter,
  columns: z.array(z.string()),
  isShared: z.boolean(),
  isMine: z.boolean(),
})
export type ProjectView = z.output<typeof ProjectView>

/** List the saved views of the caller and those others share. */
export const listViews = query({
  id: 'key_projects.list_views',
  summary: 'List the saved views of the caller and those others share',
  route: 'GET /key-project-views',
  permission: 'key_projects.view',
  input: z.object({}),
  output: z.object({ items: z.array(ProjectView) }),
})

/** Save a view under a name; a view of the caller with the same name is replaced. */
export const saveView = command({
  id: 'key_projects.save_view',
  summary: 'Save a view under a name; a view of the caller with the same name is replaced',
  route: 'PUT /key-project-views',
  permission: 'key_projects.view',
  input: z.object({ name: ViewName, filter: ViewFilter, columns: Columns, isShared: z.boolean().default(false) }),
  output: z.object({ id: Id }),
})

/** Discard a saved view of the caller. */
export const discardView = command({
  id: 'key_projects.discard_view',
  summary: 'Discard a saved view of the caller',
  route: 'POST /key-project-views/:viewId/discard',
  permission: 'key_projects.view',
  input: z.object({ viewId: Id }),
  output: z.object({ id: Id }),
})
