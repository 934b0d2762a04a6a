const LIGHTS = { red: 0, yellow: 1, green: 2, none: 3 } as const

/** What the order of a leader's projects depends on. */
export interface OnCard {
  readonly number: string
  readonly light: keyof typeof LIGHTS
  readonly openProblems: readonly unknown[]
  readonly promises: readonly { readonly isOverdue: boolean }[]
}

/** Projects in the order a leader looks at them: the reddest first, then overdue promises, open problems, and the number. */
export function byUrgency(one: OnCard, other: OnCard): number {
  const overdue = ({ promises }: OnCard) => promises.filter((each) => each.isOverdue).length
  return (
    LIGHTS[one.light] - LIGHTS[other.light] ||
    overdue(other) - overdue(one) ||
    other.openProblems.length - one.openProblems.length ||
    (one.number < other.number ? -1 : one.number > other.number ? 1 : 0)
  )
}
