import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { command } from '../../kernel/operation.ts'
import { fieldOptions, inputFromOptions, optionOf, parseArguments, refuseUnknown, textOption } from './arguments.ts'
import { commandOf, derivedSpecs, findSpec } from './derived.ts'
import { findOwn, ownCommands } from './commands.ts'

const spec = command({
  id: 'organisation.try',
  summary: 'Tries every kind of field',
  route: 'POST /organisation/try/:unitId',
  permission: 'organisation.manage',
  input: z.object({
    unitId: z.string(),
    expectedVersion: z.int(),
    share: z.number().nullable().optional(),
    isOpen: z.boolean().default(false),
    kind: z.enum(['park', 'town']).optional(),
    unitIds: z.array(z.string()).optional(),
    years: z.array(z.int()).optional(),
    goal: z.object({ value: z.number() }).optional(),
  }),
  output: z.object({}),
})
const read = (...argv: readonly string[]) => inputFromOptions(spec, parseArguments(argv).options)

describe('arguments', () => {
  it('tell words, values and switches apart', () => {
    expect(parseArguments(['units', 'list', '--on', '2026-03-01', '--closed', '--q=a=b'])).toEqual({
      words: ['units', 'list'],
      options: { on: '2026-03-01', closed: true, q: 'a=b' },
    })
  })

  it('give a switch no word of those after it', () => {
    const given = parseArguments(['--closed', 'list', '--on', 'x'], (name) => name === 'closed')
    expect(given).toEqual({ words: ['list'], options: { closed: true, on: 'x' } })
  })

  it('make a list of an option given twice, and take what follows -- as words', () => {
    expect(parseArguments(['--id', 'a', '--id', 'b', '--', '--id', 'c'])).toEqual({
      words: ['--id', 'c'],
      options: { id: ['a', 'b'] },
    })
  })

  it('never throw and never lose a word, whatever is typed', () => {
    const word = fc.oneof(fc.string(), fc.constantFrom('--', '--a', '--a=', '--=x', '-', '--b'))
    fc.assert(
      fc.property(fc.array(word), (argv) => {
        const { words, options } = parseArguments(argv)
        const kept = words.length + Object.values(options).flat().length
        expect(kept).toBeLessThanOrEqual(argv.length)
        const plain = argv.slice(0, argv.indexOf('--') < 0 ? argv.length : argv.indexOf('--'))
        if (!plain.some((each) => each.startsWith('--')))
          expect(words).toEqual(argv.filter((each, at) => at !== argv.indexOf('--') || each !== '--'))
      }),
    )
  })

  it('name the option that is wrong or has no value', () => {
    expect(() => refuseUnknown(parseArguments(['--datum', 'x']), ['data'])).toThrow(/--datum.*--data/s)
    expect(() => textOption(parseArguments(['--out']), 'out')).toThrow('--out')
    expect(textOption(parseArguments(['--out', 'a', '--out', 'b']), 'out')).toBe('b')
  })
})

describe('the input of an operation', () => {
  it('takes what its fields ask for', () => {
    expect(
      read(
        '--unit-id',
        '12',
        '--expected-version',
        '3',
        '--share',
        '0.5',
        '--is-open',
        '--unit-ids',
        'a',
        '--years=2026',
      ),
    ).toEqual({ unitId: '12', expectedVersion: 3, share: 0.5, isOpen: true, unitIds: ['a'], years: [2026] })
  })

  it('keeps digits of a text field as text, and null as null', () => {
    expect(read('--unit-id', '0012', '--share', 'null')).toEqual({ unitId: '0012', share: null })
    expect(read('--unit-id', '[1]')).toEqual({ unitId: '[1]' })
  })

  it('reads JSON where a field is an object or a list, from a file too', () => {
    const folder = mkdtempSync(join(tmpdir(), 'clarion-arguments-'))
    writeFileSync(join(folder, 'goal.json'), '{"value": 5}')
    expect(read('--goal', '{"value": 4}', '--years', '[2025, 2026]')).toEqual({
      goal: { value: 4 },
      years: [2025, 2026],
    })
    expect(read('--goal', `@${join(folder, 'goal.json')}`)).toEqual({ goal: { value: 5 } })
    expect(() => read('--goal', '@/nowhere')).toThrow('/nowhere')
    rmSync(folder, { recursive: true })
  })

  it('lets what does not fit through to the server, whose sentence is better', () => {
    expect(read('--expected-version', 'three', '--goal', '{')).toEqual({ expectedVersion: 'three', goal: '{' })
  })

  it('is offered as options with what may stand behind them', () => {
    expect(fieldOptions(spec).map(({ option, value, isRequired }) => [option, value, isRequired])).toEqual([
      ['unit-id', 'TEXT', true],
      ['expected-version', 'NUMBER', true],
      ['share', 'NUMBER', false],
      ['is-open', '', false],
      ['kind', 'park|town', false],
      ['unit-ids', 'TEXT …', false],
      ['years', 'NUMBER …', false],
      ['goal', 'JSON|@FILE', false],
    ])
  })
})

describe('commands', () => {
  it('are found by either spelling, and every operation has one of its own', () => {
    expect(findSpec(['organisation', 'list_units'])?.id).toBe('organisation.list_units')
    expect(findSpec(['organisation', 'list-units', 'x'])?.id).toBe('organisation.list_units')
    expect(findSpec(['organisation'])).toBeUndefined()
    const commands = derivedSpecs.map(commandOf)
    expect(new Set(commands).size).toBe(commands.length)
    for (const line of commands) expect(findSpec(line.split(' '))).toBeDefined()
  })

  it('of their own are never shadowed by a derived one, nor shadow one', () => {
    for (const { words } of ownCommands) {
      expect(findOwn(words.split(' '))).toBeDefined()
      expect(derivedSpecs.map(commandOf)).not.toContain(words)
    }
    for (const spec of derivedSpecs) expect(findOwn(commandOf(spec).split(' '))).toBeUndefined()
  })

  it('have option names that differ within an operation', () => {
    for (const spec of derivedSpecs) {
      const options = Object.keys(spec.input.shape).map(optionOf)
      expect(new Set(options).size, spec.id).toBe(options.length)
      expect(options).not.toContain('help')
    }
  })
})
