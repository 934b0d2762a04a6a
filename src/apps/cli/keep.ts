import { existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { readBackup, writeBackup } from '../../platform/backup-file.ts'
import { type Arguments, neededOption, textOption } from './arguments.ts'
import { openInstallation, prepareInstallation } from './installation.ts'
import { giveUp, say } from './say.ts'

/** `clarion backup`: rows, files and audit trail of one tenant or all, in one file. A running server is not disturbed. */
export async function backup(given: Arguments): Promise<number> {
  const file = resolve(neededOption(given, 'out'))
  const region = textOption(given, 'region')
  if (existsSync(file))
    giveUp({ zh: `文件 ${file} 已存在，请换个名字。`, en: `The file ${file} exists; choose another name.` })
  if (!existsSync(dirname(file)))
    giveUp({ zh: `目录 ${dirname(file)} 不存在。`, en: `The folder ${dirname(file)} does not exist.` })
  const installation = await openInstallation(given)
  try {
    const { pool, files } = installation
    const count = await writeBackup(pool, files, { regions: region ? [region] : 'all', file, now: new Date() })
    const regions = count.regions.join(' ')
    say({
      zh: `已备份到 ${file}：地区 ${regions || '（无）'}，${count.rows} 行，${count.files} 个文件。其中有密码摘要和个人信息，请妥善保管。数据目录里的 secret.key（打开动态口令用）不在其中，请另存。`,
      en: `Backed up to ${file}: regions ${regions || '(none)'}, ${count.rows} rows, ${count.files} files. It holds password digests and personal data: keep it safe. secret.key of the data folder, which opens one-time codes, is not in it: keep that apart.`,
    })
    return 0
  } finally {
    await installation.close()
  }
}

/** `clarion restore FILE`: puts a backup into a place where its tenants are not yet, whole or not at all. */
export async function restore(given: Arguments): Promise<number> {
  const file = given.words[1]
  if (!file) return giveUp({ zh: '用法：clarion restore 文件', en: 'Usage: clarion restore FILE' })
  if (!existsSync(file)) giveUp({ zh: `没有文件 ${file}。`, en: `There is no file ${file}.` })
  const installation = await prepareInstallation(given)
  try {
    const count = await readBackup(installation.pool, installation.files, file)
    const regions = count.regions.join(' ')
    say({
      zh: `已恢复 ${count.at} 的备份：地区 ${regions}，${count.rows} 行，${count.files} 个文件。`,
      en: `Restored the backup of ${count.at}: regions ${regions}, ${count.rows} rows, ${count.files} files.`,
    })
    return 0
  } finally {
    await installation.close()
  }
}
