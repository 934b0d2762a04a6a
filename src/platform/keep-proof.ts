import type { Day } from '../kernel/day.ts'
import { cleanPhoto } from '../kernel/photo/photo.ts'
import { problem } from '../kernel/problem.ts'
import { orRefuse, refuse } from '../kernel/refusal.ts'
import type { KeptFile } from './files.ts'
import type { OperationContext } from './run-operation.ts'

const PHOTO = /\.(?:jpe?g|png|webp)$/i

/**
 * Keeps the file that was handed in as proof. A photo is kept as its bare picture, without the place and the machine, unless its sender wants
 * the place kept; the day it was taken is answered. Refuses `file.missing`, `file.empty`, and a photo that is none (`kernel.photo_…`).
 */
export async function keepProof(
  { upload, files, scope }: Pick<OperationContext, 'upload' | 'files' | 'scope'>,
  keepLocation: boolean,
): Promise<KeptFile & { readonly takenOn: Day | null }> {
  if (!upload) return refuse('invalid', problem('file.missing'))
  if (upload.bytes.length === 0) return refuse('invalid', problem('file.empty'))
  if (!PHOTO.test(upload.name)) return { ...(await files.put(scope.region, upload)), takenOn: null }
  const { bytes, facts } = orRefuse(cleanPhoto(upload.bytes), 'invalid')
  const kept = await files.put(scope.region, { ...upload, bytes: keepLocation ? upload.bytes : bytes })
  return { ...kept, takenOn: facts.takenOn }
}
