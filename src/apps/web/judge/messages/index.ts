import { en } from './en.ts'
import { zhCN } from './zh-CN.ts'

/** The words of the judge's page in the hand-written languages. */
export const judgeMessages = { 'zh-CN': zhCN, en }
