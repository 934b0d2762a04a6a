import { z } from 'zod'

/** What a notice is about, as people choose by it: a deadline, something given to me, sent back, climbed, asked of me, or said. */
export const NOTICE_GROUPS = ['due', 'assigned', 'sent_back', 'escalated', 'asked', 'told'] as const
/** What a notice is about, as people choose by it. */
export const NoticeGroup = z.enum(NOTICE_GROUPS)
export type NoticeGroup = z.output<typeof NoticeGroup>

/** A time of day of Asia/Shanghai, `HH:MM`. */
export const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
export type TimeOfDay = z.output<typeof TimeOfDay>

/** A page of the product. */
export const Path = z
  .string()
  .regex(/^\/(?!\/)/)
  .max(500)

/** One sentence in the hand-written languages. */
export const Sentence = z.object({ 'zh-CN': z.string().min(1).max(500), en: z.string().min(1).max(500) })
export type Sentence = z.output<typeof Sentence>
