import { type Arguments, neededOption, parseArguments, refuseUnknown, textOption } from './arguments.ts'
import { INSTALLATION_OPTIONS, INSTALLATION_USAGE } from './installation-options.ts'
import { auditVerify, rankFiles, readFiles, scheduleFiles } from './offline.ts'
import { inShellLanguage, print, type Sentence } from './say.ts'
import { changePassword, signIn, signOut } from './session.ts'

/** A command that is not derived from a contract. */
interface OwnCommand {
  readonly words: string
  readonly usage: string
  readonly about: Sentence
  readonly options: readonly string[]
  readonly switches?: readonly string[]
  readonly run: (given: Arguments) => Promise<number>
}

/** Commands of the command line's own, in the order of the help. Those that open a database load its machinery only then. */
export const ownCommands: readonly OwnCommand[] = [
  {
    words: 'sign-in',
    usage: 'sign-in [--server URL] [--account NAME] [--totp CODE]',
    about: {
      zh: '登录服务器；密码会询问，或取自环境变量 CLARION_PASSWORD',
      en: 'Signs in to a server; the password is asked for or taken from CLARION_PASSWORD',
    },
    options: ['server', 'account', 'totp'],
    run: signIn,
  },
  {
    words: 'sign-out',
    usage: 'sign-out',
    about: { zh: '退出登录', en: 'Signs out' },
    options: [],
    run: signOut,
  },
  {
    words: 'password',
    usage: 'password',
    about: {
      zh: '改自己的密码（CLARION_PASSWORD、CLARION_NEW_PASSWORD 可代替询问）',
      en: 'Changes the own password (CLARION_PASSWORD and CLARION_NEW_PASSWORD spare the questions)',
    },
    options: [],
    run: changePassword,
  },
  {
    words: 'init',
    usage: `init --region CODE --name NAME --account NAME [--region-name NAME] [--unit NAME] (--server URL --code CODE | ${INSTALLATION_USAGE})`,
    about: {
      zh: '开通一个地区和它的第一位管理员，打印一次性密码',
      en: 'Opens a region with its first administrator and prints a one-time password',
    },
    options: ['region', 'region-name', 'name', 'account', 'unit', 'server', 'code', ...INSTALLATION_OPTIONS],
    run: async (given) => (await import('./init.ts')).init(given),
  },
  {
    words: 'export',
    usage: 'export --out DIR | export --year YEAR --out FILE [--without-files]',
    about: {
      zh: '把自己看得到的各本台账（Excel、审计）取到一个目录里；加 --year 则把整年打成一个可核验的归档',
      en: 'Takes every ledger one may read (Excel, audit trail) into a folder; with --year the year whole as one archive that can be verified',
    },
    options: ['out', 'year', 'without-files'],
    switches: ['without-files'],
    run: async (given) => {
      const year = textOption(given, 'year')
      const out = neededOption(given, 'out')
      if (year === undefined) return (await import('./derived.ts')).exportLedgers(out)
      return (await import('./export-year.ts')).exportYearTo(year, out, given.options['without-files'] === true)
    },
  },
  {
    words: 'archive verify',
    usage: 'archive verify FILE',
    about: {
      zh: '不连数据库，核验整年归档里的每个文件',
      en: 'Checks every file of an archive of a year without the database',
    },
    options: [],
    run: async ({ words }) => (await import('./export-year.ts')).archiveVerify(words[2]),
  },
  {
    words: 'backup',
    usage: `backup --out FILE [--region CODE] ${INSTALLATION_USAGE}`,
    about: {
      zh: '备份一个地区或全部：数据、附件、审计；服务器运行时也可以',
      en: 'Backs up one region or all: rows, files, audit trail; the server may run meanwhile',
    },
    options: ['out', 'region', ...INSTALLATION_OPTIONS],
    run: async (given) => (await import('./keep.ts')).backup(given),
  },
  {
    words: 'restore',
    usage: `restore FILE ${INSTALLATION_USAGE}`,
    about: {
      zh: '把备份恢复到没有这些地区数据的库（自带数据库与外部数据库可互换）',
      en: 'Restores a backup where its regions are not yet (built-in or external database alike)',
    },
    options: INSTALLATION_OPTIONS,
    run: async (given) => (await import('./keep.ts')).restore(given),
  },
  {
    words: 'sample remove',
    usage: `sample remove [--with-entries] ${INSTALLATION_USAGE}`,
    about: {
      zh: '清除示例地区，其他地区不动',
      en: 'Removes the sample regions and leaves every other',
    },
    options: ['with-entries', ...INSTALLATION_OPTIONS],
    switches: ['with-entries'],
    run: async (given) => (await import('./remove-sample.ts')).removeSample(given),
  },
  {
    words: 'audit verify',
    usage: 'audit verify FILE',
    about: { zh: '不连数据库，核验导出的审计记录', en: 'Checks an exported audit trail without the database' },
    options: [],
    run: ({ words }) => auditVerify(words[2]),
  },
  {
    words: 'read',
    usage: 'read FILE… --out DIR',
    about: {
      zh: '不连服务器，把文稿（.txt .docx .pdf .html）读成 JSON，一篇一个文件',
      en: 'Reads documents (.txt .docx .pdf .html) into JSON without a server, one file each',
    },
    options: ['out'],
    run: (given) => readFiles(given.words.slice(1), textOption(given, 'out')),
  },
  {
    words: 'schedule',
    usage: 'schedule FILE… [--json]',
    about: {
      zh: `不连服务器，给网络计划排期：PSPLIB（.sm）、Microsoft Project（.xml）或 JSON。
      JSON：{"tasks":[{"id","days","links":[{"to","type":"FS|SS|FF|SF","lag"}]}],"calendar","start","finish"}；
      日历 standard（国家公布的工作日）、weekdays、every_day 或 {"workdays":[1,2,3,4,5],"holidays":[],"makeUp":[]}；没有日历则从 0 起算`,
      en: `Schedules networks without a server: PSPLIB (.sm), Microsoft Project (.xml) or JSON.
      JSON: {"tasks":[{"id","days","links":[{"to","type":"FS|SS|FF|SF","lag"}]}],"calendar","start","finish"};
      calendars: standard (published working days), weekdays, every_day or {"workdays":[1,2,3,4,5],"holidays":[],"makeUp":[]}; none: offsets from 0`,
    },
    options: ['json'],
    switches: ['json'],
    run: (given) => scheduleFiles(given.words.slice(1), given.options['json'] === true),
  },
  {
    words: 'rank',
    usage: 'rank FILE… [--json]',
    about: {
      zh: `不连服务器，按考核办法给各组单位计分排名（JSON：办法、数据、加减分、一票否决；样例 examples/assessment/quarter.json）；
      “explain” 里写上单位，就给出它前进一位要做到什么`,
      en: `Scores and ranks units by a scheme without a server (JSON: scheme, values, entries, vetoes; see examples/assessment/quarter.json);
      units named under "explain" are told what would move them one place up`,
    },
    options: ['json'],
    switches: ['json'],
    run: (given) => rankFiles(given.words.slice(1), given.options['json'] === true),
  },
]

/** The command that words name, ready to be given the command line. */
export function findOwn(words: readonly string[]): ((argv: readonly string[]) => Promise<number>) | undefined {
  const found = ownCommands.find((each) => each.words === words.slice(0, each.words.split(' ').length).join(' '))
  return (
    found &&
    (async (argv) => {
      const given = parseArguments(argv, (name) => name === 'help' || (found.switches ?? []).includes(name))
      if (given.options['help']) {
        print(`clarion ${found.usage}\n    ${inShellLanguage(found.about)}`)
        return 0
      }
      refuseUnknown(given, found.options)
      return found.run(given)
    })
  )
}
