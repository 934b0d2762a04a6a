/**
 * Everything that keeps the server from starting, as data: the exit code and one sentence in each language that names the
 * cause and the way out. The entry point prints both sentences and nothing else; a trace would help nobody here.
 */
const FAILURES = {
  bad_option: {
    exit: 2,
    zh: (p) => `启动参数有误：${p.detail}。用 npm start -- --help 查看全部参数。`,
    en: (p) => `Bad option: ${p.detail}. See npm start -- --help.`,
  },
  port_taken: {
    exit: 4,
    zh: (p) => `端口 ${p.port} 已被占用或不允许使用。请换一个端口：npm start -- --port ${p.next}。`,
    en: (p) => `Port ${p.port} is taken or not allowed. Choose another: npm start -- --port ${p.next}.`,
  },
  data_not_writable: {
    exit: 5,
    zh: (p) => `数据目录 ${p.folder} 不能写入（${p.detail}）。请修改目录权限，或用 --data 指定别的目录。`,
    en: (p) =>
      `The data folder ${p.folder} cannot be written (${p.detail}). Mend its permissions or choose another with --data.`,
  },
  data_in_use: {
    exit: 6,
    zh: (p) => `数据目录 ${p.folder} 正被另一个冲锋号使用（进程 ${p.pid}）。请先停止它，或用 --data 指定别的目录。`,
    en: (p) =>
      `The data folder ${p.folder} is in use by another Clarion (process ${p.pid}). Stop it first or choose another with --data.`,
  },
  database_unreachable: {
    exit: 7,
    zh: (p) => `连不上数据库 ${p.where}（${p.detail}）。请检查地址、账号、密码和网络，以及数据库是否已启动。`,
    en: (p) =>
      `The database ${p.where} cannot be reached (${p.detail}). Check address, account, password and network, and that it runs.`,
  },
  database_version: {
    exit: 8,
    zh: (p) =>
      `数据库是 PostgreSQL ${p.version}，需要 15 或更高版本。请升级数据库，或去掉 --database 使用自带的数据库。`,
    en: (p) =>
      `The database is PostgreSQL ${p.version}; 15 or newer is needed. Upgrade it, or leave out --database to use the built-in one.`,
  },
  database_role: {
    exit: 9,
    zh: (p) =>
      `--database 的账号 ${p.role} 权限过大（${p.detail}），行级安全会失效。请改用普通账号（如 clarion_app），把这个账号用在 --database-admin。`,
    en: (p) =>
      `The account ${p.role} of --database has too many rights (${p.detail}), so row-level security would not hold. Give --database a plain account such as clarion_app and use this one for --database-admin.`,
  },
  schema_behind: {
    exit: 10,
    zh: (p) => `数据库结构还差 ${p.count} 步升级。请加上 --database-admin 启动一次。`,
    en: (p) => `The database lacks ${p.count} migrations. Start once with --database-admin.`,
  },
  schema_newer: {
    exit: 10,
    zh: (p) => `数据库由更新版本的冲锋号升级过（${p.detail}）。请安装新版本后再启动。`,
    en: (p) => `The database was migrated by a newer Clarion (${p.detail}). Install that version and start again.`,
  },
  migration_failed: {
    exit: 10,
    zh: (p) => `数据库升级在 ${p.name} 处失败，已全部撤回（${p.detail}）。请把这句话发给维护人员。`,
    en: (p) => `Migration ${p.name} failed and was rolled back (${p.detail}). Send this sentence to your maintainer.`,
  },
  admin_rights: {
    exit: 9,
    zh: (p) => `--database-admin 的账号 ${p.role} 权限不够（${p.detail}）。它要能建表，并能建立或授权给应用账号。`,
    en: (p) =>
      `The account ${p.role} of --database-admin lacks rights (${p.detail}). It must create tables, and create or grant to the application's account.`,
  },
  embedded_missing: {
    exit: 11,
    zh: (p) => `没有适用于本机（${p.platform}）的自带数据库。请用 --database 指定一个 PostgreSQL 15 以上的数据库。`,
    en: (p) => `No built-in database for this machine (${p.platform}). Point --database at a PostgreSQL 15 or newer.`,
  },
  embedded_version: {
    exit: 8,
    zh: (p) =>
      `数据目录 ${p.folder} 由 PostgreSQL ${p.found} 建立，本版本自带 ${p.brought}。请用原版本导出备份，再在新目录恢复。`,
    en: (p) =>
      `The data folder ${p.folder} was made by PostgreSQL ${p.found}; this version brings ${p.brought}. Back up with the old version and restore into a new folder.`,
  },
  embedded_failed: {
    exit: 11,
    zh: (p) => `自带数据库没有启动（${p.detail}）。详情见 ${p.log}。`,
    en: (p) => `The built-in database did not start (${p.detail}). See ${p.log}.`,
  },
} as const satisfies Record<string, FailureKind>

interface FailureKind {
  readonly exit: number
  readonly zh: (params: Params) => string
  readonly en: (params: Params) => string
}
type Params = Readonly<Record<string, string | number>>

/** The reasons the server may refuse to start with. */
export type StartFailureCode = keyof typeof FAILURES

/** Thrown while starting; carries the sentence in both languages and the exit code (never 0, 2–11). */
export class StartFailure extends Error {
  override readonly name = 'StartFailure'
  readonly code: StartFailureCode
  readonly exitCode: number
  /** One sentence in Chinese, then one in English. */
  readonly sentences: readonly [zh: string, en: string]

  constructor(code: StartFailureCode, params: Params = {}) {
    const kind: FailureKind = FAILURES[code]
    super(kind.en(params))
    this.code = code
    this.exitCode = kind.exit
    this.sentences = [kind.zh(params), kind.en(params)]
  }
}

/** The short words of an unknown error, on one line: its system code where there is one, else its message. */
export function shortReason(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return shortReason(error.errors[0])
  if (!(error instanceof Error)) return String(error)
  return error.message.replace(/\s+/g, ' ').trim() || ((error as NodeJS.ErrnoException).code ?? error.name)
}
