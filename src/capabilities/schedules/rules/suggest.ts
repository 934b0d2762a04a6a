/** What of a project decides which template suits it. */
export interface ProjectKind {
  readonly category: string | null
  readonly nature: string | null
}

/** The template a project of this kind would begin with; `null` where its record says too little. */
export function templateFor({ category, nature }: ProjectKind): string | null {
  if (category === 'industry') return nature === 'renovation' ? 'technical_renovation' : 'industrial_plant'
  return category === null ? null : (BY_CATEGORY[category] ?? null)
}

const BY_CATEGORY: Readonly<Record<string, string>> = {
  infrastructure: 'park_infrastructure',
  livelihood: 'public_building',
}
