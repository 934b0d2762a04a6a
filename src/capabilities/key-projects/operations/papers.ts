import { newId } from '../../../kernel/ids.ts'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import { keepProof } from '../../../platform/keep-proof.ts'
import { implement, orNotFound } from '../../../platform/run-operation.ts'
import * as contract from '../contract.ts'
import { insertPaper, listPapers } from '../store/papers.ts'
import * as record from '../store/record.ts'
import { SUBJECT } from './change.ts'

/** The operations on papers of the stage history. */
export const paperOperations = [
  implement(contract.addStagePaper, async (ctx, { projectId, keepLocation }) => {
    const row = await record.getProject(ctx, projectId)
    if (row.withdrawn_at !== null) refuse('rule_broken', problem('key_projects.not_now', { action: 'edit' }))
    const file = await keepProof(ctx, keepLocation)
    const id = newId(ctx.now)
    await insertPaper(ctx, {
      id,
      project_id: projectId,
      file_key: file.key,
      file_name: file.name,
      file_type: file.type,
      file_size: file.size,
      file_sm3: file.sm3,
      entered_by: ctx.actor.personId,
      entered_by_name: ctx.actor.name,
      entered_at: ctx.now,
    })
    ctx.announce('key_projects.paper_added', {
      subject: { kind: SUBJECT, id: projectId },
      after: { paper: id, fileName: file.name },
    })
    return { id, fileName: file.name }
  }),

  implement(contract.readStagePaper, async (ctx, { projectId, paperId }) => {
    await record.getProject(ctx, projectId)
    const row = orNotFound((await listPapers(ctx, projectId)).find(({ id }) => id === paperId))
    const { bytes } = orNotFound(await ctx.files.find(ctx.scope.region, row.file_key))
    return { name: row.file_name, type: contract.readStagePaper.fileOut ?? '', bytes }
  }),
]
