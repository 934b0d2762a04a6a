import type { Page } from '@playwright/test'
import { createProject } from '../../src/capabilities/key-projects/contract.ts'
import { listUnits } from '../../src/capabilities/organisation/contract.ts'
import { changePlan, makePlan, showPlan } from '../../src/capabilities/schedules/contract.ts'
import { schedulesMessages } from '../../src/capabilities/schedules/messages/index.ts'
import { addDays, dayOf } from '../../src/kernel/day.ts'
import { choose } from './support/fields.ts'
import { expect, type House, test } from './support/journey.ts'
import { settled } from './support/page.ts'

const words = schedulesMessages['zh-CN']
const { chart } = words

/** A project whose plan has works of 60 working days before its opening. */
async function newPlan(house: House, name: string): Promise<string> {
  const { items } = await house.run('project', listUnits, { search: '示例东河镇' })
  const body = { name, category: 'livelihood' as const, unitId: items[0]?.id ?? '' }
  const { id: projectId } = await house.run('project', createProject, body)
  await house.run('project', makePlan, { projectId, template: null, openOn: addDays(dayOf(new Date()), 240) })
  await house.run('project', changePlan, {
    projectId,
    expectedVersion: 1,
    changes: [
      { kind: 'set_node', node: { id: 'works', name: '示例主体施工', days: 60 } },
      { kind: 'set_link', link: { from: 'works', to: 'open' } },
    ],
  })
  return projectId
}

const board = (page: Page, texts = chart) => page.getByRole('region', { name: texts.region })
const fold = (page: Page, name: string, texts = chart) =>
  board(page, texts).getByRole('button', { name: texts.unfold(name) })

for (const locale of ['zh-CN', 'en'] as const) {
  const texts = schedulesMessages[locale].chart
  test(`the wall chart is opened, grouped and drawn by 旬, month and quarter (${locale})`, async ({ house }) => {
    const page = await house.open('project', '/wall-chart', { locale })
    await expect(page.getByRole('heading', { level: 1 })).toContainText(texts.title)
    await expect(page.locator('.chart-row').nth(3)).toBeVisible()
    for (const group of ['leader', 'unit', 'stage', 'light'] as const) {
      await choose(page, page.getByRole('combobox', { name: texts.group }), texts.groups[group])
      await expect(page).toHaveURL(new RegExp(`group=${group}`))
      expect(await board(page, texts).getByRole('heading', { level: 2 }).count()).toBeGreaterThan(1)
    }
    await expect(board(page, texts).getByRole('heading', { level: 2 }).first()).toContainText(
      new RegExp(Object.values(texts.lights).join('|')),
    )
    const widths: number[] = []
    for (const scale of ['quarter', 'month', 'xun'] as const) {
      await choose(page, page.getByRole('combobox', { name: texts.scale }), texts.scales[scale])
      await expect(page.locator('.chart-axis')).toContainText(texts.cell[scale](4))
      widths.push(Number(await page.locator('.chart-axis').getAttribute('width')))
    }
    expect(widths).toEqual(widths.toSorted((one, other) => one - other))
    await page.getByRole('button', { name: texts.zoomIn, exact: true }).click()
    await expect
      .poll(async () => Number(await page.locator('.chart-axis').getAttribute('width')))
      .toBeGreaterThan(widths[2] ?? 0)
    await settled(page)
  })

  test(`the same stands in a table for readers of screens (${locale})`, async ({ house }) => {
    const name = house.unique('示例图表')
    await newPlan(house, name)
    const page = await house.open('project', `/wall-chart?text=${encodeURIComponent(name)}`, { locale })
    await expect(page.locator('.chart-row')).toHaveCount(1)
    await page.getByRole('button', { name: texts.asTable }).click()
    const table = page.getByRole('table')
    await expect(table).toContainText(name)
    await expect(table.getByRole('row').filter({ hasText: '示例主体施工' })).toContainText(texts.table.yes)
    await page.getByRole('button', { name: texts.asChart }).click()
    await expect(page.locator('.chart-row')).toHaveCount(1)
  })
}

test('a node is moved by the arrows or by dragging, what follows is shown, and nothing is kept', async ({
  house,
}, info) => {
  const name = house.unique('示例试算')
  const projectId = await newPlan(house, name)
  const page = await house.open('project', `/wall-chart?text=${encodeURIComponent(name)}`)
  const before = await house.run('project', showPlan, { projectId })
  await fold(page, name).focus()
  await page.keyboard.press('ArrowRight')
  const node = board(page).getByRole('button', { name: chart.move('示例主体施工') })
  await expect(node).toBeVisible()
  // The opening is the first node of this plan, the works the second.
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(node).toBeFocused()
  await page.keyboard.press('Shift+ArrowRight')
  const trial = page.getByRole('region', { name: words.whatIf.title })
  await expect(trial).toContainText(words.whatIf.running(1))
  await expect(page.locator('.chart-tried').first()).toBeVisible()
  await trial.getByRole('button', { name: words.actions.discard }).click()
  await expect(trial).toHaveCount(0)
  if (info.project.name === 'desktop') {
    const bar = await page.locator('[data-node="works"]').boundingBox()
    if (!bar) throw new Error('the bar is not drawn')
    const [x, y] = [bar.x + bar.width / 2, bar.y + bar.height / 2]
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.mouse.move(x + 60, y, { steps: 5 })
    await page.mouse.up()
    await expect(trial).toContainText(words.whatIf.running(1))
  }
  expect(await house.run('project', showPlan, { projectId })).toEqual(before)
  await page.getByRole('button', { name: chart.foldAll }).click()
  await expect(node).toHaveCount(0)
})
