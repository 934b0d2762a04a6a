import { createPerson, listUnits, unlockAccount } from '../../src/capabilities/organisation/contract.ts'
import { organisationMessages } from '../../src/capabilities/organisation/messages/index.ts'
import { frameWords, openAccountCard, signIn } from './support/door.ts'
import { expect, type House, SAMPLE_PASSWORD, test } from './support/journey.ts'

const { problems } = organisationMessages['zh-CN']
const words = frameWords()

/** A person of the project office who has never signed in. */
async function newcomer(house: House) {
  const { items } = await house.run('admin', listUnits, { search: '示例重点项目办公室' })
  const account = `xinren${Date.now() % 1e9}`
  const made = await house.run('admin', createPerson, {
    name: house.unique('示例新人'),
    account,
    post: { unitId: items[0]?.id ?? '', role: 'project_office', title: '示例干事', fromOn: '2026-01-01' },
  })
  return { id: made.id, account, firstPassword: made.firstPassword }
}

test('a wrong password is refused in a sentence and what was typed stays', async ({ house }) => {
  const page = await house.openDoor()
  await signIn(page, 'leader', 'wrong-password')
  await expect(page.getByRole('alert')).toHaveText(problems['organisation.sign_in_failed']())
  await expect(page.getByLabel(words.signIn.account, { exact: true })).toHaveValue('leader')
  await signIn(page, 'leader', SAMPLE_PASSWORD)
  await expect(page.getByRole('banner')).toContainText('示例·主要负责同志')
})

test('in English the door speaks English, the refusal too', async ({ house }) => {
  const page = await house.openDoor('/', { locale: 'en-US' })
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  await signIn(page, 'leader', 'wrong-password', 'en')
  await expect(page.getByRole('alert')).toHaveText(organisationMessages.en.problems['organisation.sign_in_failed']())
  await signIn(page, 'leader', SAMPLE_PASSWORD, 'en')
  await expect(page.getByRole('link', { name: frameWords('en').frame.skip })).toBeAttached()
})

test('five wrong passwords lock the account and say until when; an administrator unlocks it', async ({ house }) => {
  const { id, account, firstPassword } = await newcomer(house)
  const page = await house.openDoor()
  for (let times = 0; times < 5; times += 1) {
    const answered = page.waitForResponse((response) => response.request().method() === 'POST')
    await signIn(page, account, `wrong-password-${times}`)
    await answered
  }
  await signIn(page, account, firstPassword)
  await expect(page.getByRole('alert')).toContainText('已锁定')
  await expect(page.getByRole('alert')).toContainText('管理员解锁')
  await house.run('admin', unlockAccount, { personId: id })
  await signIn(page, account, firstPassword)
  await expect(page.getByRole('heading', { name: words.password.title })).toBeVisible()
})

test('a first password must be changed before anything else, then one signs out and in again', async ({ house }) => {
  const { account, firstPassword } = await newcomer(house)
  const page = await house.openDoor('/organisation/units')
  await signIn(page, account, firstPassword)
  await expect(page.getByText(words.password.forced)).toBeVisible()
  await expect(page.getByRole('navigation')).toHaveCount(0)
  const change = async (next: string, again = next) => {
    await page.getByLabel(words.password.current, { exact: true }).fill(firstPassword)
    await page.getByLabel(words.password.next, { exact: true }).fill(next)
    await page.getByLabel(words.password.again, { exact: true }).fill(again)
    await page.getByRole('button', { name: words.password.submit }).click()
  }
  await change('Changyi-2026', 'Changyi-2027')
  await expect(page.getByRole('alert')).toHaveText(words.password.different)
  await change('123456')
  await expect(page.getByRole('alert')).toContainText(/太短|太简单/)
  await change('Changyi-Shili-2026')
  await expect(page.getByRole('heading', { name: organisationMessages['zh-CN'].units.title, level: 1 })).toBeVisible()
  await openAccountCard(page)
  await page.getByRole('button', { name: words.frame.signOut, exact: true }).click()
  await expect(page.getByRole('heading', { name: words.signIn.title })).toBeVisible()
  await signIn(page, account, 'Changyi-Shili-2026')
  await expect(page.getByRole('heading', { name: organisationMessages['zh-CN'].units.title, level: 1 })).toBeVisible()
})

test('a session that ends while somebody types is renewed over the page, and what they typed is saved', async ({
  house,
}) => {
  const name = house.unique('示例不丢字办')
  const page = await house.openDoor('/organisation/units')
  await signIn(page, 'admin', SAMPLE_PASSWORD)
  const texts = organisationMessages['zh-CN']
  await page.getByRole('button', { name: texts.units.create }).click()
  const box = page.getByRole('dialog', { name: texts.units.create })
  await box.getByLabel(texts.units.name, { exact: true }).fill(name)
  await box.getByLabel(texts.units.kind).click()
  await page.getByTitle(texts.unitKinds.office, { exact: true }).click()
  await box.getByLabel(texts.units.openedOn).fill('2026-03-01')
  await box.getByLabel(texts.units.openedOn).press('Tab')
  await page.context().clearCookies()
  await box.getByRole('button', { name: frameWords().actions.save }).click()
  const renewal = page.getByRole('dialog', { name: words.signIn.title })
  await expect(renewal.getByText(words.signIn.expired)).toBeVisible()
  await expect(renewal.getByLabel(words.signIn.account, { exact: true })).toHaveValue('admin')
  await renewal.getByLabel(words.signIn.password, { exact: true }).fill(SAMPLE_PASSWORD)
  await renewal.getByRole('button', { name: words.signIn.submit, exact: true }).click()
  await expect(renewal).toBeHidden()
  await expect(box.getByLabel(texts.units.name, { exact: true })).toHaveValue(name)
  await box.getByRole('button', { name: frameWords().actions.save }).click()
  await expect(page.getByRole('treeitem', { name })).toBeVisible()
})
