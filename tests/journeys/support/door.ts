import type { Page } from '@playwright/test'
import { uiMessages } from '../../../src/ui/messages/index.ts'

/** Words of the frame in the language a page is shown in. */
export const frameWords = (locale: 'zh-CN' | 'en' = 'zh-CN') => uiMessages[locale]

/** Fills the form of sign-in and sends it. */
export async function signIn(page: Page, account: string, password: string, locale: 'zh-CN' | 'en' = 'zh-CN') {
  const words = frameWords(locale).signIn
  await page.getByLabel(words.account, { exact: true }).fill(account)
  await page.getByLabel(words.password, { exact: true }).fill(password)
  await page.getByRole('button', { name: words.submit, exact: true }).click()
}

/** Opens the card of one's own account in the header. */
export async function openAccountCard(page: Page): Promise<void> {
  await page.getByRole('banner').locator('summary').click()
}
