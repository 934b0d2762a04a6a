import type { Messages } from '../../../kernel/language.ts'
import { en } from './en.ts'
import { zhCN } from './zh-CN.ts'

/** The words of the organisation in the hand-written languages. */
export const organisationMessages: Messages<typeof zhCN> = { 'zh-CN': zhCN, en }
