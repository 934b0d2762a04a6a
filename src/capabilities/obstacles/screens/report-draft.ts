import type { ItemBody } from '../contract.ts'

/** What a reporter types. */
export interface Reported {
  readonly body: Partial<ItemBody>
  readonly unitId?: string
}

const keyOf = (person: string): string => `clarion.obstacles.report.${person}`

/** What somebody typed and did not finish on this machine; nothing where nothing readable is kept. */
export function keptReport(person: string): Reported | undefined {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(person)) ?? 'null')
    return typeof kept === 'object' && kept && 'body' in kept ? (kept as Reported) : undefined
  } catch {
    return undefined
  }
}

/** Keeps what is being typed until it is sent; `undefined` forgets it. */
export function keepReport(person: string, typed: Reported | undefined): void {
  try {
    if (typed === undefined) localStorage.removeItem(keyOf(person))
    else localStorage.setItem(keyOf(person), JSON.stringify(typed))
  } catch {
    // A browser that refuses to store still sends what is on screen.
  }
}

/** What is sent of what was typed: fields left empty take the words of the contract. */
export function sentBody(typed: Partial<ItemBody>): ItemBody {
  return {
    kind: typed.kind ?? 'obstacle',
    origin: typed.origin ?? 'direct',
    class: typed.class ?? 'other',
    severity: typed.severity ?? 'b',
    title: typed.title ?? '',
    text: typed.text ?? '',
    desiredResult: typed.desiredResult ?? '',
    ownEfforts: typed.ownEfforts ?? '',
    neededOn: typed.neededOn ?? null,
    subject: typed.subject ?? null,
    node: typed.node ?? null,
    suggestedUnitId: typed.suggestedUnitId ?? null,
  }
}
