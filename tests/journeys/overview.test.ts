import { overviewMessages } from '../../src/capabilities/overview/messages/index.ts'
import { expect, test } from './support/journey.ts'
import { goByMenu, settled } from './support/page.ts'

const words = overviewMessages['zh-CN']

test('the leader reads at most three red things, each with its reason, its owner and one decision', async ({
  house,
}) => {
  const page = await house.open('leader')
  await goByMenu(page, words.menu.leader)
  await settled(page)
  const cards = page.getByRole('article')
  await expect(cards).toHaveCount(3)
  for (const card of await cards.all()) {
    await expect(card.getByText(words.leader.why)).toBeVisible()
    await expect(card.getByText(words.leader.whose)).toBeVisible()
    await expect(card.getByRole('link', { name: words.leader.open })).toHaveCount(1)
  }
  const title = await cards.first().getByRole('heading').innerText()
  await cards.first().getByRole('link', { name: words.leader.open }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText(title.slice(0, 4))
})

test('everybody finds what they owe on the first page; who owes nothing is told so', async ({ house }) => {
  const town = await house.open('town')
  await expect(town.getByRole('heading', { level: 1 })).toContainText('示例·镇经济工作人员')
  await settled(town)
  const judge = await house.open('judge')
  await expect(judge.getByText(words.owed.empty)).toBeVisible()
  await expect(judge.getByRole('heading', { name: words.owed.title })).toBeVisible()
})

test('one box finds by Chinese, by pinyin and by initials, and says when there is nothing', async ({ house }) => {
  const page = await house.open('leader', '/search')
  const box = page.getByRole('searchbox', { name: words.search.label })
  for (const text of ['规上工业', 'gsgyzcz']) {
    await box.fill(text)
    await expect(page.getByRole('region', { name: words.search.kinds.target })).toContainText('示例规上工业总产值')
  }
  await box.fill('这里没有的东西')
  await expect(page.getByText(words.search.nothing('这里没有的东西'))).toBeVisible()
  await box.fill('东河')
  await page.getByRole('region', { name: words.search.kinds.unit }).getByRole('link').first().click()
  await expect(page).toHaveURL(/organisation\/units/)
})

test('the wall speaks English to who asks for it, and every red has a shape and a word', async ({ house }) => {
  const page = await house.open('leader', '/wall', { locale: 'en-US' })
  const { wall, lightWords } = overviewMessages.en
  const reds = page.getByRole('region', { name: wall.reddest })
  await expect(reds.getByRole('listitem').first()).toContainText(lightWords['red'] ?? '')
  await expect(page.getByRole('region', { name: wall.targets })).toBeVisible()
  await expect(page.getByText(wall.live)).toBeVisible()
})
