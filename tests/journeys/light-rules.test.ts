import { draftRule, listBuiltInRules } from '../../src/capabilities/lights/contract.ts'
import { lightsMessages } from '../../src/capabilities/lights/messages/index.ts'
import { expect, test } from './support/journey.ts'

const words = lightsMessages['zh-CN']

test('a rule with a hole shows where the hole is and cannot be published', async ({ house }) => {
  const code = `shili_${Date.now().toString(36)}`
  const name = house.unique('示例亮灯')
  const { items } = await house.run('project', listBuiltInRules, {})
  const holed = items.find((rule) => rule.code === 'yinchuan_2025_published')
  if (!holed) throw new Error('the published rule with its hole is not there')
  await house.run('project', draftRule, {
    code,
    name,
    subjectKind: 'key_project',
    source: holed.source.slice(0, 300),
    body: holed.body,
  })

  const page = await house.open('project', `/lights/${code}`)
  const version = page.getByRole('region', { name: words.versionNumber(1) })
  await expect(version).toContainText('在 (-10,0) 有空档')
  await version.getByRole('button', { name: words.publish, exact: true }).click()
  const asking = page.getByRole('dialog', { name: words.publish })
  await asking.getByRole('button', { name: words.publish, exact: true }).click()
  await expect(asking.getByRole('alert')).toContainText('空档')
  await page.keyboard.press('Escape')
  await expect(version.getByText(words.states.draft, { exact: true })).toBeVisible()

  await version.getByRole('link', { name: words.revise }).click()
  await expect(page.getByRole('region', { name: words.checkCoverage })).toContainText('在 (-10,0) 有空档')
})
