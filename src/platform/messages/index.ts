import type { Messages } from '../../kernel/language.ts'
import { en } from './en.ts'
import { zhCN } from './zh-CN.ts'

/** The platform's catalogue in the hand-written languages. */
export const platformMessages: Messages<typeof zhCN> = { 'zh-CN': zhCN, en }
