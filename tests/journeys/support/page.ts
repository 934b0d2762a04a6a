import { expect, type Page } from '@playwright/test'
import { frameWords } from './door.ts'

/** Waits until a page shows what it is about: its heading stands and nothing says that it is loading. */
export async function settled(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible()
  await expect(page.getByText(frameWords().states.loading, { exact: true })).toHaveCount(0)
  await expect(page.getByText(frameWords().chart.loading, { exact: true })).toHaveCount(0)
}

/** Goes to a page by its entry in the menu: at the side of a desk's screen, in the drawer of a phone's. */
export async function goByMenu(page: Page, entry: string): Promise<void> {
  const words = frameWords().frame
  await expect(page.getByRole('banner').locator('summary')).toBeVisible()
  const burger = page.getByRole('button', { name: words.openMenu })
  if (await burger.isVisible()) await burger.click()
  await page.getByRole('navigation', { name: words.menu }).getByRole('link', { name: entry, exact: true }).click()
}
