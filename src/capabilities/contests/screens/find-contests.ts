import { callOperation } from '../../../ui/api.ts'
import { listContests, showContest } from '../contract.ts'

/** Contests by their names, as another record points to one. */
export async function findContests(text: string) {
  const { items } = await callOperation(listContests, { ...(text ? { text } : {}), limit: 20 })
  return items.map(({ id, name }) => ({ id, title: name }))
}

/** The name of a contest. */
export async function nameOfContest(contestId: string): Promise<string> {
  return (await callOperation(showContest, { contestId })).name
}
