import type { Messages } from '../language.ts'
import { en } from './en.ts'
import { zhCN } from './zh-CN.ts'

/** The kernel's catalogue in the hand-written languages. */
export const kernelMessages: Messages<typeof zhCN> = { 'zh-CN': zhCN, en }
