/**
 * The worker of the judge's page: keeps the page and everything it loads on the phone, so that the link opens in a bus without a network.
 * It touches no answer of the server: what a judge cast is kept by the page itself, sealed.
 */

/** Names of this build and of all that its page loads; written in when the worker is built. */
declare const KEPT_EDITION: string
declare const KEPT_ADDRESSES: readonly string[]

/** What a worker hears of: being installed, being put in charge, and a request of its pages. */
interface WorkerMoment extends Event {
  waitUntil(work: Promise<unknown>): void
}
interface WorkerRequest extends Event {
  readonly request: Request
  respondWith(answer: Promise<Response>): void
}
interface JudgeWorker {
  readonly location: Location
  readonly clients: { claim(): Promise<void> }
  skipWaiting(): Promise<void>
  addEventListener(name: 'install' | 'activate', listener: (moment: WorkerMoment) => void): void
  addEventListener(name: 'fetch', listener: (moment: WorkerRequest) => void): void
}

const PAGE = '/judge.html'
const FAMILY = 'clarion-judge-'
const STORE = `${FAMILY}${KEPT_EDITION}`
const worker = globalThis as unknown as JudgeWorker
const kept = new Set(KEPT_ADDRESSES)

async function keepAll(): Promise<void> {
  const store = await caches.open(STORE)
  await store.addAll(KEPT_ADDRESSES.map((address) => new Request(address, { cache: 'no-cache' })))
  await worker.skipWaiting()
}

async function takeOver(): Promise<void> {
  const names = await caches.keys()
  await Promise.all(
    names.filter((name) => name.startsWith(FAMILY) && name !== STORE).map((name) => caches.delete(name)),
  )
  await worker.clients.claim()
}

/** What is kept under an address; the network where the browser has thrown it away. */
async function answer(address: string, request: Request): Promise<Response> {
  const store = await caches.open(STORE)
  return (await store.match(address)) ?? fetch(request)
}

worker.addEventListener('install', (moment) => moment.waitUntil(keepAll()))
worker.addEventListener('activate', (moment) => moment.waitUntil(takeOver()))
worker.addEventListener('fetch', (moment) => {
  const { request } = moment
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== worker.location.origin) return
  if (request.mode === 'navigate' && pathname.startsWith('/judge/')) moment.respondWith(answer(PAGE, request))
  else if (kept.has(pathname)) moment.respondWith(answer(pathname, request))
})
