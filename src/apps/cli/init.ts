import { newId } from '../../kernel/ids.ts'
import { asRegionCode, parseRegionCode } from '../../kernel/region-code.ts'
import { runOperation } from '../../platform/run-operation.ts'
import { makeCalendarOf, publishedRegions, setUpOperation } from '../../capabilities/organisation/public.ts'
import { type Arguments, neededOption, textOption } from './arguments.ts'
import { prepareInstallation } from './installation.ts'
import { ask } from './remote.ts'
import { giveUp, say } from './say.ts'

interface SetUpInput {
  readonly regionCode: string
  readonly regionName: string
  readonly administratorName: string
  readonly account: string
  readonly unitName?: string
}

/**
 * `clarion init`: opens a region with its first administrator. At a server it takes the one-time code of its terminal; at a data folder or
 * database no code is needed, and further regions can be opened beside the first.
 */
export async function init(given: Arguments): Promise<number> {
  const input = inputOf(given)
  const server = textOption(given, 'server')
  const { account, firstPassword } = (await (server === undefined
    ? initHere(given, input)
    : ask(server, 'POST', '/api/set-up', { body: { ...input, code: neededOption(given, 'code') } }))) as {
    account: string
    firstPassword: string
  }
  say({
    zh: `已开通 ${input.regionName}（${input.regionCode}）。\n管理员账号：${account}\n一次性密码：${firstPassword}\n只显示这一次；首次登录时要改掉。`,
    en: `Opened ${input.regionName} (${input.regionCode}).\nAdministrator: ${account}\nOne-time password: ${firstPassword}\nShown only now; it must be changed at the first sign-in.`,
  })
  return 0
}

async function initHere(given: Arguments, input: SetUpInput): Promise<unknown> {
  const installation = await prepareInstallation(given)
  try {
    const { kysely, files } = installation
    const house = {
      database: kysely,
      files,
      clock: () => new Date(),
      calendarOf: makeCalendarOf(kysely),
      hasten: () => undefined,
    }
    const caller = { kind: 'system', name: 'system', region: input.regionCode } as const
    return await runOperation(house, setUpOperation, { caller, input, requestId: newId() })
  } finally {
    await installation.close()
  }
}

function inputOf(given: Arguments): SetUpInput {
  const code = neededOption(given, 'region')
  if (!parseRegionCode(code).ok)
    giveUp({
      zh: `${code} 不是行政区划代码，应为六位数字，如 370786。`,
      en: `${code} is no region code; want six digits such as 370786.`,
    })
  const unitName = textOption(given, 'unit')
  return {
    regionCode: code,
    regionName: textOption(given, 'region-name') ?? publishedName(code),
    administratorName: neededOption(given, 'name'),
    account: neededOption(given, 'account'),
    ...(unitName === undefined ? {} : { unitName }),
  }
}

function publishedName(code: string): string {
  const [found] = publishedRegions({ from: asRegionCode(code), to: String(Number(code) + 1) })
  return (
    found?.name ??
    giveUp({
      zh: `代码 ${code} 不在公布的区划表里，请用 --region-name 写明地区名称。`,
      en: `The code ${code} is not in the published table; give the name with --region-name.`,
    })
  )
}
