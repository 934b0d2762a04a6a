import { createProject, enterProjectStatistics } from '../../src/capabilities/key-projects/contract.ts'
import { keyProjectsMessages } from '../../src/capabilities/key-projects/messages/index.ts'
import { listUnits } from '../../src/capabilities/organisation/contract.ts'
import { asDay, dayOf, yearOf } from '../../src/kernel/day.ts'
import { formatPeriod } from '../../src/kernel/format.ts'
import { asPeriod } from '../../src/kernel/period.ts'
import { asYuan } from '../../src/kernel/yuan.ts'
import { frameWords } from './support/door.ts'
import { choose } from './support/fields.ts'
import { expect, type House, test } from './support/journey.ts'
import { settled } from './support/page.ts'

const words = keyProjectsMessages['zh-CN']
const { money, excuses } = words
const frame = frameWords()
const YEAR = yearOf(dayOf(new Date())) - 1
const month = (number: number) => asPeriod(`${YEAR}-M${String(number).padStart(2, '0')}`)

/** A project under construction since January, in the investment statistics, planned for last year. */
async function building(house: House, name: string): Promise<string> {
  const { items } = await house.run('project', listUnits, { search: '示例东河镇' })
  const { id, version } = await house.run('project', createProject, {
    name,
    stage: 'under_construction',
    unitId: items[0]?.id ?? '',
    startedOn: asDay(`${YEAR}-01-05`),
    totalInvestment: asYuan(100_000_000),
    planYear: YEAR,
    yearPlan: asYuan(60_000_000),
    investedThisYear: asYuan(30_000_000),
    investedAsOf: month(6),
  })
  await house.run('stats', enterProjectStatistics, {
    projectId: id,
    expectedVersion: version,
    statisticalTotal: asYuan(20_000_000),
    statisticalThisYear: asYuan(20_000_000),
    statisticalAsOf: month(6),
    investmentRegisteredOn: asDay(`${YEAR}-02-01`),
    fourAboveOn: null,
  })
  return id
}

test('two ledgers stand side by side: each is entered by its own people, neither moves the other', async ({
  house,
}) => {
  const id = await building(house, house.unique('示例两本账'))
  const page = await house.open('project', `/key-projects/${id}`)
  const panel = page.getByRole('region', { name: money.title })
  const table = panel.getByRole('table', { name: money.table })
  await expect(table).toContainText('1,000')
  await panel.getByRole('button', { name: money.recordReported }).click()
  const form = page.getByRole('form', { name: money.recordReported })
  await choose(page, form.getByLabel(money.period, { exact: true }), formatPeriod(month(5), 'zh-CN'))
  await form.getByLabel(money.thisYear, { exact: true }).fill('4000')
  await form.getByRole('button', { name: frame.actions.save }).click()
  await expect(form.getByRole('alert').first()).toContainText('累计数比前面的月份少了')
  await form.getByLabel(money.thisYear, { exact: true }).fill('2400')
  await form.getByRole('button', { name: frame.actions.save }).click()
  await expect(table.getByRole('row', { name: formatPeriod(month(5), 'zh-CN') })).toContainText('2,400')
  await expect(table.getByRole('row', { name: formatPeriod(month(6), 'zh-CN') })).toContainText('600')
  await expect(panel.getByRole('button', { name: money.recordStatistical })).toHaveCount(0)

  const bureau = await house.open('stats', `/key-projects/${id}`)
  const theirs = bureau.getByRole('region', { name: money.title })
  await expect(theirs.getByRole('button', { name: money.recordReported })).toHaveCount(0)
  await theirs.getByRole('button', { name: money.recordStatistical }).click()
  const entry = bureau.getByRole('form', { name: money.recordStatistical })
  await choose(bureau, entry.getByLabel(money.period, { exact: true }), formatPeriod(month(5), 'zh-CN'))
  await entry.getByLabel(money.thisYear, { exact: true }).fill('1500')
  await entry.getByRole('button', { name: frame.actions.save }).click()
  const may = theirs.getByRole('row', { name: formatPeriod(month(5), 'zh-CN') })
  await expect(may).toContainText('1,500')
  await expect(may).toContainText('2,400')
  await expect(may).toContainText('900')
})

test('evidence stands behind a month until it is withdrawn with a reason', async ({ house }) => {
  const id = await building(house, house.unique('示例佐证'))
  const page = await house.open('project', `/key-projects/${id}`)
  const panel = page.getByRole('region', { name: money.evidence, exact: true }).first()
  await panel.getByRole('button', { name: money.addEvidence }).click()
  const dialog = page.getByRole('dialog', { name: money.addEvidence })
  await dialog.getByRole('button', { name: frame.actions.save }).click()
  await expect(dialog.getByRole('alert')).toHaveText(money.chooseFile)
  await dialog.locator('input[type=file]').setInputFiles({
    name: '示例发票.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.4 示例'),
  })
  await dialog.getByLabel(money.amount, { exact: true }).fill('300')
  await dialog.getByRole('button', { name: frame.actions.save }).click()
  await expect(panel).toContainText('示例发票.pdf')
  await expect(panel).toContainText('300万元')
  await panel.getByRole('button', { name: `${money.withdraw} 示例发票.pdf` }).click()
  const asking = page.getByRole('dialog', { name: money.withdrawEvidence })
  await asking.getByLabel(frame.reason.label).fill('示例抬头开错')
  await asking.getByRole('button', { name: frame.actions.confirm }).click()
  await expect(panel).toContainText(money.withdrawn('示例抬头开错'))
})

test('the register of excuses and the money of the region are read in English', async ({ house }) => {
  const en = keyProjectsMessages.en
  const page = await house.open('leader', '/key-projects/money', { locale: 'en-US' })
  await expect(page.getByRole('heading', { level: 1 })).toContainText(en.money.regionTitle)
  await settled(page)
  await expect(page.getByRole('table', { name: en.money.regionTitle })).toBeVisible()
  await page.goto('/key-projects/excuses')
  await expect(page.getByRole('heading', { level: 1 })).toContainText(en.excuses.pageTitle)
  await expect(page.getByRole('table')).toContainText(en.excuses.states.granted)
  expect(excuses.states.granted).not.toBe(en.excuses.states.granted)
})
