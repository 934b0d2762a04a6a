import type { Messages } from '../../../kernel/language.ts'
import { en } from './en.ts'
import { zhCN } from './zh-CN.ts'

/** The words of assessment in every written language. */
export const assessmentMessages: Messages<typeof zhCN> = { 'zh-CN': zhCN, en }
