import {
  type APIRequestContext,
  type BrowserContext,
  type BrowserContextOptions,
  expect,
  type Page,
  test as base,
} from '@playwright/test'
import type { OperationSpec, OutputOf, SentOf } from '../../../src/kernel/operation.ts'
import { requestOf } from '../../../src/ui/request.ts'

/** The password of every sample account where only this machine reaches the server. */
export const SAMPLE_PASSWORD = 'shili-2026'

/** Opens pages and calls operations for the people of a journey. */
export interface House {
  /** A page of a browser of its own, signed in as an account, at a path. */
  readonly open: (account: string, path?: string, options?: { readonly locale?: string }) => Promise<Page>
  /** A page of the account's one browser, which keeps what it has loaded: for many pages that are only looked at. */
  readonly look: (account: string, path: string) => Promise<Page>
  /** A page of a browser of its own in which nobody is signed in. */
  readonly openDoor: (path?: string, options?: { readonly locale?: string }) => Promise<Page>
  /** Calls an operation over HTTP as an account; fails with the server's sentences where it refuses. */
  readonly run: <S extends OperationSpec>(account: string, spec: S, input: SentOf<S>) => Promise<OutputOf<S>>
  /** A name nobody else in this run uses: tests share one server. */
  readonly unique: (name: string) => string
}

type StoredState = Awaited<ReturnType<BrowserContext['storageState']>>

const states = new Map<string, StoredState>()
/** Browsers that stay open for all tests of this process, by account, and what their pages complained about. */
const kept = new Map<string, BrowserContext>()
const keptFaults: string[] = []
let made = 0

/**
 * The test of a journey. Whatever it does, no page may ask anything of another host, write an error to the console (a refused request
 * is an answer, and the browser's own note of it is let through), throw, or meet a fault of the server.
 */
export const test = base.extend<{ house: House }>({
  house: async ({ browser, playwright, baseURL }, use, info) => {
    const origin = baseURL ?? ''
    const faults: string[] = []
    const contexts: BrowserContext[] = []
    const apis: APIRequestContext[] = []
    const looked: Page[] = []
    const keptBefore = keptFaults.length
    const stateOf = async (account: string): Promise<StoredState> => {
      const known = states.get(account)
      if (known) return known
      const api = await playwright.request.newContext({ baseURL: origin })
      apis.push(api)
      await signInOver(api, account, SAMPLE_PASSWORD)
      const state = await api.storageState()
      states.set(account, state)
      return state
    }
    const openIn = async (path: string, options: BrowserContextOptions): Promise<Page> => {
      const context = await browser.newContext(options)
      contexts.push(context)
      watch(context, origin, faults)
      const page = await context.newPage()
      await page.goto(path)
      return page
    }
    await use({
      open: async (account, path = '/', options = {}) =>
        openIn(path, { ...options, storageState: await stateOf(account) }),
      look: async (account, path) => {
        const context = kept.get(account) ?? (await browser.newContext({ storageState: await stateOf(account) }))
        if (!kept.has(account)) watch(context, origin, keptFaults)
        kept.set(account, context)
        const page = await context.newPage()
        looked.push(page)
        await page.goto(path)
        return page
      },
      openDoor: (path = '/', options = {}) => openIn(path, options),
      run: async (account, spec, input) => {
        const api = await playwright.request.newContext({ baseURL: origin, storageState: await stateOf(account) })
        apis.push(api)
        const { method, url, headers, body } = requestOf(spec, input, 'zh-CN')
        const answer = await api.fetch(url, { method, headers, ...(typeof body === 'string' ? { data: body } : {}) })
        if (!answer.ok()) throw new Error(`${spec.id} as ${account}: ${answer.status()} ${await answer.text()}`)
        return answer.status() === 204 ? undefined : await answer.json()
      },
      unique: (name) => `${name}${info.project.name === 'phone' ? '甲' : '乙'}${process.pid}${(made += 1)}`,
    })
    for (const api of apis) await api.dispose()
    for (const context of contexts) await context.close()
    for (const page of looked) await page.close()
    expect([...faults, ...keptFaults.slice(keptBefore)], 'what the pages complained about').toEqual([])
  },
})

export { expect }

/** Signs in over HTTP; the context keeps the session. */
async function signInOver(api: APIRequestContext, account: string, password: string): Promise<void> {
  const answer = await api.post('/api/session', { data: { account, password }, headers: { 'X-Clarion': '1' } })
  if (!answer.ok()) throw new Error(`signing in as ${account}: ${answer.status()} ${await answer.text()}`)
}

const ANSWERED_NO = /^Failed to load resource: the server responded with a status of 4\d\d /

/** Notes everything a page of this context should not do. */
export function watch(context: BrowserContext, origin: string, faults: string[]): void {
  context.on('console', (message) => {
    if (message.type() === 'error' && !ANSWERED_NO.test(message.text())) {
      faults.push(`${message.page()?.url()}: ${message.text()} ${message.location().url}`)
    }
  })
  context.on('weberror', (error) => faults.push(`${error.page()?.url()}: ${String(error.error())}`))
  context.on('request', (request) => {
    const url = request.url()
    if (!url.startsWith(origin) && !/^(data|blob|about):/.test(url)) faults.push(`asked another host: ${url}`)
  })
  context.on('response', (response) => {
    if (response.status() >= 500) faults.push(`${response.status()} from ${response.url()}`)
  })
}
