import { expect, test } from '@playwright/test'
import { startServer, type TestServer } from '../support/server.ts'

let server: TestServer
test.beforeEach(async () => {
  server = await startServer(['--no-sample'])
})
test.afterEach(() => server.stop())

test('an empty installation opens its region, and the first administrator changes the password', async ({ page }) => {
  const code = /Set-up code\s+(\S+)/.exec(server.printed())?.[1] ?? ''
  const refused: string[] = []
  page.on('console', (message) =>
    /Content Security Policy|Refused/.test(message.text()) ? refused.push(message.text()) : undefined,
  )
  await page.goto(server.address)
  await expect(page.getByRole('heading', { name: '首次设置' })).toBeVisible()
  await page.getByLabel('首次设置码').fill('AAAA-BBBB-CCCC')
  await page.getByLabel('地区', { exact: false }).first().fill('昌邑市')
  await expect(page.getByLabel('地区名称')).toHaveValue('昌邑市')
  await page.getByLabel('管理员姓名').fill('示例管理员')
  await page.getByLabel('管理员账号').fill('admin1')
  await page.getByRole('button', { name: '开通' }).click()
  await expect(page.getByRole('alert')).toContainText('设置码')
  await expect(page.getByLabel('管理员姓名')).toHaveValue('示例管理员')
  await page.getByLabel('首次设置码').fill(code.toLowerCase())
  await page.getByRole('button', { name: '开通' }).click()
  const password = await page.locator('.set-up-password').innerText()
  expect(password).toMatch(/^\S{10,}$/)
  await page.getByRole('button', { name: '我已记下' }).click()
  await page.locator('input[name=account]').fill('admin1')
  await page.locator('input[name=password]').fill(password)
  await page.getByRole('button', { name: '登录' }).click()
  await expect(page.getByRole('heading', { name: '修改密码' })).toBeVisible()
  await page.locator('input[name=current]').fill(password)
  await page.locator('input[name=next]').fill('Kept-2026-Horn')
  await page.locator('input[name=again]').fill('Kept-2026-Horn')
  await page.locator('form button[type=submit]').click()
  await expect(page.getByText('示例管理员').first()).toBeVisible()
  expect(refused).toEqual([])
})
