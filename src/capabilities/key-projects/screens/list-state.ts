import { asYuan } from '../../../kernel/yuan.ts'
import type { ProjectFilter, ProjectSort, ViewFilter } from '../contract.ts'

/** The state of the list's address: conditions, order and the view that was opened. */
export const LIST_STATE = {
  text: '',
  stage: [],
  light: [],
  level: [],
  listClass: [],
  year: '',
  unitId: [],
  sponsorPostId: [],
  category: [],
  minYi: '',
  maxYi: '',
  withdrawn: false,
  sort: 'totalInvestment',
  descending: true,
  view: '',
} as const

/** The state of the list's address as it is read. */
export type ListState = {
  readonly [K in keyof typeof LIST_STATE]: (typeof LIST_STATE)[K] extends string
    ? string
    : (typeof LIST_STATE)[K] extends boolean
      ? boolean
      : readonly string[]
}

/** The conditions a state asks the server for; what is empty is left out. */
export function filterOf(state: ListState): Partial<ProjectFilter> & { withdrawn: boolean } {
  const year = Number(state.year)
  const [minInvestment, maxInvestment] = [yuanOfYi(state.minYi), yuanOfYi(state.maxYi)]
  const lists = {
    stage: state.stage,
    light: state.light,
    level: state.level,
    listClass: state.listClass,
    unitId: state.unitId,
    sponsorPostId: state.sponsorPostId,
    category: state.category,
  }
  const chosen = Object.fromEntries(Object.entries(lists).filter(([, values]) => values.length > 0))
  return {
    ...chosen,
    ...(state.text ? { text: state.text } : {}),
    ...(year > 0 ? { year } : {}),
    ...(minInvestment === undefined ? {} : { minInvestment }),
    ...(maxInvestment === undefined ? {} : { maxInvestment }),
    withdrawn: state.withdrawn,
  }
}

/** The order a state asks for. */
export function orderOf(state: ListState): { sort: ProjectSort; descending: boolean } {
  return { sort: state.sort as ProjectSort, descending: state.descending }
}

/** Whether a state narrows the list at all. */
export function isNarrowed(state: ListState): boolean {
  return Object.keys(filterOf(state)).length > 1 || state.withdrawn
}

/** The state that opens a saved view. */
export function stateOfView(id: string, filter: ViewFilter): ListState {
  return {
    text: filter.text ?? '',
    stage: filter.stage ?? [],
    light: filter.light ?? [],
    level: filter.level ?? [],
    listClass: filter.listClass ?? [],
    year: filter.year === undefined ? '' : String(filter.year),
    unitId: filter.unitId ?? [],
    sponsorPostId: filter.sponsorPostId ?? [],
    category: filter.category ?? [],
    minYi: yiOfYuan(filter.minInvestment),
    maxYi: yiOfYuan(filter.maxInvestment),
    withdrawn: filter.withdrawn,
    sort: filter.sort,
    descending: filter.descending,
    view: id,
  }
}

function yuanOfYi(text: string) {
  const amount = Number(text)
  return text.trim() !== '' && Number.isFinite(amount) && amount >= 0
    ? asYuan(Math.round(amount * 100_000_000))
    : undefined
}

function yiOfYuan(yuan: number | undefined): string {
  return yuan === undefined ? '' : String(yuan / 100_000_000)
}
