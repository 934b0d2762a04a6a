import { readFileSync } from 'node:fs'
import type { Locator, Page } from '@playwright/test'
import { openRound, showRanking, showSchemeVersion } from '../../src/capabilities/assessment/contract.ts'
import { assessmentMessages } from '../../src/capabilities/assessment/messages/index.ts'
import { dayOf } from '../../src/kernel/day.ts'
import { formatPeriod } from '../../src/kernel/format.ts'
import { asPeriod, lastDay, periodOf, periodYear, previousPeriod } from '../../src/kernel/period.ts'
import { uiMessages } from '../../src/ui/messages/index.ts'
import {
  ASSESSED,
  confirmAll,
  exemptOthers,
  frozenScheme,
  publishedMonth,
  throughToPublished,
  unitId,
} from './support/assessed.ts'
import { choose } from './support/fields.ts'
import { frameWords } from './support/door.ts'
import { expect, test } from './support/journey.ts'
import { settled } from './support/page.ts'

const words = assessmentMessages['zh-CN']
const { desk, figures, objections, ranking, rounds, unit: unitWords } = words.screens
const own = words.schemes

/** The quarter before this one and its three months, the last of them last. */
const QUARTER = previousPeriod(periodOf(dayOf(new Date()), 'quarter'))
const LAST = periodOf(lastDay(QUARTER), 'month')
const MONTHS = [previousPeriod(previousPeriod(LAST)), previousPeriod(LAST), LAST] as const
const YEAR = periodYear(QUARTER)

test('a scheme is written by forms, refuses what counts usage, and is frozen once it is proved', async ({ house }) => {
  const name = house.unique('示例月评办法')
  const page = await house.open('assess', '/assessment/schemes')
  await page.getByRole('button', { name: own.create, exact: true }).click()
  const asking = page.getByRole('dialog', { name: own.create })
  await asking.getByLabel(own.name, { exact: true }).fill(name)
  await asking.getByLabel(own.fromNothing, { exact: true }).check()
  await asking.getByRole('button', { name: own.create, exact: true }).click()

  await expect(page.getByRole('heading', { level: 1, name: own.draftTitle })).toBeVisible()
  await page.getByRole('button', { name: own.addGroup, exact: true }).click()
  await page.getByLabel(own.groupName, { exact: true }).fill('专班组')
  await choose(page, page.getByRole('combobox', { name: /^单位（/ }), '示例新材料专班')
  await page.keyboard.press('Escape')

  await page.getByRole('tab', { name: /^月度/ }).click()
  await page.getByRole('button', { name: own.addLevel('月度'), exact: true }).click()
  await page.getByRole('button', { name: `+ ${own.addCriterion}` }).click()
  await page.getByLabel(own.criterionName, { exact: true }).fill('系统登录次数')
  await page.getByLabel(own.points, { exact: true }).fill('100')
  await choose(page, page.getByRole('combobox', { name: own.source }), '示例统计局')
  const proof = page.getByRole('region', { name: own.proof })
  await expect(proof).toContainText('减负规定不允许计分')
  await page.getByLabel(own.criterionName, { exact: true }).fill('按期开工')
  await expect(proof).not.toContainText('减负规定不允许计分')
  await page.getByRole('button', { name: own.save, exact: true }).click()
  await expect(page.getByText(own.saved, { exact: true })).toBeVisible()

  const schemeId = /schemes\/([^/]+)\/draft/.exec(page.url())?.[1] ?? ''
  await exemptOthers(house, schemeId)
  await page.goto(`/assessment/schemes/${schemeId}`)
  await expect(page.getByText(own.proved)).toBeVisible()
  await page.getByRole('button', { name: own.freeze, exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: own.freeze, exact: true }).click()
  await expect(page.getByText(/SM3 [0-9a-f]{64}/)).toBeVisible()
  await expect(page.getByRole('button', { name: own.freeze, exact: true })).toHaveCount(0)
})

/** Presses a step of the desk and confirms it in the box that asks. */
async function step(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click()
  await confirmIn(page.getByRole('dialog', { name }), name)
}

/** Confirms a box that may still be moving when it is pressed, and sees it gone. */
async function confirmIn(asking: Locator, name: string): Promise<void> {
  await expect(async () => {
    if (await asking.isVisible()) await asking.getByRole('button', { name, exact: true }).click({ timeout: 2_000 })
    await expect(asking).toBeHidden({ timeout: 4_000 })
  }).toPass({ timeout: 20_000 })
}

const path = (page: Page): Locator => page.getByRole('list', { name: desk.path })

test('a county runs its month and its quarter from figures to the published ranking', async ({ house }) => {
  test.setTimeout(150_000)
  const name = house.unique('示例季评办法')
  const schemeId = await frozenScheme(house, name, YEAR)

  const office = await house.open('assess', '/assessment/rounds')
  await office.getByRole('button', { name: rounds.open, exact: true }).click()
  const opening = office.getByRole('dialog', { name: rounds.open })
  await choose(office, opening.getByLabel(rounds.scheme, { exact: true }), `${YEAR} ${name}`)
  await choose(office, opening.getByLabel(rounds.level, { exact: true }), '月度')
  await choose(office, opening.getByLabel(rounds.period, { exact: true }), formatPeriod(MONTHS[0], 'zh-CN'))
  await opening.getByRole('button', { name: rounds.open, exact: true }).click()
  await expect(office.getByRole('heading', { level: 1 })).toContainText(name)
  const roundId = /rounds\/([^/?]+)/.exec(office.url())?.[1] ?? ''
  await expect(office.getByRole('region', { name: desk.hindrances })).toContainText('按期开工')

  const source = await house.open('stats', `/assessment/figures?round=${roundId}`)
  const started = ['8', '9', '6']
  for (const [at, each] of ASSESSED.entries()) {
    const cell = (figure: string) => source.getByLabel(frameWords().grid.cell(each.name, figure), { exact: true })
    await cell('已开工（个）').fill(started[at] ?? '')
    await cell('应开工（个）').fill('10')
    await cell(figures.evidence).fill('示例统计月报')
  }
  await source.getByRole('button', { name: figures.save, exact: true }).click()
  await expect(source.getByText(figures.saved(6), { exact: true })).toBeVisible()
  await signOnPage(source)

  await office.reload()
  await step(office, desk.actions.start_checking)
  await expect(path(office).locator('[aria-current="step"]')).toContainText('核对')

  const town = await house.open('town', `/assessment/rounds/${roundId}/units/${await unitId(house, '示例东河镇')}`)
  const card = town.getByRole('article', { name: '按期开工', exact: true })
  await expect(card).toContainText('80')
  await card.getByRole('row').nth(1).getByRole('button', { name: unitWords.object, exact: true }).click()
  const raising = town.getByRole('dialog', { name: objections.raise })
  await raising.getByLabel(objections.wished, { exact: true }).fill('10')
  await raising.getByLabel(objections.evidence, { exact: true }).fill('示例开工令')
  await raising.getByLabel(objections.reason, { exact: true }).fill('示例：两个项目月底开工，漏统')
  await raising.getByRole('button', { name: objections.raise, exact: true }).click()
  await expect(raising).toBeHidden()

  await source.goto('/assessment/objections?state=open')
  const objection = source.getByRole('article').filter({ has: source.locator(`a[href*="${roundId}"]`) })
  await objection.getByRole('button', { name: objections.answer, exact: true }).click()
  const answering = source.getByRole('dialog', { name: objections.answer })
  await expect(answering.getByLabel(objections.rightValue, { exact: true })).toHaveValue('10')
  await answering.getByLabel(objections.evidence, { exact: true }).fill('示例现场核查单')
  await answering.getByLabel(objections.answerText, { exact: true }).fill('示例：核实无误，予以更正')
  await answering.getByRole('button', { name: objections.answer, exact: true }).click()
  await expect(answering).toBeHidden()

  await town.reload()
  await expect(card.locator('del')).toHaveText('8')
  await expect(card).toContainText(unitWords.broken)
  await source.goto(`/assessment/figures?round=${roundId}`)
  await signOnPage(source)
  await town.reload()
  await town.getByRole('button', { name: unitWords.confirm, exact: true }).click()
  await expect(town.getByRole('button', { name: unitWords.confirm, exact: true })).toHaveCount(0)
  await confirmAll(house, roundId)

  await office.reload()
  await step(office, desk.actions.settle)
  await expect(path(office).locator('[aria-current="step"]')).toContainText('已定')
  await step(office, desk.actions.publish)
  await expect(office.getByRole('region', { name: desk.editions })).toContainText(/SM3 [0-9a-f]{64}/)
  await town.goto(`/assessment?round=${roundId}`)
  await settled(town)
  await expect(town.getByRole('row').filter({ hasText: '示例东河镇' })).toContainText('100.00')

  await publishedMonth(house, schemeId, MONTHS[1], ['5', '10', '7'])
  await publishedMonth(house, schemeId, MONTHS[2], ['6', '10', '8'])
  const { id: quarterId } = await house.run('assess', openRound, { schemeId, level: 'quarter', period: QUARTER })
  await throughToPublished(house, quarterId)

  await town.goto(`/assessment?round=${quarterId}`)
  await settled(town)
  await expect(town.getByRole('table').getByRole('row').nth(1)).toContainText('示例新材料专班')
  await expect(town.getByRole('table').getByRole('row').nth(1)).toContainText('96.67')
  await expect(town.getByText(ranking.live)).toHaveCount(0)
  const told = await house.run('town', showRanking, { roundId: quarterId })
  expect(told.groups[0]?.places.map(({ unitName, rank, total }) => [unitName, rank, total])).toEqual([
    ['示例新材料专班', 1, '96.67'],
    ['示例东河镇', 2, '70.00'],
    ['示例发展和改革局', 2, '70.00'],
  ])
  await town.goto(`/assessment/wall?round=${quarterId}`)
  await expect(town.getByRole('region', { name: '示例组' }).getByRole('listitem')).toHaveCount(3)
})

async function signOnPage(page: Page): Promise<void> {
  await page.getByRole('button', { name: figures.sign, exact: true }).click()
  await confirmIn(page.getByRole('dialog', { name: figures.signTitle('按期开工') }), figures.sign)
  await expect(page.getByRole('button', { name: figures.sign, exact: true })).toHaveCount(0)
}

test('what was published is corrected in print, and a veto takes the place away until a document lifts it', async ({
  house,
}) => {
  const schemeId = await frozenScheme(house, house.unique('示例更正办法'), YEAR)
  const roundId = await publishedMonth(house, schemeId, LAST, ['8', '9', '6'])
  const office = await house.open('assess', `/assessment/rounds/${roundId}`)
  await office.getByRole('button', { name: desk.actions.correct, exact: true }).click()
  const why = office.getByRole('dialog', { name: desk.actions.correct })
  await why.getByRole('textbox').fill('示例：统计口径修订')
  await confirmIn(why, uiMessages['zh-CN'].actions.confirm)
  await expect(office.getByText(desk.reopened('示例：统计口径修订'))).toBeVisible()

  const source = await house.open('stats', `/assessment/figures?round=${roundId}`)
  const line = source.getByRole('row').filter({ hasText: '示例发展和改革局' }).filter({ hasText: '已开工' })
  await line.getByRole('button', { name: figures.correct, exact: true }).click()
  const correcting = source.getByRole('dialog', { name: figures.correct })
  await correcting.getByLabel(figures.newValue, { exact: true }).fill('10')
  await correcting.getByLabel(objections.evidence, { exact: true }).fill('示例现场核查单')
  await correcting.getByLabel(objections.reason, { exact: true }).fill('示例：漏统四个项目')
  await correcting.getByRole('button', { name: figures.correct, exact: true }).click()
  await expect(correcting).toBeHidden()
  await expect(line.locator('del')).toHaveText('6')
  await signOnPage(source)

  await office.reload()
  await office.getByRole('button', { name: desk.addVeto, exact: true }).click()
  const vetoing = office.getByRole('dialog', { name: desk.addVeto })
  await choose(office, vetoing.getByLabel(ranking.unit, { exact: true }), '示例新材料专班（示例组）')
  await choose(office, vetoing.getByLabel(desk.ground, { exact: true }), words.screens.grounds['safety'] ?? '')
  await vetoing.getByLabel(desk.document, { exact: true }).fill('示例安委〔2026〕1号')
  await vetoing.getByRole('button', { name: desk.addVeto, exact: true }).click()
  await expect(vetoing).toBeHidden()
  const placesTold = async (edition: 'now' | number) =>
    (await house.run('assess', showRanking, { roundId, edition })).groups[0]?.places.map(({ unitName, rank }) => [
      unitName,
      rank,
    ])
  expect(await placesTold('now')).toEqual([
    ['示例发展和改革局', 1],
    ['示例东河镇', 2],
    ['示例新材料专班', null],
  ])
  await office.getByRole('button', { name: desk.lift, exact: true }).click()
  const lifting = office.getByRole('dialog', { name: desk.lift })
  await lifting.getByLabel(desk.document, { exact: true }).fill('示例安委〔2026〕2号')
  await lifting.getByRole('button', { name: desk.lift, exact: true }).click()
  await expect(lifting).toBeHidden()
  await expect(office.getByText(/已解除：示例安委〔2026〕2号$/)).toBeVisible()
  await step(office, desk.actions.settle)
  await step(office, desk.actions.publish)
  await expect(path(office).locator('[aria-current="step"]')).toContainText('公布')
  expect([await placesTold(1), await placesTold(2)]).toEqual([
    [
      ['示例新材料专班', 1],
      ['示例东河镇', 2],
      ['示例发展和改革局', 3],
    ],
    [
      ['示例发展和改革局', 1],
      ['示例新材料专班', 2],
      ['示例东河镇', 3],
    ],
  ])
})

test('a year is ranked by its months, and its scheme goes to another year as a file', async ({ house }) => {
  const name = house.unique('示例年考办法')
  const schemeId = await frozenScheme(house, name, YEAR - 1)
  const year = asPeriod(String(YEAR - 1))
  const december = periodOf(lastDay(year), 'month')
  await publishedMonth(house, schemeId, previousPeriod(december), ['8', '9', '6'])
  await publishedMonth(house, schemeId, december, ['10', '8', '6'])

  const office = await house.open('assess', '/assessment/rounds')
  await office.getByRole('button', { name: rounds.open, exact: true }).click()
  const opening = office.getByRole('dialog', { name: rounds.open })
  await choose(office, opening.getByLabel(rounds.scheme, { exact: true }), `${YEAR - 1} ${name}`)
  await choose(office, opening.getByLabel(rounds.level, { exact: true }), '年度')
  await choose(office, opening.getByLabel(rounds.period, { exact: true }), formatPeriod(year, 'zh-CN'))
  await opening.getByRole('button', { name: rounds.open, exact: true }).click()
  await expect(office.getByRole('heading', { level: 1 })).toContainText(name)
  const roundId = /rounds\/([^/?]+)/.exec(office.url())?.[1] ?? ''
  await throughToPublished(house, roundId)
  await office.goto(`/assessment?round=${roundId}`)
  await settled(office)
  await expect(office.getByRole('table').getByRole('row').nth(1)).toContainText('示例东河镇')
  await expect(office.getByRole('table').getByRole('row').nth(1)).toContainText('90.00')

  await office.goto(`/assessment/schemes/${schemeId}`)
  const saving = office.waitForEvent('download')
  await office.getByRole('button', { name: own.export, exact: true }).click()
  const saved = await saving
  const file = {
    name: saved.suggestedFilename(),
    mimeType: 'application/json',
    buffer: readFileSync(await saved.path()),
  }
  await office.goto('/assessment/schemes')
  await office.getByRole('button', { name: own.import, exact: true }).click()
  const importing = office.getByRole('dialog', { name: own.import })
  await importing.locator('input[type=file]').setInputFiles(file)
  await importing.getByLabel(own.importYear).fill(String(YEAR))
  await importing.getByRole('button', { name: own.import, exact: true }).click()
  const begun = office.getByRole('dialog', { name: own.begun })
  await expect(begun).toContainText(own.allFound)
  await begun.getByRole('button', { name: own.goOn, exact: true }).click()
  await expect(office.getByRole('heading', { level: 1, name: own.draftTitle })).toBeVisible()
  const copyId = /schemes\/([^/]+)\/draft/.exec(office.url())?.[1] ?? ''
  const shown = (id: string) => house.run('assess', showSchemeVersion, { schemeId: id, number: 1 })
  const [copy, original] = await Promise.all([shown(copyId), shown(schemeId)])
  expect([copy.scheme.name, copy.scheme.year]).toEqual([name, YEAR])
  expect(copy.version.body).toEqual(original.version.body)
})
