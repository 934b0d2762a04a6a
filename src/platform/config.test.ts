import * as fc from 'fast-check'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { helpText, readConfig, variableOf } from './config.ts'

const refusal = (argv: readonly string[], environment: NodeJS.ProcessEnv = {}) => {
  try {
    readConfig(argv, environment)
  } catch (error) {
    return (error as Error).message
  }
  return 'accepted'
}

describe('options of the server', () => {
  it('serves this machine alone, with the sample and the built-in database, when nothing is said', () => {
    expect(readConfig([], {})).toEqual({
      port: 8080,
      host: '127.0.0.1',
      data: resolve('data'),
      noSample: false,
      reachOwnMachine: false,
      trustProxy: [],
      backupKeep: 14,
      passwordHistory: 5,
      sessionHours: 12,
      sessionIdleMinutes: 120,
      logLevel: 'info',
      help: false,
    })
  })

  it('takes a flag before the environment and an empty variable as unset', () => {
    const environment = { CLARION_PORT: '7001', CLARION_HOST: '', CLARION_NO_SAMPLE: '1' }
    expect(readConfig(['--port', '7002'], environment)).toMatchObject({ port: 7002, host: '127.0.0.1', noSample: true })
    expect(readConfig(['--port=7003', '--no-sample'], {})).toMatchObject({ port: 7003, noSample: true })
  })

  it('reads proxies as a list', () => {
    expect(readConfig(['--trust-proxy', '10.0.0.1, 192.168.0.0/16,'], {}).trustProxy).toEqual([
      '10.0.0.1',
      '192.168.0.0/16',
    ])
  })

  it('names the option at fault', () => {
    expect(refusal(['--port', 'http'])).toContain('--port')
    expect(refusal(['--port', '70000'])).toContain('--port')
    expect(refusal(['--database', 'mysql://a@b/c'])).toContain('--database')
    expect(refusal(['--databse', 'x'])).toContain('--databse')
    expect(refusal(['--port'])).toContain('--port')
    expect(refusal(['start'])).toContain('start')
    expect(refusal(['--tls-cert', 'a.pem'])).toContain('--tls-key')
    expect(refusal(['--tls-key', 'a.pem'])).toContain('--tls-key')
    expect(refusal(['--database-admin', 'postgres://a@b/c'])).toContain('--database')
    expect(refusal(['--backup-daily', '25:00'])).toContain('--backup-daily')
    expect(refusal(['--backup-folder', '/b'])).toContain('--backup-daily')
    expect(refusal([], { CLARION_NO_SAMPLE: 'perhaps' })).toContain('--no-sample')
  })

  it('never repeats a password when it refuses', () => {
    expect(refusal(['--database', 'mysql://root:s3cret@host/db'])).not.toContain('s3cret')
  })

  it('either reads or refuses with a sentence, whatever is typed', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.constantFrom('--port', '--data', '--no-sample', '--'))), (argv) => {
        const sentence = refusal(argv)
        expect(sentence === 'accepted' || sentence.startsWith('Bad option: ')).toBe(true)
        expect(sentence).not.toContain('\n    at ')
      }),
    )
  })

  it('explains every option in both languages', () => {
    const help = helpText()
    for (const flag of ['--port N (8080)', '--database-admin URL', '--no-sample', '--tls-key FILE', '--help']) {
      expect(help).toContain(`  ${flag}\n`)
    }
    const sentences = help.split('\n').filter((line) => line.startsWith('      '))
    expect(new Set(sentences).size).toBe(sentences.length)
    expect(sentences).toHaveLength(2 * help.split('\n').filter((line) => line.startsWith('  --')).length)
    expect(variableOf('databaseAdmin')).toBe('CLARION_DATABASE_ADMIN')
    expect(help.split('\n').filter((line) => line.trim() === '' && line !== '')).toEqual([])
  })
})
