import { callOperation } from '../../../ui/api.ts'
import { listProjects, showProject } from '../contract.ts'

/** Projects by their names, as another record points to one. */
export async function findProjects(text: string) {
  const { items } = await callOperation(listProjects, { ...(text ? { text } : {}), sort: 'name', limit: 20 })
  return items.map(({ id, name }) => ({ id, title: name }))
}

/** The name of a project. */
export async function nameOfProject(projectId: string): Promise<string> {
  return (await callOperation(showProject, { projectId })).name
}
