/** What of a project decides which template suits it. */
export interface ProjectKind {
  readonly name: string
  readonly category: string | null
  readonly nature: string | null
}

/** Words in a name that say more than the category does, the first that fits counts. */
const BY_NAME = [
  [/海上风电/, 'offshore_wind'],
  [/光伏|储能/, 'solar_storage'],
  [/道路|公路|大桥|桥梁/, 'road'],
  [/化工/, 'chemical_plant'],
] as const

const BY_CATEGORY: Readonly<Record<string, string>> = {
  industry: 'industrial_plant',
  infrastructure: 'park_infrastructure',
  livelihood: 'public_building',
}

/** The template a project of this kind would begin with; `null` where its record says too little. */
export function templateFor({ name, category, nature }: ProjectKind): string | null {
  if (category === 'industry' && nature === 'renovation') return 'technical_renovation'
  const named = BY_NAME.find(([words]) => words.test(name))?.[1]
  return named ?? (category === null ? null : (BY_CATEGORY[category] ?? null))
}
