import { deskZh } from './desk.zh-CN.ts'
import { pagesZh } from './pages.zh-CN.ts'
import { rulesZh } from './rules.zh-CN.ts'
import type { ContestState, EntrantStage } from '../contract.ts'

/** Words of the screens. */
export const screensZh = {
  ...pagesZh,
  ...deskZh,
  rules: rulesZh,
  board: {
    opening: '正在打开大屏…',
    badLink: '大屏链接不完整',
    badLinkHint: '请从主持台重新打开大屏，或扫描会场的二维码。',
    cannotOpen: '大屏链接已关闭',
    rehearsal: '彩排，不计成绩',
    frozen: '榜单已封存',
    notLive: '连接中断，正在重连',
    onStage: '正在进行',
    entrants: '参赛对象',
    order: (order: number) => `第 ${order} 号`,
    next: (order: number, name: string) => `下一个：第 ${order} 号 ${name}`,
    columns: { order: '序号', name: '参赛对象', stage: '状态', score: '得分', place: '暂列' },
    phases: { speaking: '陈述', questions: '提问', scoring: '评分' },
    clock: { running: '进行中', warned: '时间将到', over: '时间到' },
    stages: {
      waiting: '候场',
      called: '已上场',
      speaking: '陈述中',
      questions: '提问中',
      heard: '陈述完毕',
      scoring: '评分中',
      locked: '评分锁定',
      revealed: '已亮分',
    } satisfies Record<EntrantStage, string> as Record<EntrantStage, string>,
    between: {
      running: '请稍候',
      closed: '投票已截止，正在统分',
      counted: '已统分，监督人员正在核验',
      signed: '监督已签字，即将揭晓',
      published: '结果已公布',
      cancelled: '比赛已取消',
    } as Partial<Record<ContestState, string>>,
    ranking: '最终名次',
    revealing: '正在揭晓',
    hidden: (count: number) => `还有 ${count} 个名次待揭晓`,
    noScore: '无有效选票',
    told: (rule: string) => `同分：${rule}`,
    checksum: (sum: string, expected: string) => `校验和 ${sum}（应为 ${expected}）`,
    rulesHash: '规则指纹 SM3',
    rulesOpen: '比赛规则尚未冻结',
    commitment: '抽签种子指纹 SM3',
    drawn: (word: string) => `抽签已完成，现场口令“${word}”`,
    tieNote: '同分按规则逐级比较，仍相同则并列，不抽签',
  },
}
