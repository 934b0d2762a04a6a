import type { Page } from '@playwright/test'
import { dispatchesMessages } from '../../src/capabilities/dispatches/messages/index.ts'
import { overviewMessages } from '../../src/capabilities/overview/messages/index.ts'
import { targetsMessages } from '../../src/capabilities/targets/messages/index.ts'
import { frameWords, signIn } from './support/door.ts'
import { choose } from './support/fields.ts'
import { expect, SAMPLE_PASSWORD, test } from './support/journey.ts'
import { goByMenu, settled } from './support/page.ts'

const words = dispatchesMessages['zh-CN']
const targets = targetsMessages['zh-CN']
const { wall } = overviewMessages['zh-CN']
const frame = frameWords()
const YEAR = new Date().getFullYear()
const TOWN = '示例东河镇'

/** A name of trees that no other run has used, as a place of the county could bear it. */
function newName(): string {
  const trees = '松柏桐梓楠枫榆槐柳桑桂杏桃梨枣樟'
  return Array.from({ length: 3 }, () => trees[Math.floor(Math.random() * trees.length)]).join('')
}

/** A report of a meeting that names one goal, one project and one promise. All of it is invented. */
const reportOf = (name: string) => `昌邑市召开${YEAR}年攻坚动员会
来源：示例日报　时间：${YEAR}-01-05 09:00
1月4日，昌邑市召开${YEAR}年攻坚动员会，安排部署全年重点工作。
会议提出，全市${name}产值要达到24亿元以上。由${name}农业科技有限公司投资建设的${name}冷链物流园项目，总投资12.5亿元，占地180亩，计划3月底前开工建设。
${TOWN}党委书记表态：“确保6月底前完成${name}大道改造。”
`

test('a dispatch becomes goal, project and promise; a month is entered; light and wall turn by themselves', async ({
  house,
}) => {
  test.setTimeout(180_000)
  const name = newName()
  const goal = `${name}产值`

  const office = await house.openDoor()
  await signIn(office, 'project', SAMPLE_PASSWORD)
  await goByMenu(office, words.menu)
  await office.getByRole('link', { name: words.readNew }).click()
  await readReport(office, reportOf(name))

  const rows = office.getByRole('region', { name: words.rows.title })
  const rowOf = (kind: keyof typeof words.rowKinds) =>
    rows.getByRole('row', { name: new RegExp(`^${words.rowKinds[kind]}: .*${name}`) })
  await expect(rowOf('target')).toContainText(goal)
  await expect(rowOf('project')).toContainText(`${name}冷链物流园`)
  await expect(rowOf('commitment')).toContainText(`${name}大道改造`)
  await expect(office.getByRole('region', { name: words.text.title }).locator('mark', { hasText: goal })).toBeVisible()
  await giveToTown(office, rowOf('target'))
  for (const kind of ['target', 'project', 'commitment'] as const) await rowOf(kind).getByRole('checkbox').check()
  await rows.getByRole('button', { name: words.rows.acceptSelected(3), exact: true }).click()
  for (const kind of ['target', 'project', 'commitment'] as const)
    await expect(rowOf(kind)).toContainText(words.states.accepted ?? '')

  const ledgers = { target: goal, project: `${name}冷链物流园`, commitment: `${name}大道改造` } as const
  const addresses: Record<string, string> = {}
  for (const [kind, title] of Object.entries(ledgers)) {
    const link = rowOf(kind as keyof typeof ledgers).getByRole('link', { name: words.rows.openRecord })
    addresses[kind] = (await link.getAttribute('href')) ?? ''
    await link.click()
    await settled(office)
    await expect(office.getByRole('heading', { level: 1 })).toContainText(title)
    const source = office.getByRole('region', { name: words.sources.title })
    await expect(source.locator('blockquote')).toContainText(name)
    await source.getByRole('link').first().click()
    await expect(rows).toBeVisible()
  }

  const leader = await house.open('leader', addresses['target'])
  await expect(leader.getByRole('main')).toContainText(targets.reason.noFigure)
  const board = await house.open('leader', '/wall')
  const line = board.getByRole('region', { name: wall.reddest }).getByRole('link', { name: new RegExp(goal) })
  await expect(board.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(line).toHaveCount(0)

  const town = await house.openDoor()
  await signIn(town, 'town', SAMPLE_PASSWORD)
  await goByMenu(town, targets.menu.entry)
  await enterFirstMonths(town, `${goal} · ${TOWN}`)

  await expect(leader.getByRole('heading', { level: 1 })).toContainText(targets.lights.red)
  await expect(line).toBeVisible()
})

/** Tries the button that fills in a sample, then pastes the report itself and answers the question about secrets. */
async function readReport(page: Page, text: string): Promise<void> {
  const box = page.getByLabel(words.read.paste)
  await page.getByRole('region', { name: words.read.samples }).getByRole('button').first().click()
  await expect(box).not.toBeEmpty()
  await box.fill(text)
  await page.getByRole('button', { name: words.read.start }).click()
  const question = page.getByRole('dialog', { name: frame.secrecy.title })
  await question.getByRole('radio', { name: frame.secrecy.none }).check()
  await question.getByRole('button', { name: frame.secrecy.proceed }).click()
  await expect(page.getByRole('region', { name: words.rows.title })).toBeVisible()
}

/** Mends a goal: it is the town's. */
async function giveToTown(page: Page, row: ReturnType<Page['getByRole']>): Promise<void> {
  await row.getByRole('button', { name: words.rows.mend, exact: true }).click()
  const form = page.getByRole('form', { name: words.rows.mend })
  await choose(page, form.getByLabel(words.values.unitId, { exact: true }), TOWN)
  await form.getByRole('button', { name: frame.actions.save }).click()
  await expect(form).toBeHidden()
  await expect(row).toContainText(TOWN)
}

/** Pastes a block from January on, then mends January by the keyboard and saves. In January itself February is closed yet. */
async function enterFirstMonths(page: Page, rowName: string): Promise<void> {
  const january = page.getByRole('textbox', { name: `${rowName}，${YEAR}年1月` })
  await january.click()
  await january.evaluate((cell) => {
    const data = new DataTransfer()
    data.setData('text/plain', '0.2\t0.3\n')
    cell.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  })
  await expect(january).toHaveValue('0.2')
  await january.press('Control+a')
  await page.keyboard.type('0.1')
  await page.keyboard.press('Enter')
  await expect(january).toHaveValue('0.1')
  await page.getByRole('button', { name: /^保存\d+格$/ }).click()
  await expect(page.getByText(/^已保存\d+格$/)).toBeVisible()
}
