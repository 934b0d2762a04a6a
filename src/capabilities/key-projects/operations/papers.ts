import type { Day } from '../../../kernel/day.ts'
import { newId } from '../../../kernel/ids.ts'
import { cleanPhoto } from '../../../kernel/photo/photo.ts'
import { problem } from '../../../kernel/problem.ts'
import { orRefuse, refuse } from '../../../kernel/refusal.ts'
import type { KeptFile } from '../../../platform/files.ts'
import { implement, type OperationContext, orNotFound } from '../../../platform/run-operation.ts'
import * as contract from '../contract.ts'
import { insertPaper, listPapers } from '../store/papers.ts'
import * as record from '../store/record.ts'
import { SUBJECT } from './change.ts'

const PHOTO = /\.(?:jpe?g|png|webp)$/i

/**
 * Keeps the file that was handed in as proof. A photo is kept as its bare picture, without the place and the machine, unless its sender wants
 * the place kept; the day it was taken is answered. Refuses a file that is missing or empty, and a photo that is none (`kernel.photo_…`).
 */
export async function keepProof(
  ctx: OperationContext,
  keepLocation: boolean,
): Promise<KeptFile & { readonly takenOn: Day | null }> {
  const { upload } = ctx
  if (!upload) return refuse('invalid', problem('file.missing'))
  if (upload.bytes.length === 0) return refuse('invalid', problem('key_projects.evidence_empty'))
  if (!PHOTO.test(upload.name)) return { ...(await ctx.files.put(ctx.scope.region, upload)), takenOn: null }
  const { bytes, facts } = orRefuse(cleanPhoto(upload.bytes), 'invalid')
  const kept = await ctx.files.put(ctx.scope.region, { ...upload, bytes: keepLocation ? upload.bytes : bytes })
  return { ...kept, takenOn: facts.takenOn }
}

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
