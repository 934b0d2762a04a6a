import type { Page } from '@playwright/test'
import { createProject } from '../../src/capabilities/key-projects/contract.ts'
import { listUnits } from '../../src/capabilities/organisation/contract.ts'
import { changePlan, makePlan, showPlan } from '../../src/capabilities/schedules/contract.ts'
import { schedulesMessages } from '../../src/capabilities/schedules/messages/index.ts'
import { addDays, dayOf } from '../../src/kernel/day.ts'
import { frameWords } from './support/door.ts'
import { choose, writeDay } from './support/fields.ts'
import { expect, type House, test } from './support/journey.ts'
import { settled } from './support/page.ts'

const words = schedulesMessages['zh-CN']
const inDays = (days: number) => addDays(dayOf(new Date()), days)

/** A project without a plan, made through the server. */
async function newProject(house: House, name: string): Promise<string> {
  const { items } = await house.run('project', listUnits, { search: '示例东河镇' })
  const body = { name, category: 'livelihood' as const, unitId: items[0]?.id ?? '' }
  return (await house.run('project', createProject, body)).id
}

/** A plan of two works before the opening, 60 and 30 working days, with so many days to go. */
async function newPlan(house: House, name: string, days: number): Promise<string> {
  const projectId = await newProject(house, name)
  await house.run('project', makePlan, { projectId, template: null, openOn: inDays(days) })
  await house.run('project', changePlan, {
    projectId,
    expectedVersion: 1,
    changes: [
      { kind: 'set_node', node: { id: 'works', name: '示例主体施工', days: 60 } },
      { kind: 'set_node', node: { id: 'hall', name: '示例设备安装', days: 30 } },
      { kind: 'set_link', link: { from: 'works', to: 'hall' } },
      { kind: 'set_link', link: { from: 'hall', to: 'open' } },
    ],
  })
  return projectId
}

const nodes = (page: Page, texts = words) => page.getByRole('table', { name: texts.table.label })
const row = (page: Page, name: string, texts = words) => nodes(page, texts).getByRole('row').filter({ hasText: name })

test('a plan is worked back from its opening day by a template, and every date says why', async ({ house }) => {
  const projectId = await newProject(house, house.unique('示例排期'))
  const page = await house.open('project', `/key-projects/${projectId}`)
  const panel = page.getByRole('region', { name: words.panel })
  await panel.getByRole('link', { name: words.make.title }).click()
  const form = page.getByRole('form', { name: words.make.title })
  await expect(form.getByRole('radio', { checked: true })).toHaveCount(1)
  await writeDay(form.getByLabel(words.make.openOn), inDays(900))
  await form.getByRole('button', { name: words.make.submit }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText(words.whole.feasible)
  expect(await nodes(page).locator('tbody tr').count()).toBeGreaterThan(15)

  const first = nodes(page).locator('tbody tr').first()
  const name = (await house.run('project', showPlan, { projectId })).plan?.nodes[0]?.name ?? ''
  await first.getByRole('button', { name: new RegExp(words.table.whyOf(name, words.dates.lateStart)) }).click()
  const why = page.getByRole('dialog', { name: words.why.title })
  await expect(why).toContainText(words.why.of(name, words.dates.lateStart, '').slice(0, -1))
  expect(await why.getByRole('listitem').count()).toBeGreaterThan(3)
  await expect(why.getByRole('listitem').last()).toContainText('投产日')
})

test('an impossible plan offers ways out; one is tried out, dropped, and then applied', async ({ house }) => {
  const projectId = await newPlan(house, house.unique('示例赶工'), 100)
  const page = await house.open('project', `/key-projects/${projectId}/plan`)
  await expect(page.getByRole('heading', { level: 1 })).toContainText(words.whole.infeasible)
  const repairs = page.getByRole('table', { name: words.repairs.title })
  const moving = repairs.getByRole('row').filter({ hasText: words.repairs.kinds.move_opening })
  await moving.getByRole('button', { name: new RegExp(`^${words.actions.tryOut}`) }).click()
  const trial = page.getByRole('region', { name: words.whatIf.title })
  await expect(trial).toContainText(words.whatIf.running(1))
  await expect(trial).toContainText(words.whole.marginDays(0))
  await trial.getByRole('button', { name: words.actions.discard }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText(words.whole.infeasible)
  await moving.getByRole('button', { name: new RegExp(`^${words.actions.apply}`) }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText(words.whole.feasible)
  await expect(page.getByRole('region', { name: words.history.title })).toContainText(words.repairs.kinds.move_opening)
})

test('a baseline is kept, a node is added and reported, and the plan is compared with what was agreed', async ({
  house,
}) => {
  const projectId = await newPlan(house, house.unique('示例对比'), 300)
  const page = await house.open('project', `/key-projects/${projectId}/plan`)
  await page.getByRole('button', { name: words.actions.keepBaseline }).click()
  const keeping = page.getByRole('dialog', { name: words.baselines.keepTitle })
  await keeping.getByLabel(words.baselines.name).fill('示例下达')
  await keeping.getByRole('button', { name: frameWords().actions.save }).click()
  await expect(page.getByRole('region', { name: words.baselines.title })).toContainText(words.baselines.reference)

  await page.getByRole('button', { name: words.actions.add }).click()
  const adding = page.getByRole('dialog', { name: words.edit.addTitle })
  await adding.getByLabel(words.edit.name, { exact: true }).fill('示例试生产')
  await adding.getByLabel(words.edit.days).fill('20')
  await adding.getByRole('button', { name: words.edit.addLink }).click()
  await choose(page, adding.getByRole('combobox', { name: words.edit.from }), '示例设备安装')
  await choose(page, adding.getByLabel(words.edit.before), words.opening)
  await page.keyboard.press('Escape')
  await adding.getByRole('button', { name: frameWords().actions.save }).click()
  await expect(row(page, '示例试生产')).toHaveCount(2)

  await page.getByRole('button', { name: new RegExp(`^${words.baselines.compareWith}`) }).click()
  await expect(page.getByRole('region', { name: words.baselines.title })).toContainText(
    words.baselines.movedCount(2, 1, 0),
  )

  await page.getByRole('button', { name: words.record.title('示例主体施工') }).click()
  const reporting = page.getByRole('dialog', { name: words.record.title('示例主体施工') })
  await writeDay(reporting.getByLabel(words.record.finishedOn), inDays(3))
  await reporting.getByRole('button', { name: frameWords().actions.save }).click()
  await expect(reporting.getByRole('alert').first()).toContainText('还没有到')
  await writeDay(reporting.getByLabel(words.record.finishedOn), inDays(-1))
  await writeDay(reporting.getByLabel(words.record.startedOn), inDays(-30))
  await reporting.getByRole('button', { name: frameWords().actions.save }).click()
  await expect(row(page, '示例主体施工').first()).toContainText(words.verdicts.done)
})

test('a plan goes out as a file of Microsoft Project and comes back as it was', async ({ house }) => {
  const projectId = await newPlan(house, house.unique('示例往返'), 300)
  const page = await house.open('project', `/key-projects/${projectId}/plan`)
  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: words.actions.exportMspdi }).click()
  const file = await (await downloading).path()
  await page.getByRole('button', { name: words.actions.importFile }).click()
  const importing = page.getByRole('dialog', { name: words.import.title })
  await importing.locator('input[type=file]').setInputFiles({
    name: 'plan.xml',
    mimeType: 'application/xml',
    buffer: await (await import('node:fs/promises')).readFile(file),
  })
  await importing.getByRole('button', { name: words.import.preview }).click()
  const { secrecy } = frameWords()
  const asking = page.getByRole('dialog', { name: secrecy.title })
  await asking.getByRole('radio', { name: secrecy.none }).check()
  await asking.getByRole('button', { name: secrecy.proceed }).click()
  await expect(importing).toContainText(words.import.counts(3, 2))
  await importing.getByRole('button', { name: words.import.submit, exact: true }).click()
  await expect(importing).toHaveCount(0)
  await expect(row(page, '示例设备安装').first()).toBeVisible()
})

test('who answers for a node reports it; who only reads is shown no button', async ({ house }) => {
  const projectId = await newPlan(house, house.unique('示例分工'), 300)
  const reader = await house.open('leader', `/key-projects/${projectId}/plan`)
  await settled(reader)
  await expect(reader.getByRole('button', { name: words.actions.frame })).toHaveCount(0)
  await expect(reader.getByRole('button', { name: new RegExp(words.actions.record) })).toHaveCount(0)
  const town = await house.open('town', `/key-projects/${projectId}/plan`)
  await expect(town.getByRole('button', { name: words.record.title('示例设备安装') })).toBeVisible()
})

test('the nodes of all projects are listed, narrowed and subscribed to', async ({ house, request }) => {
  const name = house.unique('示例清单')
  await newPlan(house, name, 300)
  const page = await house.open('project', '/schedules')
  await expect(page.getByRole('heading', { level: 1 })).toContainText(words.list.title)
  await page.getByRole('searchbox', { name: words.list.search }).fill(name)
  await page.getByRole('searchbox', { name: words.list.search }).press('Enter')
  await expect(page.getByRole('table', { name: words.list.title }).locator('tbody tr')).toHaveCount(3)
  await page.getByRole('button', { name: words.list.subscribe }).click()
  const feed = page.getByRole('dialog', { name: words.feed.title })
  await feed.getByRole('button', { name: new RegExp(`^(${words.feed.open}|换一个)`) }).click()
  const address = await feed.getByRole('textbox', { name: words.feed.address }).inputValue()
  const answer = await request.get(address)
  expect(answer.headers()['content-type']).toContain('text/calendar')
  expect(await answer.text()).toContain('BEGIN:VCALENDAR')
  await feed.getByRole('button', { name: words.feed.close }).click()
  await expect(feed).toContainText(words.feed.closed)
  expect((await request.get(address)).status()).toBe(404)
})

test('a plan is read and tried out in English', async ({ house }) => {
  const en = schedulesMessages.en
  const projectId = await newPlan(house, house.unique('示例英文'), 300)
  const page = await house.open('project', `/key-projects/${projectId}/plan`, { locale: 'en-US' })
  await expect(page.getByRole('heading', { level: 1 })).toContainText(en.whole.feasible)
  await page.getByRole('button', { name: en.actions.frame }).click()
  const dialog = page.getByRole('dialog', { name: en.frame.title })
  await writeDay(dialog.getByRole('textbox', { name: en.frame.openOn }), inDays(60))
  await dialog.getByRole('button', { name: en.actions.tryOut }).click()
  const trial = page.getByRole('region', { name: en.whatIf.title })
  await expect(trial).toContainText(en.whatIf.running(1))
  await expect(trial).toContainText('short')
  await trial.getByRole('button', { name: en.actions.discard }).click()
  await page.getByRole('button', { name: new RegExp(en.table.whyOf('示例设备安装', en.dates.lateStart)) }).click()
  await expect(page.getByRole('dialog', { name: en.why.title })).toContainText('opening day')
})
