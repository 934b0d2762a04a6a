import type { Comparator, DocType } from './dispatch-shapes.ts'
import type { ProjectStage } from './projects.ts'
import type { DispatchReading } from './read.ts'
import type { TargetStatus } from './status.ts'

/** The published shape of a reading: one JSON object a dispatch, every quote an exact piece of the original. */
export interface DispatchJson {
  readonly targets: readonly {
    readonly quote: string
    readonly indicator: string
    readonly value: number | null
    readonly value2: number | null
    readonly unit: string | null
    readonly comparator: Comparator
    readonly from: number | null
    readonly period: string | null
    readonly status: TargetStatus
    readonly owner: string | null
  }[]
  readonly projects: readonly {
    readonly quote: string
    readonly name: string
    readonly investment_yi: number | null
    readonly area_mu: number | null
    readonly stage: ProjectStage | null
    readonly region: string | null
    readonly enterprise: string | null
  }[]
  readonly commitments: readonly {
    readonly quote: string
    readonly owner: string | null
    readonly action: string
    readonly deadline: string | null
  }[]
  readonly place: string | null
  readonly date: string | null
  readonly doc_type: DocType
}

/** A reading as plain JSON: targets, projects, commitments with their spans; place, date and kind of the dispatch. */
export function toDispatchJson(reading: DispatchReading): DispatchJson {
  return {
    targets: reading.targets.map(
      ({ quote, indicator, value, value2, unit, comparator, from, period, status, owner }) => ({
        quote,
        indicator,
        value,
        value2,
        unit,
        comparator,
        from,
        period,
        status,
        owner,
      }),
    ),
    projects: reading.projects.map(({ quote, name, investmentYi, areaMu, stage, region, enterprise }) => ({
      quote,
      name,
      investment_yi: investmentYi,
      area_mu: areaMu,
      stage,
      region,
      enterprise,
    })),
    commitments: reading.commitments.map(({ quote, owner, action, deadline }) => ({
      quote,
      owner,
      action,
      deadline,
    })),
    place: reading.place?.name ?? null,
    date: reading.date,
    doc_type: reading.docType,
  }
}
