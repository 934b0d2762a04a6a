import { existsSync, readFileSync } from 'node:fs'
import { createSecureContext } from 'node:tls'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import { watchLive } from '../../kernel/live.ts'
import type { Config } from '../../platform/config.ts'
import { prepareDatabase, type PreparedDatabase } from '../../platform/database/prepare.ts'
import { type FilesOptions, openFiles } from '../../platform/files.ts'
import { OidcProvider } from '../../platform/identity/oidc.ts'
import { mountLive, mountOperations } from '../../platform/http/mount-operations.ts'
import { openVault, type Vault } from '../../platform/identity/vault.ts'
import { createServer } from '../../platform/http/server.ts'
import { migrateJobs, startJobs } from '../../platform/jobs.ts'
import { LiveHub } from '../../platform/live.ts'
import type { Logger } from '../../platform/log.ts'
import { Metrics } from '../../platform/metrics.ts'
import type { House } from '../../platform/run-operation.ts'
import { shortReason, StartFailure } from '../../platform/start-failure.ts'
import { noticesJobs } from '../../capabilities/notices/jobs.ts'
import { makeCallerOf, mountSignIn, sealTotpSecrets } from '../../capabilities/organisation/sign-in.ts'
import { listTenants, makeCalendarOf } from '../../capabilities/organisation/public.ts'
import { scheduledBackup } from '../../platform/scheduled-backup.ts'
import { banner } from './banner.ts'
import { isSampleRemoved, newSetUpCode } from './empty-start.ts'
import { catalogues, implementations } from './registry.ts'
import { openSample, renewPasswords } from './sample.ts'
import { keepSamplePassword, samplePassword } from './sample-password.ts'
import { timedJobs } from './timed-jobs.ts'

/** A server that answers, with what to print and how to end it. */
export interface RunningClarion {
  readonly address: string
  readonly banner: string
  readonly stop: () => Promise<void>
}

const VERSION = '0.1.0'

/** Starts everything in order: database, house, web server. Throws a `StartFailure` and leaves nothing running where it cannot. */
export async function startClarion(config: Config, log: Logger): Promise<RunningClarion> {
  const prepared = await prepareDatabase(config, log, migrateJobs)
  try {
    return await serve(config, prepared, log)
  } catch (error) {
    await prepared.stop()
    throw error
  }
}

async function serve(config: Config, prepared: PreparedDatabase, log: Logger): Promise<RunningClarion> {
  const clock = () => new Date()
  const { kysely, pool } = prepared.database
  const live = new LiveHub(kysely, clock)
  const vault = openVault(prepared.folder, config.secretKey)
  const house: House = {
    database: kysely,
    clock,
    files: openFiles(filesOf(config, prepared.folder)),
    vault,
    calendarOf: makeCalendarOf(kysely),
    hasten: (region) => live.hasten(region),
  }
  const tls = tlsOf(config)
  const { password, isRenewed } = samplePassword(prepared.folder, config.host)
  const wantsSample = !config.noSample && !isSampleRemoved(prepared.folder)
  if (wantsSample && (await listTenants(kysely)).length === 0) await openSample(house, password)
  const tenants = await listTenants(kysely)
  if (isRenewed) {
    for (const each of tenants) if (each.is_sample) await renewPasswords(house, each.region_code, password)
    keepSamplePassword(prepared.folder, password)
  }
  const setUp = tenants.length === 0 ? { code: newSetUpCode(), house } : undefined
  const app = await createServer({
    log,
    metrics: new Metrics(pool),
    catalogues,
    webFolder: webFolder(),
    trustedProxies: config.trustProxy,
    isReady: () =>
      pool.query('select 1').then(
        () => true,
        () => false,
      ),
    version: VERSION,
    operations: [...implementations.map(({ spec }) => spec), watchLive],
    ...(tls ? { tls } : {}),
  })
  const signIn = {
    ...signInOf(config),
    database: kysely,
    clock,
    secure: tls !== undefined,
    vault,
    log,
    ...(setUp ? { setUp } : {}),
  }
  const edge = { house, live, callerOf: makeCallerOf(signIn) }
  mountSignIn(app, signIn)
  mountOperations(app, implementations, edge)
  mountLive(app, watchLive, edge)
  const address = await listen(app, config)
  // Timed work begins when people are already served.
  const stopJobs = await startJobs({
    pool,
    house,
    jobs: [...timedJobs, ...sendingOf(config, vault), ...backupsOf(config, prepared)],
    listRegions: async () => (await listTenants(kysely)).map((tenant) => tenant.region_code),
    log,
  })
  const regions = tenants.map((each) => each.region_code)
  void sealTotpSecrets(signIn, regions).then(
    (count) => count > 0 && log.info({ count }, 'sealed the secrets of one-time codes'),
    (error: unknown) => log.error(error, 'secrets of one-time codes were not sealed'),
  )
  return {
    address,
    banner: banner({
      address,
      folder: prepared.folder,
      config,
      ...(tenants.some((each) => each.is_sample) ? { samplePassword: password } : {}),
      ...(setUp ? { setUpCode: setUp.code } : {}),
    }),
    stop: async () => {
      live.close()
      await Promise.race([stopJobs(), new Promise((resolve) => setTimeout(resolve, 1_500).unref())])
      await Promise.race([app.close(), new Promise((resolve) => setTimeout(resolve, 2_000).unref())])
      await prepared.stop()
    },
  }
}

function filesOf({ filesS3 }: Config, folder: string): FilesOptions {
  if (!filesS3) return { folder: join(folder, 'files') }
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_REGION: region } = process.env
  if (!accessKeyId || !secretAccessKey)
    throw new StartFailure('bad_option', { detail: '--files-s3: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY' })
  const address = new URL(filesS3)
  const s3 = {
    endpoint: address.origin,
    bucket: address.pathname.replaceAll(/^\/|\/$/g, ''),
    accessKeyId,
    secretAccessKey,
  }
  return { s3: region ? { ...s3, region } : s3 }
}

function signInOf(config: Config) {
  const { oidcIssuer: issuer, oidcClientId: clientId, oidcClientSecret: clientSecret, publicUrl } = config
  const settings = {
    idleMinutes: config.sessionIdleMinutes,
    absoluteHours: config.sessionHours,
    passwordHistory: config.passwordHistory,
    ...(config.passwordDays === undefined ? {} : { passwordMaxAgeDays: config.passwordDays }),
  }
  if (!issuer || !clientId || !publicUrl) return { settings }
  return {
    settings,
    oidc: new OidcProvider({ issuer, clientId, publicUrl, ...(clientSecret ? { clientSecret } : {}) }),
  }
}

/** What leaves the product: the key that opens the secrets of channels, the address links begin with, and whether it may reach itself. */
function sendingOf({ publicUrl, reachOwnMachine }: Config, vault: Vault) {
  return noticesJobs({ vault, publicUrl: publicUrl ?? '', reach: { ownMachine: reachOwnMachine } })
}

function backupsOf({ backupDaily, backupFolder, backupKeep }: Config, { database, folder }: PreparedDatabase) {
  if (backupDaily === undefined) return []
  const schedule = { dailyAt: backupDaily, folder: backupFolder ?? join(folder, 'backups'), keep: backupKeep }
  return [scheduledBackup(database.pool, schedule)]
}

async function listen(app: FastifyInstance, { host, port }: Config): Promise<string> {
  try {
    return await app.listen({ host, port })
  } catch (error) {
    throw new StartFailure('port_taken', { port, next: port + 1, detail: shortReason(error) })
  }
}

function tlsOf({ tlsCert, tlsKey }: Config): { cert: Buffer; key: Buffer } | undefined {
  if (!tlsCert || !tlsKey) return undefined
  try {
    const pair = { cert: readFileSync(tlsCert), key: readFileSync(tlsKey) }
    createSecureContext(pair)
    return pair
  } catch (error) {
    throw new StartFailure('bad_option', { detail: `--tls-cert / --tls-key: ${shortReason(error)}` })
  }
}

/** The built web app: beside the bundled server, or in `dist` when the sources run. */
function webFolder(): string {
  const here = dirname(fileURLToPath(import.meta.url))
  const beside = join(here, 'web')
  return existsSync(beside) ? beside : resolve(here, '../../../dist/web')
}
