import { Input } from 'antd'
import { useState } from 'react'
import { exact, parseExact } from '../../../kernel/exact.ts'
import type { OutputOf } from '../../../kernel/operation.ts'
import { sourceOfRows, useCommand } from '../../../ui/api.ts'
import { DataTable } from '../../../ui/kit/data-table.tsx'
import { Mark } from '../../../ui/kit/marks.tsx'
import { Section } from '../../../ui/kit/page.tsx'
import { RefusalNote } from '../../../ui/kit/states.tsx'
import { PercentText } from '../../../ui/kit/texts.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import { AppLink } from '../../../ui/navigation.tsx'
import { useMay } from '../../../ui/session.tsx'
import { allotTarget, type Balance, type showTarget } from '../contract.ts'
import { targetsMessages } from '../messages/index.ts'
import { balanceOf } from '../rules/decomposition.ts'
import { UnitField } from './choices.tsx'
import { targetColumns } from './target-columns.tsx'
import { figureText, numberOf } from './wording.ts'

type Shown = OutputOf<typeof showTarget>

/** The targets above and below, with the balance of the split; whoever manages targets splits here and sees the balance as they type. */
export function SplitPart({ shown }: { readonly shown: Shown }) {
  const words = useMessages(targetsMessages)
  const { locale } = useLocale()
  const mayManage = useMay('targets.manage')
  const [isSplitting, setSplitting] = useState(false)
  const { ancestors, children, balance, target } = shown
  const isOpen = target.state !== 'withdrawn' && target.state !== 'archived'
  return (
    <Section
      title={words.page.tree}
      actions={
        mayManage && isOpen && !isSplitting ? (
          <button type="button" className="k-button" onClick={() => setSplitting(true)}>
            {words.page.allot}
          </button>
        ) : null
      }
    >
      {ancestors.length > 0 ? (
        <p>
          {words.page.ancestors}：
          {ancestors.map((each) => (
            <AppLink key={each.id} to={`/targets/${each.id}`}>
              {each.name} ›{' '}
            </AppLink>
          ))}
        </p>
      ) : null}
      {balance && !isSplitting ? <BalanceLine balance={balance} /> : null}
      {isSplitting ? (
        <SplitForm shown={shown} onClose={() => setSplitting(false)} />
      ) : children.length > 0 ? (
        <DataTable
          id="targets.children"
          label={words.page.children}
          columns={targetColumns(words, locale).filter((column) => column.key !== 'indicator')}
          source={sourceOfRows(children)}
          rowKey={(row) => row.id}
          rowLink={(row) => `/targets/${row.id}`}
        />
      ) : null}
    </Section>
  )
}

const TONES = {
  short: 'bad',
  even: 'good',
  over: 'notice',
  over_limit: 'warn',
  not_addable: 'calm',
  empty: 'calm',
} as const

function BalanceLine({ balance }: { readonly balance: Balance }) {
  const words = useMessages(targetsMessages)
  const { page } = words
  return (
    <p role="status">
      <Mark tone={TONES[balance.state]}>{words.balances[balance.state]}</Mark>{' '}
      {balance.total === null ? null : (
        <>
          {page.total} {figureText(balance.total)} · {page.parent} {figureText(balance.parent)} · {page.overAllotment}{' '}
          <PercentText ratio={numberOf(balance.overAllotment)} places={2} sign />
        </>
      )}
      {balance.state === 'over_limit' ? <b> {page.limit}</b> : null}
    </p>
  )
}

interface Line {
  readonly childId?: string
  readonly unitId: string | null
  readonly value: string
  readonly weight: string
}

function SplitForm({ shown, onClose }: { readonly shown: Shown; readonly onClose: () => void }) {
  const words = useMessages(targetsMessages)
  const { page, columns } = words
  const { target, children } = shown
  const isDraft = (id: string | undefined) => {
    const state = children.find((each) => each.id === id)?.state
    return state === undefined || state === 'draft' || state === 'consulting'
  }
  const [lines, setLines] = useState<readonly Line[]>(
    children.map((each) => ({
      childId: each.id,
      unitId: each.unitId,
      value: each.goal.value ?? '',
      weight: each.weight ?? '',
    })),
  )
  const command = useCommand(allotTarget, { onSuccess: onClose })
  const change = (index: number, part: Partial<Line>): void =>
    setLines(lines.map((line, at) => (at === index ? { ...line, ...part } : line)))
  const plan = target.progress.plan
  const live =
    plan === null
      ? undefined
      : balanceOf({
          method: target.indicator.overUnits,
          direction: target.indicator.direction,
          parent: exact(plan),
          children: lines.map((line, index) => ({
            key: String(index),
            value: parseExact(line.value.trim()) ?? null,
            weight: parseExact(line.weight.trim()) ? line.weight.trim() : null,
          })),
        })
  const save = (): void => {
    const changed = lines.filter((line) => line.unitId !== null && isDraft(line.childId))
    command.mutate({
      targetId: target.id,
      expectedVersion: target.version,
      children: changed.map((line) => {
        const child = children.find((each) => each.id === line.childId)
        return {
          ...(line.childId ? { childId: line.childId } : {}),
          unitId: line.unitId ?? '',
          goal: {
            ...(child?.goal ?? target.goal),
            value: line.value.trim() || null,
            ...(child ? {} : { stretch: null, base: null }),
          },
          owner: child?.owner ?? { unitId: line.unitId ?? '' },
          weight: line.weight.trim() || null,
        }
      }),
    })
  }
  return (
    <div className="k-stack">
      {live?.ok ? <BalanceLine balance={live.value} /> : null}
      {command.error ? <RefusalNote refusal={command.error} /> : null}
      <table className="k-table">
        <thead>
          <tr>
            {[columns.unit, words.goal(columns.goal, `（${target.indicator.unitText}）`), columns.weight].map(
              (heading) => (
                <th key={heading} scope="col">
                  {heading}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {lines.map((line, index) => (
            <tr key={line.childId ?? index}>
              <td>
                {line.childId ? (
                  children.find((each) => each.id === line.childId)?.unitName
                ) : (
                  <UnitField
                    aria-label={columns.unit}
                    value={line.unitId}
                    onChange={(unitId) => change(index, { unitId })}
                  />
                )}
              </td>
              <td>
                <Input
                  aria-label={columns.goal}
                  inputMode="decimal"
                  disabled={!isDraft(line.childId)}
                  value={line.value}
                  onChange={(event) => change(index, { value: event.target.value })}
                />
              </td>
              <td>
                <Input
                  aria-label={columns.weight}
                  inputMode="decimal"
                  disabled={!isDraft(line.childId)}
                  value={line.weight}
                  onChange={(event) => change(index, { weight: event.target.value })}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="k-toolbar">
        <button
          type="button"
          className="k-button"
          onClick={() => setLines([...lines, { unitId: null, value: '', weight: '' }])}
        >
          {page.addChild}
        </button>
        <button type="button" className="k-button k-button-primary" disabled={command.isPending} onClick={save}>
          {page.saveSplit}
        </button>
        <button type="button" className="k-button" onClick={onClose}>
          {words.form.close}
        </button>
      </div>
    </div>
  )
}
