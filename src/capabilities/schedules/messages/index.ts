import type { Messages } from '../../../kernel/language.ts'
import { en } from './en.ts'
import { zhCN } from './zh-CN.ts'

/** The words of backward schedules in the hand-written languages. */
export const schedulesMessages: Messages<typeof zhCN> = { 'zh-CN': zhCN, en }
