import { en } from './en.ts'
import { zhCN } from './zh-CN.ts'

/** The words of the first set-up in the hand-written languages. */
export const setUpMessages = { 'zh-CN': zhCN, en }
