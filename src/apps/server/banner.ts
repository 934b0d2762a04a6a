import type { Config } from '../../platform/config.ts'

/** What the terminal shows once the server answers. */
export interface BannerFacts {
  readonly address: string
  readonly folder: string
  readonly config: Config
  /** Where sample regions are installed: the password of every sample account. */
  readonly samplePassword?: string
  /** Where no region is opened yet: the code the first set-up asks for. */
  readonly setUpCode?: string
}

const ACCOUNTS = [
  ['leader', '主要领导', 'chief leader'],
  ['sponsor', '包靠领导', 'sponsoring leader'],
  ['project', '重点办', 'project office'],
  ['assess', '考核办', 'assessment office'],
  ['supervise', '督查室', 'supervision office'],
  ['stats', '统计局', 'statistics bureau'],
  ['dept', '部门', 'department'],
  ['town', '镇街园区', 'township or park'],
  ['taskforce', '专班', 'task force'],
  ['enterprise', '企业', 'enterprise'],
  ['judge', '评委', 'judge'],
  ['discipline', '纪检观察', 'discipline inspection'],
  ['superior', '上级查阅（潍坊市）', 'superior, read only'],
  ['admin', '系统管理员', 'administrator'],
] as const

/** Address, accounts and where the data lives, in both languages. */
export function banner({ address, folder, config, samplePassword, setUpCode }: BannerFacts): string {
  const head = [
    '',
    '  冲锋号 Clarion',
    '',
    `  网址 Address   ${address}`,
    `  数据 Data      ${config.database ? `PostgreSQL; ${folder}` : folder}`,
  ]
  const accounts = samplePassword
    ? [
        '',
        `  示例账号 Sample accounts (昌邑市，示例数据)   密码 password: ${samplePassword}`,
        ...ACCOUNTS.map(([account, zh, en]) => `    ${account.padEnd(12)} ${zh}  ${en}`),
      ]
    : []
  const setUp = setUpCode
    ? [
        '',
        `  首次设置码 Set-up code   ${setUpCode}`,
        '  打开上面的网址登记本地区和管理员；或执行 Open the address to register region and administrator, or run',
        `  npx clarion init --server ${address} --code ${setUpCode} --region 行政区划代码 --name 姓名 --account 账号`,
      ]
    : []
  return [...head, ...accounts, ...setUp, '', '  Ctrl-C 停止 stops everything.', '', ''].join('\n')
}
