import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { StartFailure } from './start-failure.ts'

/** What the help says of an option. */
interface Words {
  /** Name of the value in the help; an option without it is a switch. */
  readonly value?: string
  readonly zh: string
  readonly en: string
}

const words = z.registry<Words>()

const postgresAddress = z
  .string()
  .refine(
    (text) => /^postgres(ql)?:\/\//.test(text) && URL.canParse(text),
    'want postgres://role:password@host:port/database',
  )
const flag = () => z.stringbool().or(z.boolean()).default(false)

/**
 * Every option of the server, said once: the flag (`databaseAdmin` → `--database-admin`), the environment variable
 * (`CLARION_DATABASE_ADMIN`), the check, the default and the line of the help come from here. A flag beats the environment.
 */
const Options = z
  .object({
    port: z.coerce.number().int().min(0).max(65_535).default(8080).register(words, {
      value: 'N',
      zh: '网页端口，0 表示任选空闲端口',
      en: 'port of the web page, 0 for any free one',
    }),
    host: z.string().min(1).default('127.0.0.1').register(words, {
      value: 'ADDRESS',
      zh: '监听地址，0.0.0.0 供局域网访问',
      en: 'address to listen on, 0.0.0.0 for the local network',
    }),
    data: z.string().min(1).default('./data').register(words, {
      value: 'FOLDER',
      zh: '数据目录：自带数据库、附件、日志',
      en: 'data folder: built-in database, files, logs',
    }),
    database: postgresAddress.optional().register(words, {
      value: 'URL',
      zh: '外部 PostgreSQL 15+，应用账号；不填则用自带数据库',
      en: 'external PostgreSQL 15+, application account; built-in database without it',
    }),
    databaseAdmin: postgresAddress.optional().register(words, {
      value: 'URL',
      zh: '同一数据库的管理账号，只用于升级结构和建立应用账号',
      en: 'administrator of that database, only to migrate and to make the application account',
    }),
    noSample: flag().register(words, {
      zh: '不装示例地区，首次启动时登记本地区和管理员',
      en: 'no sample region; the first start asks for region and administrator',
    }),
    tlsCert: z.string().min(1).optional().register(words, {
      value: 'FILE',
      zh: 'HTTPS 证书（PEM，含中间证书），与 --tls-key 同用',
      en: 'HTTPS certificate (PEM with its chain), together with --tls-key',
    }),
    tlsKey: z.string().min(1).optional().register(words, {
      value: 'FILE',
      zh: 'HTTPS 私钥（PEM）',
      en: 'HTTPS private key (PEM)',
    }),
    trustProxy: z.string().min(1).optional().register(words, {
      value: 'LIST',
      zh: '可信反向代理的地址或网段，逗号分隔',
      en: 'trusted reverse proxies: addresses or networks, comma separated',
    }),
    backupDaily: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'want a time such as 02:30')
      .transform((text) => text as `${number}:${number}`)
      .optional()
      .register(words, {
        value: 'HH:MM',
        zh: '每天此时（北京时间）自动备份每个地区',
        en: 'back up every region each day at this time (Asia/Shanghai)',
      }),
    backupFolder: z.string().min(1).optional().register(words, {
      value: 'FOLDER',
      zh: '自动备份放在哪里，不填则为数据目录下的 backups；最好是另一块盘',
      en: 'where these backups go, backups in the data folder unless given; another disk is better',
    }),
    backupKeep: z.coerce.number().int().min(1).max(1000).default(14).register(words, {
      value: 'N',
      zh: '每个地区保留最近几份自动备份',
      en: 'how many of these backups are kept for each region',
    }),
    filesS3: z.url().optional().register(words, {
      value: 'URL',
      zh: '附件存到 S3 兼容存储，如 https://storage.example/bucket；密钥用环境变量 AWS_ACCESS_KEY_ID、AWS_SECRET_ACCESS_KEY',
      en: 'keep files in S3-compatible storage, e.g. https://storage.example/bucket; keys by AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY',
    }),
    publicUrl: z.url().optional().register(words, {
      value: 'URL',
      zh: '用户访问本系统的网址：邮件和群消息里的链接以它开头，统一身份认证时必填',
      en: 'address under which people reach this server: links in mail begin with it; needed for single sign-on',
    }),
    reachOwnMachine: flag().register(words, {
      zh: '允许机器人和 Webhook 的地址指向本机（只用于测试）',
      en: 'let addresses of robots and webhooks lead to this machine itself (for tests)',
    }),
    oidcIssuer: z.url().optional().register(words, {
      value: 'URL',
      zh: '统一身份认证（OIDC）的签发地址',
      en: 'issuer of single sign-on (OIDC)',
    }),
    oidcClientId: z.string().min(1).optional().register(words, {
      value: 'ID',
      zh: '统一身份认证的客户端编号；密钥用环境变量 CLARION_OIDC_CLIENT_SECRET',
      en: 'client id of single sign-on; its secret by CLARION_OIDC_CLIENT_SECRET',
    }),
    oidcClientSecret: z.string().min(1).optional().register(words, {
      value: 'SECRET',
      zh: '统一身份认证的客户端密钥，最好用环境变量',
      en: 'client secret of single sign-on; better by the environment',
    }),
    secretKey: z
      .string()
      .regex(/^[0-9a-f]{64}$/i, 'want 64 hexadecimal digits')
      .optional()
      .register(words, {
        value: 'KEY',
        zh: '加密动态口令密钥用的密钥（64 位十六进制），多台服务器须相同，最好用环境变量；不填则在数据目录里生成 secret.key',
        en: 'key that seals the secrets of one-time codes (64 hexadecimal digits), the same on every server, better by the environment; made in the data folder as secret.key unless given',
      }),
    sessionIdleMinutes: z.coerce.number().int().min(5).max(1440).default(120).register(words, {
      value: 'N',
      zh: '多少分钟不操作自动退出',
      en: 'minutes without a request after which a session ends',
    }),
    sessionHours: z.coerce.number().int().min(1).max(168).default(12).register(words, {
      value: 'N',
      zh: '登录最长保持多少小时',
      en: 'hours after which a session ends whatever happens',
    }),
    passwordDays: z.coerce.number().int().min(1).max(3650).optional().register(words, {
      value: 'N',
      zh: '密码多少天必须更换，不填则不要求',
      en: 'days after which a password must be changed; never unless given',
    }),
    passwordHistory: z.coerce.number().int().min(0).max(24).default(5).register(words, {
      value: 'N',
      zh: '不得重复使用最近几个密码',
      en: 'how many former passwords may not come back',
    }),
    logLevel: z.enum(['debug', 'info', 'warn', 'error']).default('info').register(words, {
      value: 'LEVEL',
      zh: '日志级别 debug、info、warn、error',
      en: 'log level: debug, info, warn or error',
    }),
    help: flag().register(words, { zh: '显示本帮助', en: 'show this help' }),
  })
  .refine((given) => (given.tlsCert === undefined) === (given.tlsKey === undefined), {
    path: ['tlsCert'],
    message: 'goes together with --tls-key',
  })
  .refine((given) => given.databaseAdmin === undefined || given.database !== undefined, {
    path: ['databaseAdmin'],
    message: 'goes together with --database, the address of the application account',
  })
  .refine((given) => given.backupFolder === undefined || given.backupDaily !== undefined, {
    path: ['backupFolder'],
    message: 'goes together with --backup-daily, the time of day',
  })

  .refine((given) => (given.oidcIssuer === undefined) === (given.oidcClientId === undefined), {
    path: ['oidcIssuer'],
    message: 'goes together with --oidc-client-id',
  })
  .refine((given) => given.oidcIssuer === undefined || given.publicUrl !== undefined, {
    path: ['publicUrl'],
    message: 'is needed with --oidc-issuer',
  })

/** The options of the server, checked. `data` is absolute; `trustProxy` is a list, empty for none. */
export type Config = Omit<z.infer<typeof Options>, 'trustProxy'> & { readonly trustProxy: readonly string[] }

type OptionName = keyof typeof Options.shape

const names = Object.keys(Options.shape) as readonly OptionName[]
const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
const wordsOf = (name: OptionName): Words => words.get(Options.shape[name]) ?? { zh: '', en: '' }

/** Name of the environment variable of an option: `CLARION_DATABASE_ADMIN`. */
export function variableOf(name: OptionName): string {
  return `CLARION_${kebab(name).toUpperCase().replaceAll('-', '_')}`
}

/** Reads the options from the command line (after the program's name) and the environment. Refuses `bad_option`, naming all faults. */
export function readConfig(argv: readonly string[], environment: NodeJS.ProcessEnv): Config {
  const given = { ...fromEnvironment(environment), ...fromCommandLine(argv) }
  const parsed = Options.safeParse(given)
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `--${kebab(String(issue.path[0]))} ${issue.message}`)
    throw new StartFailure('bad_option', { detail: faults.join('; ') })
  }
  const { trustProxy, ...rest } = parsed.data
  return {
    ...rest,
    data: resolve(rest.data),
    ...(rest.backupFolder === undefined ? {} : { backupFolder: resolve(rest.backupFolder) }),
    trustProxy: (trustProxy ?? '').split(',').flatMap((each) => each.trim() || []),
  }
}

function fromEnvironment(environment: NodeJS.ProcessEnv): Partial<Record<OptionName, string>> {
  return Object.fromEntries(
    names.flatMap((name) => (environment[variableOf(name)] ? [[name, environment[variableOf(name)]]] : [])),
  )
}

function fromCommandLine(argv: readonly string[]): Partial<Record<OptionName, string | boolean>> {
  const options = Object.fromEntries(
    names.map((name) => [kebab(name), { type: wordsOf(name).value ? ('string' as const) : ('boolean' as const) }]),
  )
  try {
    const { values } = parseArgs({ args: [...argv], options, strict: true, allowPositionals: false })
    return Object.fromEntries(names.flatMap((name) => (kebab(name) in values ? [[name, values[kebab(name)]]] : [])))
  } catch (error) {
    throw new StartFailure('bad_option', {
      detail: error instanceof Error ? (error.message.split('. ')[0] ?? '') : String(error),
    })
  }
}

/** The text of `--help`, one option a paragraph. */
export function helpText(): string {
  const lines = names.map((name) => {
    const { value, zh, en } = wordsOf(name)
    const fallback: unknown = Options.shape[name].safeParse(undefined).data
    const standard = typeof fallback === 'string' || typeof fallback === 'number' ? ` (${fallback})` : ''
    return [`  --${kebab(name)}${value ? ` ${value}` : ''}${standard}`, `      ${zh}`, `      ${en}`].join('\n')
  })
  return [
    '冲锋号 Clarion',
    '用法 usage: npm start -- [参数 options]',
    '',
    ...lines,
    '',
    `每个参数也可用环境变量给出 each option can be an environment variable: --database-admin → ${variableOf('databaseAdmin')}`,
  ].join('\n')
}
