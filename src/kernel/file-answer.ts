import { z } from 'zod'

/** The output of an operation that declares `fileOut`: a file by name, MIME type and bytes. */
export const FileAnswer = z.object({
  name: z.string(),
  type: z.string(),
  bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
})
export type FileAnswer = z.infer<typeof FileAnswer>
