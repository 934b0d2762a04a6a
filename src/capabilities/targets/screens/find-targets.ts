import { callOperation } from '../../../ui/api.ts'
import { listTargets, showTarget } from '../contract.ts'
import { thisYear } from './today.ts'

/** Targets of this year by indicator and unit, as another record points to one. */
export async function findTargets(text: string) {
  const { items } = await callOperation(listTargets, {
    year: thisYear(),
    ...(text ? { search: text } : {}),
    limit: 20,
  })
  return items.map(({ id, indicator, unitName }) => ({ id, title: `${indicator.name} · ${unitName}` }))
}

/** What a target is called: its indicator and its unit. */
export async function titleOfTarget(targetId: string): Promise<string> {
  const { target } = await callOperation(showTarget, { targetId })
  return `${target.indicator.name} · ${target.unitName}`
}
