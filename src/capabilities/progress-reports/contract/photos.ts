import { z } from 'zod'
import { DayText } from '../../../kernel/day.ts'
import { FileAnswer } from '../../../kernel/file-answer.ts'
import { Id } from '../../../kernel/id.ts'
import { command, query } from '../../../kernel/operation.ts'
import { Photo, ReportPlace } from './report.ts'

/** Endings a photo may have. HEIC is let in so that it can be refused with the way out. */
export const PHOTO_TYPES = ['jpg', 'jpeg', 'png', 'webp', 'heic', 'heif'] as const

/**
 * Adds a photo to the report of a period. Everything but the picture is taken out of the file; the day it was taken is kept beside it, the
 * place only where `keepLocation` is true. `takenOn` overrules the day in the file.
 */
export const addPhoto = command({
  id: 'progress_reports.add_photo',
  summary: 'Add a photo to the report of a period; everything but the picture is taken out of the file',
  route: 'POST /progress-reports/of/:projectId/:period/photos',
  permission: 'progress_reports.fill',
  fileIn: { types: PHOTO_TYPES, maxBytes: 15_000_000 },
  input: ReportPlace.extend({
    caption: z.string().trim().max(200).default(''),
    takenOn: DayText.nullable().default(null),
    keepLocation: z.boolean().default(false),
  }),
  output: Photo,
})

/** The picture itself. */
export const showPhoto = query({
  id: 'progress_reports.photo',
  summary: 'Give the picture of a photo',
  route: 'GET /progress-reports/photos/:photoId',
  permission: 'progress_reports.view',
  fileOut: 'image/*',
  input: z.object({ photoId: Id }),
  output: FileAnswer,
})

/** Removes a photo with its file. */
export const removePhoto = command({
  id: 'progress_reports.remove_photo',
  summary: 'Remove a photo with its file while the report is still being filled in',
  route: 'POST /progress-reports/photos/:photoId/remove',
  permission: 'progress_reports.fill',
  input: z.object({ photoId: Id }),
  output: z.object({ id: Id }),
})

/** The operations of photos. */
export const photoContracts = [addPhoto, showPhoto, removePhoto] as const
