import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from '@playwright/test'
import { judgeMessages } from '../../src/apps/web/judge/messages/index.ts'
import {
  callEntrant,
  castBallot,
  closeVoting,
  closeWindow,
  copyContest,
  countContest,
  freezeContest,
  issueSeatLinks,
  listContests,
  listSeats,
  listStops,
  openWindow,
  revealScore,
  saveSeats,
  showContest,
  showDesk,
  showResult,
  signCount,
  startContest,
} from '../../src/capabilities/contests/contract.ts'
import { listNotices } from '../../src/capabilities/notices/contract.ts'
import { contestsMessages } from '../../src/capabilities/contests/messages/index.ts'
import { expect, type House, test } from './support/journey.ts'
import { settled } from './support/page.ts'

const words = contestsMessages['zh-CN']
const judge = judgeMessages['zh-CN']
const HOST = 'assess'
const SUPERVISOR = 'supervise'
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }

/** An arena of the sample's seven with the sample's nine seats, of this test alone, its rules frozen. */
async function frozenArena(house: House): Promise<string> {
  const { items } = await house.run(HOST, listContests, { kind: 'arena', text: '示例' })
  const sample = items.find(({ isRehearsal }) => !isRehearsal)?.id ?? ''
  const { items: seats } = await house.run(HOST, listSeats, { contestId: sample })
  const made = await house.run(HOST, copyContest, { contestId: sample, name: house.unique('示例擂台') })
  await house.run(HOST, freezeContest, { contestId: made.id, expectedVersion: made.version })
  await house.run(HOST, saveSeats, {
    contestId: made.id,
    seats: seats.map(({ number, classKey, label, unitId }) => ({ number, classKey, label, unitId })),
  })
  return made.id
}

/** A phone of its own in which nobody is signed in. */
async function phoneAt(browser: Browser, address: string): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext(PHONE)
  const page = await context.newPage()
  await page.goto(address)
  return { context, page }
}

const card = (page: Page, name: string) => page.locator('section.jp-card', { hasText: name })

async function fillMarks(page: Page, name: string, marks: readonly string[]): Promise<void> {
  const inputs = card(page, name).locator('input[inputmode=decimal]')
  await expect(inputs).toHaveCount(marks.length)
  for (const [at, mark] of marks.entries()) await inputs.nth(at).fill(mark)
}

async function handIn(page: Page, name: string): Promise<void> {
  await card(page, name).getByRole('button', { name: judge.handIn, exact: true }).click()
  await page.getByRole('button', { name: judge.confirm, exact: true }).click()
}

test('an arena of seven is run in one afternoon: cards, draw, votes on phones and paper, count, signature, publication', async ({
  house,
  browser,
}) => {
  test.setTimeout(180_000)
  const contestId = await frozenArena(house)
  const desk = () => house.run(HOST, showDesk, { contestId })
  const { body } = await house.run(HOST, showContest, { contestId })
  const criteria = body.ballot.kind === 'score' ? body.ballot.criteria : []

  // The cards of the seats: each link is told once.
  const host = await house.open(HOST, `/contests/${contestId}/seats`)
  await host.getByRole('button', { name: words.seats.print, exact: true }).click()
  await host.getByRole('dialog').getByRole('button', { name: words.seats.print, exact: true }).click()
  const cards = host.getByRole('article')
  await expect(cards).toHaveCount(9)
  const links = await cards.getByRole('link').evaluateAll((all) => all.map((each) => (each as HTMLAnchorElement).href))
  await expect(host.getByText(words.cards.once)).toBeVisible()

  // The draw: a fingerprint first, then a word said aloud.
  await host.goto(`/contests/${contestId}/desk`)
  await host.getByRole('button', { name: words.desk.before.commit, exact: true }).click()
  await host.getByLabel(words.desk.before.word).fill('风调雨顺')
  await host.getByRole('button', { name: words.desk.before.draw, exact: true }).click()
  await expect(host.getByText(words.desk.before.drawn)).toBeVisible()
  const order = (await desk()).entrants
  const [first, second] = [order[0]?.name ?? '', order[1]?.name ?? '']
  const [firstKey, secondKey] = [order[0]?.key ?? '', order[1]?.key ?? '']

  // The board opens by its link, without an account; everything it is told is kept for the end.
  await host.getByRole('button', { name: words.desk.open, exact: true }).click()
  await host.getByRole('button', { name: words.desk.boardLink, exact: true }).click()
  const hall = host.getByRole('link', { name: words.desk.hall, exact: true })
  const boardPath = (await hall.getAttribute('href')) ?? ''
  await host.keyboard.press('Escape')
  const board = await house.openDoor(boardPath)
  await expect(board.getByText(words.rules.title)).toBeVisible()
  await expect(board.getByText(words.board.rulesHash)).toBeVisible()

  // Two judges take their seats on their phones and read the fingerprint of the rules before the first vote.
  const one = await phoneAt(browser, links[0] ?? '')
  const two = await phoneAt(browser, links[1] ?? '')
  for (const { page } of [one, two]) {
    await expect(page.getByText(judge.rules)).toBeVisible()
    await page.getByRole('button', { name: judge.sitDown, exact: true }).click()
    await expect(page.getByText(first)).toBeVisible()
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => true))
  }

  await host.getByRole('button', { name: words.desk.before.start, exact: true }).click()
  await host.getByRole('dialog').getByRole('button', { name: words.desk.before.start, exact: true }).click()
  await expect(host.getByText(words.desk.nobody)).toBeVisible()
  await host
    .getByRole('row', { name: new RegExp(first.slice(0, 5)) })
    .getByRole('button', { name: words.desk.acts.call })
    .click()
  await host.getByRole('button', { name: words.desk.acts.begin_speech, exact: true }).click()
  await expect(board.getByRole('timer')).toBeVisible()
  await host.getByRole('button', { name: words.desk.acts.begin_questions, exact: true }).click()

  await expect(host.locator('.dk-stage')).toHaveText(words.board.stages.questions)

  // The bus drives into a tunnel: the second judge's page opens again without a network and seals the ballot.
  await host.getByRole('button', { name: words.desk.acts.open_window, exact: true }).click()
  await expect(card(two.page, first)).toHaveAttribute('data-state', 'open')
  await two.context.setOffline(true)
  await two.page.reload()
  await expect(two.page.locator('[data-online=false]')).toBeVisible()
  await fillMarks(two.page, first, ['37.5', '28', '27.5'])
  await handIn(two.page, first)
  await expect(card(two.page, first)).toHaveAttribute('data-state', 'waiting')
  const keptOnPhone = await two.page.evaluate(readEverything)
  expect(keptOnPhone).toContain('sealed')
  expect(keptOnPhone).not.toContain('37.5')

  // The first judge votes with a network; the others' ballots come in as their phones send them.
  await fillMarks(
    one.page,
    first,
    criteria.map(({ max }) => String(Number(max) - 3)),
  )
  await handIn(one.page, first)
  await expect(card(one.page, first)).toHaveAttribute('data-state', 'taken')
  for (const [at, link] of links.slice(3).entries()) await castAll(house, link, at, firstKey, criteria)
  await expect(host.getByText(words.desk.turnout(7, 9))).toBeVisible()
  await expect(host.getByText(new RegExp(words.seats.seat(3)))).toBeVisible()

  // What the hall is told while votes come in: no ballot, no count, no name of a missing judge, no score.
  const told = await board.evaluate(
    async (path) => (await fetch(`/api/contests${path.replace('/board/', '/boards/')}`)).text(),
    boardPath,
  )
  for (const secret of ['received', 'missing', 'expected', 'ballotId', 'seatNumber'])
    expect(told).not.toContain(`"${secret}"`)
  await expect(board.getByRole('row', { name: new RegExp(first.slice(0, 5)) })).toContainText('—')
  expect(await board.evaluate(() => document.body.innerText)).not.toContain('7/9')

  // Out of the tunnel: the sealed ballot arrives by itself.
  await two.context.setOffline(false)
  await expect(card(two.page, first)).toHaveAttribute('data-state', 'taken', { timeout: 20_000 })
  await expect(host.getByText(words.desk.turnout(8, 9))).toBeVisible()

  // The third judge's phone is dead: a paper ballot, typed by the host, which the host may not confirm.
  await host.goto(`/contests/${contestId}/papers`)
  await host.getByRole('button', { name: words.papers.type, exact: true }).click()
  await choose(host, words.papers.seat, words.seats.seat(3))
  await choose(host, words.papers.about, first)
  const typed = host.getByRole('dialog').locator('input[inputmode=decimal]')
  for (const [at, mark] of ['30', '21.5', '22'].entries()) await typed.nth(at).fill(mark)
  await host.getByRole('button', { name: words.papers.submit, exact: true }).click()
  await expect(host.getByText(words.papers.ownTyping)).toBeVisible()
  const supervisor = await house.open(SUPERVISOR, `/contests/${contestId}/papers`)
  await supervisor.getByRole('button', { name: words.papers.right, exact: true }).click()
  await expect(supervisor.getByText(words.papers.states.confirmed)).toBeVisible()

  // One behind: the first score is shown only after the second has spoken.
  await house.run(HOST, closeWindow, { contestId, about: firstKey })
  await house.run(HOST, callEntrant, { contestId, entrantKey: secondKey })
  await host.goto(`/contests/${contestId}/desk`)
  await expect(host.getByRole('heading', { name: second })).toBeVisible()
  await house.run(HOST, openWindow, { contestId, about: secondKey })
  for (const [at, link] of links.slice(3).entries()) await castAll(house, link, at, secondKey, criteria)
  await house.run(HOST, closeWindow, { contestId, about: secondKey })
  await house.run(HOST, revealScore, { contestId, entrantKey: firstKey })
  await expect(board.getByRole('row', { name: new RegExp(first.slice(0, 5)) })).toContainText(
    words.board.stages.revealed,
  )
  for (const { key } of order.slice(2)) {
    await house.run(HOST, openWindow, { contestId, about: key })
    for (const [at, link] of links.slice(3).entries()) await castAll(house, link, at, key, criteria)
    await house.run(HOST, closeWindow, { contestId, about: key })
  }

  // Closed, counted, recounted by the stand-alone script, signed, revealed from the last to the first, published.
  await host.getByRole('button', { name: words.desk.close, exact: true }).click()
  await host.getByRole('dialog').getByRole('button', { name: words.desk.close, exact: true }).click()
  await host.getByRole('link', { name: words.desk.goResult, exact: true }).click()
  await host.getByRole('button', { name: words.results.count, exact: true }).click()
  await host.getByRole('dialog').getByRole('button', { name: words.results.count, exact: true }).click()
  await expect(host.getByText(words.results.genuine)).toBeVisible()

  await supervisor.goto(`/contests/${contestId}/supervision`)
  await settled(supervisor)
  const { result } = await house.run(HOST, showResult, { contestId })
  const places = result?.groups[0]?.places ?? []
  const printed = await recounted(supervisor)
  for (const place of places) if (place.score !== null) expect(printed).toContain(place.score)
  await supervisor.getByRole('button', { name: words.supervision.signNow, exact: true }).click()
  await supervisor.getByRole('dialog').getByRole('button', { name: words.supervision.signNow, exact: true }).click()
  await expect(supervisor.getByText(/已签字/).first()).toBeVisible()

  await host.goto(`/contests/${contestId}/desk`)
  await host.getByRole('button', { name: words.desk.reveal.next, exact: true }).click()
  await expect(board.getByText(words.board.hidden(6))).toBeVisible()
  await host.getByRole('button', { name: words.desk.reveal.all, exact: true }).click()
  await expect(board.getByRole('heading', { name: words.board.ranking })).toBeVisible()
  await host.goto(`/contests/${contestId}/result`)
  await host.getByRole('button', { name: words.results.publish, exact: true }).click()
  await host.getByRole('dialog').getByRole('button', { name: words.results.publish, exact: true }).click()
  await expect(host.getByText(words.states.published, { exact: true }).first()).toBeVisible()
  await one.context.close()
  await two.context.close()
})

test('a tour goes from its route to its published result: stops, one vote on all at the end, more time, a promise kept', async ({
  house,
  browser,
}) => {
  const { items } = await house.run(HOST, listContests, { kind: 'tour', text: '示例' })
  const sample = items.at(-1)?.id ?? ''
  const { items: stops } = await house.run(HOST, listStops, { contestId: sample })
  const { items: sampleSeats } = await house.run(HOST, listSeats, { contestId: sample })
  const { id: contestId, version } = await house.run(HOST, copyContest, {
    contestId: sample,
    name: house.unique('示例观摩'),
  })

  // The route is planned on the screen, one stop of one town.
  const host = await house.open(HOST, `/contests/${contestId}/tour`)
  await host.getByRole('button', { name: words.tour.edit, exact: true }).click()
  await host.getByLabel(words.tour.columns.name, { exact: true }).fill('示例项目现场')
  await choose(host, `1. 示例项目现场 ${words.tour.columns.entrant}`, stops[0]?.place ?? '')
  await host.getByRole('button', { name: words.tour.save, exact: true }).click()
  await expect(host.getByText('1. 示例项目现场')).toBeVisible()
  await house.run(HOST, freezeContest, { contestId, expectedVersion: version })
  const seats = sampleSeats
    .slice(-3)
    .map(({ number, classKey, label, unitId }) => ({ number, classKey, label, unitId }))
  await house.run(HOST, saveSeats, { contestId, seats })
  const { items: links } = await house.run(HOST, issueSeatLinks, { contestId })
  const step = async () => ({
    contestId,
    expectedVersion: (await house.run(HOST, showContest, { contestId })).version,
  })
  await house.run(HOST, startContest, await step())

  // The bus arrives and leaves with a promise.
  await host.reload()
  await host.getByRole('button', { name: words.tour.arrived, exact: true }).click()
  await host.getByRole('button', { name: words.tour.leave, exact: true }).click()
  await host.getByLabel(words.tour.promise).fill('示例：下月主体封顶')
  await host.getByRole('dialog').getByRole('button', { name: words.tour.leave }).click()
  await expect(host.getByText(/示例：下月主体封顶/)).toBeVisible()

  // A town's judge reads the rules, finds the own town left out, and gives too many of the best before it is right.
  const { context, page } = await phoneAt(browser, links[1]?.path ?? '')
  await expect(page.getByText(/评委按等次评议/)).toBeVisible()
  await page.getByRole('button', { name: judge.sitDown, exact: true }).click()
  await host.goto(`/contests/${contestId}/desk`)
  await host.getByRole('button', { name: words.desk.openAll, exact: true }).click()
  await expect(host.getByText(words.desk.turnout(0, 3))).toBeVisible()
  await expect(page.getByText(judge.excludedAll('示例东河镇'))).toBeVisible()
  const grades = page.locator('fieldset.jp-grades')
  await expect(grades).toHaveCount(7)
  const grade = (at: number, name: string) => grades.nth(at).getByRole('radio', { name, exact: true }).check()
  for (let at = 0; at < 7; at += 1) await grade(at, '好')
  await page.getByRole('button', { name: judge.handIn, exact: true }).click()
  await expect(page.getByText(judge.faults.grade_used_up)).toHaveCount(2)
  for (let at = 0; at < 7; at += 1) await grade(at, at % 3 === 0 ? '好' : '较好')
  await page.getByRole('button', { name: judge.handIn, exact: true }).click()
  await page.getByRole('button', { name: judge.confirm, exact: true }).click()
  await expect(page.locator('.jp-card')).toHaveAttribute('data-state', 'taken')
  await expect(host.getByText(words.desk.turnout(1, 3))).toBeVisible()

  // More time is added to what is left; then the vote is closed, counted, signed and published, and the town is told.
  await host.getByRole('button', { name: words.desk.extendAll, exact: true }).click()
  await host.getByRole('dialog').locator('textarea').fill('示例：有评委在路上')
  await host.getByRole('dialog').locator('.ant-modal-footer button').last().click()
  await expect(host.getByRole('timer')).toContainText(/6[01]:\d\d/)
  await host.getByRole('button', { name: words.desk.closeAll, exact: true }).click()
  await expect(host.getByRole('button', { name: words.desk.closeAll, exact: true })).toHaveCount(0)
  await house.run(HOST, closeVoting, await step())
  const { digest } = await house.run(HOST, countContest, await step())
  await house.run(SUPERVISOR, signCount, { ...(await step()), digest })
  await host.goto(`/contests/${contestId}/result`)
  await host.getByRole('button', { name: words.results.publish, exact: true }).click()
  await host.getByRole('dialog').getByRole('button', { name: words.results.publish, exact: true }).click()
  await expect(host.getByText(words.states.published, { exact: true }).first()).toBeVisible()
  const { items: told } = await house.run('town', listNotices, {})
  expect(told.map(({ path }) => path)).toContain(`/contests/${contestId}/result`)
  await context.close()
})

/** Everything the judge's page keeps on a device, as text. */
async function readEverything(): Promise<string> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open('clarion-judge')
    opening.addEventListener('success', () => resolve(opening.result))
    opening.addEventListener('error', () => reject(new Error('no store')))
  })
  const all: unknown[] = []
  for (const name of database.objectStoreNames) {
    all.push(
      await new Promise((resolve) => {
        const asked = database.transaction(name).objectStore(name).getAll()
        asked.addEventListener('success', () => resolve(asked.result))
      }),
    )
  }
  database.close()
  return JSON.stringify(all)
}

/** A judge's ballot on one entrant, sent as a phone sends it. */
async function castAll(
  house: House,
  link: string,
  at: number,
  about: string,
  criteria: readonly { readonly key: string; readonly max: string }[],
): Promise<void> {
  const [region = '', secret = ''] = new URL(link).pathname.split('/').slice(2)
  const luck = (about.codePointAt(about.length - 1) ?? 0) % 5
  const marks = Object.fromEntries(
    criteria.map(({ key, max }, index) => [key, String(Number(max) - 2 - ((at + luck + index) % 6))]),
  )
  const receipt = await house.run(HOST, castBallot, {
    region,
    secret,
    device: `journey-device-${String(at).padStart(4, '0')}`,
    ballot: {
      id: crypto.randomUUID(),
      about,
      content: { kind: 'score', marks: { [about]: marks } },
      madeAt: new Date().toISOString(),
    },
  })
  expect(receipt).toMatchObject({ outcome: 'accepted' })
}

/** Chooses from a list by its label and the beginning of an option's text. */
async function choose(page: Page, label: string, option: string): Promise<void> {
  const box = page.getByRole('combobox', { name: label, exact: true })
  await box.click()
  await page.locator('.ant-select-item-option', { hasText: option }).first().click()
}

/** What the stand-alone script prints for the package, both as the supervisor downloads them; it fails where they do not agree. */
async function recounted(page: Page): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'clarion-recount-'))
  const saved = async (button: string, name: string): Promise<string> => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: button, exact: true }).click(),
    ])
    const path = join(folder, name)
    await download.saveAs(path)
    return path
  }
  try {
    const pack = await saved(words.supervision.steps.package, 'package.json')
    const script = await saved(words.supervision.steps.script, 'recount.mjs')
    return execFileSync(process.execPath, [script, pack], { encoding: 'utf8' })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
