import '../../../ui/kit/table.css'
import { useState } from 'react'
import { formatPeriod } from '../../../kernel/format.ts'
import { useCommand } from '../../../ui/api.ts'
import { ConfirmWithReason } from '../../../ui/kit/dialogs.tsx'
import { Mark } from '../../../ui/kit/marks.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import { AppLink } from '../../../ui/navigation.tsx'
import {
  declineExcuse,
  type ExcuseAction,
  type ExcuseState,
  grantExcuse,
  type LightExcuse,
  withdrawExcuse,
} from '../contract.ts'
import { keyProjectsMessages } from '../messages/index.ts'

const TONES = { asked: 'notice', granted: 'good', declined: 'calm', withdrawn: 'calm' } as const satisfies Record<
  ExcuseState,
  string
>
const COMMANDS = { grant: grantExcuse, decline: declineExcuse, withdraw: withdrawExcuse } as const satisfies Record<
  ExcuseAction,
  object
>

/** Excuses with what may be done with each; the project's name where several projects stand in one table. */
export function ExcuseTable({
  items,
  withProject = false,
}: {
  readonly items: readonly LightExcuse[]
  readonly withProject?: boolean
}) {
  const words = useMessages(keyProjectsMessages)
  const { locale } = useLocale()
  const { excuses: said } = words
  const [deciding, setDeciding] = useState<{ readonly excuse: LightExcuse; readonly action: ExcuseAction }>()
  const headings = [said.dimension, said.code, said.months, said.reason, said.askedBy, said.state, said.decision]
  return (
    <div className="k-table-scroll" role="region" aria-label={said.title} tabIndex={0}>
      <table className="k-table" aria-label={said.title}>
        <thead>
          <tr>
            {withProject ? <th scope="col">{words.money.project}</th> : null}
            {headings.map((heading) => (
              <th key={heading} scope="col">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((excuse) => (
            <tr key={excuse.id}>
              {withProject ? (
                <td>
                  <AppLink to={`/key-projects/${excuse.projectId}`}>{excuse.projectName}</AppLink>
                </td>
              ) : null}
              <td>{words.dimensions[excuse.dimension] ?? excuse.dimension}</td>
              <td>{words.excuseNames[excuse.code] ?? excuse.code}</td>
              <td>
                {[excuse.fromPeriod, excuse.untilPeriod].map((period) => formatPeriod(period, locale)).join(' — ')}
              </td>
              <td>{excuse.reason}</td>
              <td>{excuse.askedBy}</td>
              <td>
                <Mark tone={TONES[excuse.state]}>{said.states[excuse.state]}</Mark>
              </td>
              <td>
                {[excuse.decision, excuse.decidedBy].filter(Boolean).join(' · ')}{' '}
                {excuse.actions.map((action) => (
                  <button
                    key={action}
                    type="button"
                    className="k-button k-button-text no-print"
                    onClick={() => setDeciding({ excuse, action })}
                  >
                    {said.actions[action]}
                    <span className="k-hidden"> {excuse.projectName}</span>
                  </button>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {deciding ? <Decision {...deciding} onClose={() => setDeciding(undefined)} /> : null}
    </div>
  )
}

function Decision({
  excuse,
  action,
  onClose,
}: {
  readonly excuse: LightExcuse
  readonly action: ExcuseAction
  readonly onClose: () => void
}) {
  const words = useMessages(keyProjectsMessages)
  const decide = useCommand(COMMANDS[action], { onSuccess: onClose })
  return (
    <ConfirmWithReason
      isOpen
      title={`${words.excuses.actions[action]}: ${excuse.projectName}`}
      submitLabel={words.excuses.actions[action]}
      isDanger={action !== 'grant'}
      isSending={decide.isPending}
      refusal={decide.error}
      onCancel={onClose}
      onConfirm={(decision) => decide.mutate({ excuseId: excuse.id, decision, expectedVersion: excuse.version })}
    >
      <p>{excuse.reason}</p>
    </ConfirmWithReason>
  )
}
