import { expect, type Locator, type Page } from '@playwright/test'

/** Chooses one entry of a list field by typing its name, and sees it stand in the field; the list may still be moving when it is pressed. */
export async function choose(page: Page, field: Locator, entry: string): Promise<void> {
  // The drawn entries stand apart from the field and carry no role of their own.
  const entries = page.locator('.ant-select-dropdown').filter({ visible: true })
  const box = field.locator('xpath=ancestor::*[contains(concat(" ", @class, " "), " ant-select ")][1]')
  await expect(async () => {
    await field.click()
    await field.fill(entry)
    await entries.getByTitle(entry, { exact: true }).click({ timeout: 3_000 })
    await expect(box).toContainText(entry, { timeout: 2_000 })
  }).toPass({ timeout: 20_000 })
}

/** Writes a day into a calendar field and leaves it; the calendar that opened with it is gone afterwards. */
export async function writeDay(field: Locator, day: string): Promise<void> {
  await field.fill(day)
  await field.press('Tab')
  await expect(field.page().locator('.ant-picker-dropdown').filter({ visible: true })).toHaveCount(0)
}
