import { newId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { TimedJob } from '../../platform/jobs.ts'
import { askModelForJson, modelFromEnvironment, type ModelEndpoint } from '../../platform/model.ts'
import { type House, runOperation } from '../../platform/run-operation.ts'
import { inRegion } from '../../platform/transaction.ts'
import { proposeRows } from './contract.ts'
import { dispatchesOperations } from './operations/index.ts'
import { MODEL_INSTRUCTION, rowsOfAnswer } from './rules/model-answer.ts'
import { listUnasked, noteModelAsked } from './store/dispatches.ts'

const DAY_MS = 86_400_000
/** Longest text sent to a model, in characters. */
const MOST_SENT = 30_000

/** Timed work of dispatches: asks the configured model, where there is one, for rows the grammar missed. */
export const dispatchesJobs: readonly TimedJob[] = [
  {
    name: 'dispatches.ask_model',
    due: { everyMinutes: 1 },
    run: async (house, region, log) => {
      const endpoint = modelFromEnvironment(process.env)
      if (!endpoint) return
      const proposed = await proposeByModel(house, region, endpoint)
      if (proposed > 0) log.info({ region, rows: proposed }, 'a model proposed rows')
    },
  },
]

/**
 * Asks a model about the dispatches of the last day it was not asked about, each once, and proposes what verifies. Answers how many
 * rows were proposed. The model is asked between transactions.
 */
export async function proposeByModel(house: House, region: string, endpoint: ModelEndpoint): Promise<number> {
  const scope = { region, reach: 'region', unitIds: [] } as const
  const since = new Date(house.clock().getTime() - DAY_MS)
  const waiting = await inRegion(house.database, region, 'read', (tx) => listUnasked({ tx, scope }, since))
  let count = 0
  for (const dispatch of waiting) {
    const answer = await askModelForJson(endpoint, {
      system: MODEL_INSTRUCTION,
      user: dispatch.raw_text.slice(0, MOST_SENT),
    })
    count += await propose(house, region, dispatch.id, rowsOfAnswer(answer))
    await inRegion(house.database, region, 'write', (tx) => noteModelAsked({ tx, scope }, dispatch.id, house.clock()))
  }
  return count
}

async function propose(
  house: House,
  region: string,
  dispatchId: string,
  rows: ReturnType<typeof rowsOfAnswer>,
): Promise<number> {
  const implementation = dispatchesOperations.find(({ spec }) => spec.id === proposeRows.id)
  if (!implementation || rows.length === 0) return 0
  try {
    const answer = (await runOperation(house, implementation, {
      caller: { kind: 'system', name: 'model', region },
      input: { dispatchId, rows },
      requestId: newId(),
    })) as { readonly rowIds: readonly string[] }
    return answer.rowIds.length
  } catch (error) {
    if (error instanceof Refusal) return 0
    throw error
  }
}
