import { newId } from '../../../kernel/ids.ts'
import { cleanPhoto } from '../../../kernel/photo/photo.ts'
import { problem } from '../../../kernel/problem.ts'
import { orRefuse, refuse } from '../../../kernel/refusal.ts'
import { asPeriod } from '../../../kernel/period.ts'
import { implement, orNotFound } from '../../../platform/run-operation.ts'
import { readProject } from '../../key-projects/public.ts'
import * as contract from '../contract.ts'
import defaults from '../data/defaults.json' with { type: 'json' }
import * as store from '../store/photos.ts'
import { openPlace, photoOf } from './place.ts'
import { editionFor } from './send.ts'

const ENDINGS = { 'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp' } as const

/** The operations of photos: only the bare picture is ever kept as a file. */
export const photoOperations = [
  implement(contract.addPhoto, async (ctx, { projectId, period, caption, takenOn, keepLocation }) => {
    if (!ctx.upload) return refuse('invalid', problem('file.missing'))
    const place = await openPlace(ctx, projectId, period)
    editionFor(ctx, place, 'submit')
    if ((await store.countPhotos(ctx, projectId, period)) >= defaults.photo.mostOfAPeriod)
      refuse('rule_broken', problem('progress_reports.photos_too_many', { maximum: defaults.photo.mostOfAPeriod }))
    const { type, bytes, width, height, facts } = orRefuse(cleanPhoto(ctx.upload.bytes), 'invalid')
    const id = newId(ctx.now)
    const kept = await ctx.files.put(ctx.scope.region, { name: `${id}.${ENDINGS[type]}`, type, bytes })
    const row = {
      id,
      project_id: projectId,
      kind: place.kind,
      period,
      file_key: kept.key,
      type,
      bytes: kept.size,
      width,
      height,
      taken_on: takenOn ?? facts.takenOn,
      caption,
      longitude: keepLocation ? facts.longitude : null,
      latitude: keepLocation ? facts.latitude : null,
      uploaded_at: ctx.now,
      uploaded_by: ctx.actor.personId,
      uploaded_by_name: ctx.actor.name,
      removed_at: null,
    }
    await store.insertPhoto(ctx, row)
    ctx.announce('progress_reports.photo_added', {
      subject: { kind: 'key_project', id: projectId },
      data: { photoId: id, period, keptLocation: row.longitude !== null },
    })
    return photoOf({ ...row, region_code: ctx.scope.region }, true)
  }),

  implement(contract.showPhoto, async (ctx, { photoId }) => {
    const row = await store.getPhoto(ctx, photoId)
    await readProject(ctx, row.project_id)
    const { name, type, bytes } = orNotFound(await ctx.files.find(ctx.scope.region, row.file_key))
    return { name, type, bytes }
  }),

  implement(contract.removePhoto, async (ctx, { photoId }) => {
    const row = await store.getPhoto(ctx, photoId)
    editionFor(ctx, await openPlace(ctx, row.project_id, asPeriod(row.period)), 'submit')
    await store.removePhoto(ctx, photoId, ctx.now)
    await ctx.files.remove(ctx.scope.region, row.file_key)
    ctx.announce('progress_reports.photo_removed', {
      subject: { kind: 'key_project', id: row.project_id },
      data: { photoId, period: row.period },
    })
    return { id: photoId }
  }),
]
