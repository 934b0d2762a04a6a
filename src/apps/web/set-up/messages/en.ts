import type { zhCN } from './zh-CN.ts'

/** The same words in English. */
export const en: typeof zhCN = {
  title: 'First set-up',
  note: 'No region is kept here yet. Register your region and its first administrator, who then enters or imports units, people and posts.',
  code: 'Set-up code',
  codeHint: 'The 12 characters shown in the terminal that started the system',
  region: 'Region',
  regionHint: 'Type the six-digit code or the name and choose, such as 370786 or 昌邑',
  regionUnknown: 'No such region: choose one from the list or type its six-digit code.',
  regionName: 'Name of the region',
  unitName: 'Administering unit (optional)',
  unitHint: (region) => `${region || 'The region'}人民政府办公室 unless given`,
  administrator: 'Name of the administrator',
  account: 'Account of the administrator',
  accountHint: 'Work number or telephone, at least 3 characters',
  submit: 'Open the region',
  sending: 'Opening…',
  doneTitle: 'Opened',
  done: (region) =>
    `${region} is open. Note the one-time password: it is shown only now and must be changed at the first sign-in.`,
  firstPassword: 'One-time password',
  copy: 'Copy the password',
  copied: 'Copied',
  toSignIn: 'Noted, go to sign-in',
}
