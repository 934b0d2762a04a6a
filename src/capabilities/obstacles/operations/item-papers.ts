import { type Day, dayOf, yearOf } from '../../../kernel/day.ts'
import { formatDay, formatInstant } from '../../../kernel/format.ts'
import { newId } from '../../../kernel/ids.ts'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import { implement, type Implementation, type OperationContext } from '../../../platform/run-operation.ts'
import { writePaper } from '../../../platform/word/write-paper.ts'
import { listOwnPosts } from '../../organisation/public.ts'
import * as contract from '../contract.ts'
import { obstaclesMessages } from '../messages/index.ts'
import { itemPaper } from '../papers.ts'
import { readClock } from '../rules/clock.ts'
import { type DueOrder, dueOrders } from '../rules/orders.ts'
import { colourOf, DEFAULT_PAPER_WORDS, filledForm, paperNumber, papersFor } from '../rules/papers.ts'
import { nextItemNumber } from '../store/items.ts'
import * as store from '../store/papers.ts'
import { keepAct, openAt, signerOf } from './item-act.ts'
import { clockFactsOf } from './item-clock.ts'
import { type OpenItem, openItem, partsOf } from './item-open.ts'
import { isOverdue, shownItem } from './item-show.ts'

const zh = obstaclesMessages['zh-CN']

async function wordsOf(ctx: OperationContext) {
  const own = await store.findPaperWords(ctx)
  return { words: own ? own.words : DEFAULT_PAPER_WORDS, version: own?.version ?? 1, isOwn: own !== undefined }
}

/** Orders of three colours a clock has come to that no paper of the log carries yet. */
function ordersLeft(ctx: OperationContext, { row, log, loop }: OpenItem): readonly DueOrder[] {
  const issued = new Set(log.flatMap(({ kind, data }) => (kind === 'paper_issued' ? [data['orderKey']] : [])))
  const clock = readClock(clockFactsOf(ctx, loop, row, log))
  return dueOrders(clock, loop.ladderOf(row.ladder_number), loop.settings).filter(({ key }) => !issued.has(key))
}

/** The papers the reader may issue on an item now; nobody issues one on what his own unit handles. */
function issuable(ctx: OperationContext, item: OpenItem): readonly contract.PaperKind[] {
  if (!partsOf(ctx, item.row, item.units).includes('assigner')) return []
  return papersFor({
    state: item.row.state,
    isOverdue: isOverdue(item.row, ctx.now),
    dueOrders: ordersLeft(ctx, item).map(({ colour }) => colour),
  })
}

/** A paper on an item as it would stand today; `number` is empty in a draft. */
async function paperOf(
  ctx: OperationContext,
  open: OpenItem,
  kind: contract.PaperKind,
  { number, copiedTo }: { readonly number: (prefix: string) => Promise<string>; readonly copiedTo: string },
): Promise<contract.IssuedPaper> {
  const { words } = await wordsOf(ctx)
  const item = await shownItem(ctx, open)
  const own = (await listOwnPosts(ctx))[0]?.unitName ?? item.assignerUnit?.name ?? ''
  const form = words.forms[kind]
  const dueOn = deadlineOf(ctx, open)
  const over = item.isOverdue ? zh.papers.overdueDays(Math.max(1, -(item.workdaysLeft ?? 0))) : ''
  const recipient = item.leadUnit?.name ?? ''
  const fillings = {
    单位: recipient,
    事项: item.title,
    编号: item.number ?? '',
    对象: item.subject?.title ?? '',
    期限: dueOn,
    标准: item.closingStandard,
    层级: item.tier === null ? '' : (zh.items.tierNames[item.tier] ?? ''),
    超期: over === '' && item.isLate ? zh.papers.overdue : over,
  }
  const { facts } = zh.papers
  const rows: readonly (readonly [string, string])[] = [
    [facts.number, fillings.编号],
    [facts.title, item.title],
    [facts.subject, fillings.对象],
    [facts.text, item.text],
    [facts.result, item.desiredResult],
    [facts.leadUnit, recipient],
    [facts.assistants, item.assistants.map((each) => each.name).join('、')],
    [facts.leader, item.leader?.title ?? ''],
    [facts.dueOn, dueOn],
    [facts.standard, item.closingStandard],
    [facts.proof, item.closingProof === null ? '' : zh.items.proofs[item.closingProof]],
    [facts.tier, fillings.层级],
  ]
  const { express, urgent } = zh.papers.urgent
  return {
    ...filledForm(form, fillings),
    kind,
    masthead: words.masthead === '' ? own : words.masthead,
    urgency: kind === 'red_order' ? express : kind === 'yellow_order' ? urgent : '',
    number: await number(form.prefix),
    recipient,
    facts: rows.flatMap(([name, text]) => (text === '' ? [] : [[name, text] as [string, string]])),
    signer: words.signer === '' ? own : words.signer,
    signedOn: formatDay(dayOf(ctx.now), 'zh-CN'),
    contact: words.contact,
    copiedTo,
  }
}

/** The deadline of the handling unit in words; before anybody signed it is counted from the signature on. */
function deadlineOf(ctx: OperationContext, { row, log, loop }: OpenItem): string {
  const { dueAt } = readClock(clockFactsOf(ctx, loop, row, log))
  if (dueAt !== null) return formatInstant(dueAt, 'zh-CN')
  if (row.statutory_due_on !== null) return formatDay(row.statutory_due_on as Day, 'zh-CN')
  const tier = loop.ladderOf(row.ladder_number).tiers[row.tier ?? 0]
  const days = row.days ?? (row.is_hard ? (tier?.hardSolveDays ?? tier?.solveDays) : tier?.solveDays) ?? null
  return days === null ? zh.papers.noDay : zh.papers.afterSigning(days)
}

const list = implement(contract.listItemPapers, async (ctx, { itemId }) => {
  const item = await openItem(ctx, itemId)
  const rows = await store.listPapers(ctx, itemId)
  return {
    items: rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      number: row.number,
      recipient: row.recipient,
      personName: row.person_name,
      issuedAt: row.issued_at.toISOString(),
    })),
    mayIssue: [...issuable(ctx, item)],
  }
})

const draft = implement(contract.draftItemPaper, async (ctx, { itemId, kind }) => {
  const item = await openItem(ctx, itemId)
  requireIssuable(ctx, item, kind)
  const paper = await paperOf(ctx, item, kind, { number: () => Promise.resolve(''), copiedTo: '' })
  const name = `${zh.papers.kinds[kind]}-${zh.papers.draftName}.docx`
  return { name, type: contract.draftItemPaper.fileOut ?? '', bytes: await writePaper(itemPaper(paper)) }
})

const issue = implement(contract.issueItemPaper, async (ctx, { itemId, expectedVersion, kind, copiedTo }) => {
  const item = await openAt(ctx, { itemId, expectedVersion })
  requireIssuable(ctx, item, kind)
  const year = yearOf(dayOf(ctx.now))
  const paper = await paperOf(ctx, item, kind, {
    number: async (prefix) => paperNumber(prefix, year, await nextItemNumber(ctx, `paper:${prefix}`, year)),
    copiedTo,
  })
  const id = newId(ctx.now)
  await store.insertPaper(ctx, { id, itemId, paper, personName: ctx.actor.name, now: ctx.now })
  const colour = colourOf(kind)
  const order = colour === null ? undefined : ordersLeft(ctx, item).find((each) => each.colour === colour)
  const done = await keepAct(
    ctx,
    item,
    {
      action: 'write_package',
      event: 'paper_issued',
      text: `${zh.papers.kinds[kind]} ${paper.number}`,
      data: { kind, number: paper.number, paperId: id, ...(order ? { orderKey: order.key } : {}) },
    },
    { to: item.row.state, signer: await signerOf(ctx, item, 'assigner') },
  )
  return { paperId: id, number: paper.number, version: done.row.version }
})

function requireIssuable(ctx: OperationContext, item: OpenItem, kind: contract.PaperKind): void {
  if (!issuable(ctx, item).includes(kind)) refuse('rule_broken', problem('obstacles.paper_not_now', {}, ['kind']))
}

const show = implement(contract.showItemPaper, async (ctx, { itemId, paperId }) => {
  await openItem(ctx, itemId)
  const row = await store.getPaper(ctx, itemId, paperId)
  const name = `${zh.papers.kinds[row.kind]}${row.number}.docx`
  return { name, type: contract.showItemPaper.fileOut ?? '', bytes: await writePaper(itemPaper(row.paper)) }
})

const showWords = implement(contract.showPaperWords, async (ctx) => {
  return { ...(await wordsOf(ctx)), mayChange: ctx.actor.may('items.manage') }
})

const setWords = implement(contract.setPaperWords, async (ctx, { words, expectedVersion }) => {
  const before = await wordsOf(ctx)
  const version = await store.keepPaperWords(ctx, words, expectedVersion, ctx.now)
  ctx.announce('obstacles.paper_words_set', {
    subject: { kind: 'paper_words', id: ctx.scope.region },
    before: before.words,
    after: words,
  })
  return { version }
})

/** The operations on papers: what may be issued, drafts, issuing, and the words they are written in. */
export const itemPapersOperations: readonly Implementation[] = [showWords, setWords, list, draft, issue, show]
