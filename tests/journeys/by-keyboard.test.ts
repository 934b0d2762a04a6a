import type { Page } from '@playwright/test'
import { keyProjectsMessages } from '../../src/capabilities/key-projects/messages/index.ts'
import { frameWords } from './support/door.ts'
import { expect, SAMPLE_PASSWORD, test } from './support/journey.ts'
import { settled } from './support/page.ts'

test('by keyboard alone one signs in, opens a list, opens a record and goes back', async ({ house }) => {
  const words = frameWords()
  const page = await house.openDoor('/')
  await expect(page.getByLabel(words.signIn.account, { exact: true })).toBeFocused()
  await page.keyboard.type('project')
  await tabTo(page, words.signIn.password)
  await page.keyboard.type(SAMPLE_PASSWORD)
  await page.keyboard.press('Enter')
  await settled(page)

  const { menu, list, record } = keyProjectsMessages['zh-CN']
  await tabTo(page, menu.projects)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(list.title)
  const first = page.getByRole('table', { name: list.title }).locator('tbody').getByRole('link').first()
  const name = await first.innerText()
  await page.keyboard.press('Home')
  await tabTo(page, words.frame.skip)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()
  await tabTo(page, name)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name)
  await tabTo(page, record.back)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(list.title)
})

/** Presses Tab until the focus stands on what bears this name; the focus must be seen on every way-station. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let steps = 0; steps < 120; steps += 1) {
    await page.keyboard.press('Tab')
    const there = await page.evaluate(() => {
      const element = document.activeElement
      const label = element instanceof HTMLInputElement ? element.labels?.[0]?.innerText : element?.textContent
      return (element?.getAttribute('aria-label') ?? label ?? '').trim()
    })
    if (there === name) return
  }
  throw new Error(`Tab never came to ${name}`)
}
