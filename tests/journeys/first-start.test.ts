import { setUpMessages } from '../../src/apps/web/set-up/messages/index.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { frameWords, signIn } from './support/door.ts'
import { expect, test, watch } from './support/journey.ts'

const words = setUpMessages['zh-CN']
let server: TestServer

test.describe('an empty installation', () => {
  test.beforeAll(async () => {
    server = await startServer(['--no-sample'])
  })
  test.afterAll(async () => {
    await server.stop()
  })

  test('asks for region and first administrator, who then signs in with the one-time password', async ({ browser }) => {
    const context = await browser.newContext()
    const faults: string[] = []
    watch(context, server.address, faults)
    const page = await context.newPage()
    await page.goto(server.address)
    await expect(page.getByRole('heading', { name: words.title })).toBeVisible()
    const code = /Set-up code\s+(\S+)/.exec(server.printed())?.[1] ?? ''
    const submit = page.getByRole('button', { name: words.submit })
    await page.getByLabel(words.code).fill('AAAA-AAAA-AAAA')
    await page.getByRole('combobox', { name: words.region }).fill('370786')
    await expect(page.getByLabel(words.regionName)).toHaveValue('昌邑市')
    await page.getByLabel(words.administrator).fill('示例管理员')
    await page.getByLabel(words.account).fill('guanli')
    await submit.click()
    await expect(page.getByRole('alert')).toBeVisible()
    await expect(page.getByLabel(words.administrator)).toHaveValue('示例管理员')
    await page.getByLabel(words.code).fill(code)
    await submit.click()
    await expect(page.getByRole('heading', { name: words.doneTitle })).toBeVisible()
    const password = await page.getByRole('code').innerText()
    await page.getByRole('button', { name: words.toSignIn }).click()
    await signIn(page, 'guanli', password)
    await expect(page.getByText(frameWords().password.forced)).toBeVisible()
    await context.close()
    expect(faults).toEqual([])
  })
})
