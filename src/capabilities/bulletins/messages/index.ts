import type { Messages } from '../../../kernel/language.ts'
import { en } from './en.ts'
import { zhCN } from './zh-CN.ts'

/** The words of bulletins in the hand-written languages. */
export const bulletinsMessages: Messages<typeof zhCN> = { 'zh-CN': zhCN, en }
