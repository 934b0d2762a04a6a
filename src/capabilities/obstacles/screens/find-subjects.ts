import { callOperation } from '../../../ui/api.ts'
import { listItems, listPromises, showItem, showPromise } from '../contract.ts'

/** Promises by who promised what, as another record points to one. */
export async function findPromises(text: string) {
  const { items } = await callOperation(listPromises, { ...(text ? { text } : {}), limit: 10 })
  return items.map(({ id, action }) => ({ id, title: action }))
}

/** Items of the ledger by number, title or subject, as another record points to one. */
export async function findItems(text: string) {
  const { items } = await callOperation(listItems, { ...(text ? { text } : {}), limit: 10 })
  return items.map(({ id, number, title }) => ({ id, title: [number, title].filter(Boolean).join(' ') }))
}

/** What was promised. */
export async function titleOfPromise(promiseId: string): Promise<string> {
  return (await callOperation(showPromise, { promiseId })).action
}

/** The title of an item. */
export async function titleOfItem(itemId: string): Promise<string> {
  return (await callOperation(showItem, { itemId })).title
}
