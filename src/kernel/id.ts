import { z } from 'zod'

/** Shape of the key of a record: a UUID (version 7, made by the program, so that keys rise with time). */
export const Id = z.uuid()
export type Id = z.output<typeof Id>

/** Shape of the version of a record: 1 when made, one more with every change; a change sends the version it was made on. */
export const RecordVersion = z.int().min(1)
export type RecordVersion = z.output<typeof RecordVersion>
