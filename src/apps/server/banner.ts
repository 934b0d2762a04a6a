import type { Config } from '../../platform/config.ts'

/** What the terminal shows once the server answers. */
export interface BannerFacts {
  readonly address: string
  readonly folder: string
  readonly config: Config
}

/** Address, accounts and where the data lives, in both languages. */
export function banner({ address, folder, config }: BannerFacts): string {
  const lines = [
    '',
    '  冲锋号 Clarion',
    '',
    `  网址 Address   ${address}`,
    `  数据 Data      ${config.database ? 'PostgreSQL' : folder}`,
  ]
  return `${lines.join('\n')}\n\n  Ctrl-C 停止 stops everything.\n\n`
}
