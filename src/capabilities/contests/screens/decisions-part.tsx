import { Checkbox, Input, Modal } from 'antd'
import { useState } from 'react'
import { asDay } from '../../../kernel/day.ts'
import { useCommand } from '../../../ui/api.ts'
import { ChoiceField, DayField } from '../../../ui/kit/fields.tsx'
import { Mark } from '../../../ui/kit/marks.tsx'
import { Section } from '../../../ui/kit/page.tsx'
import { Field, RecordForm } from '../../../ui/kit/record-form.tsx'
import { Empty } from '../../../ui/kit/states.tsx'
import { DayText, InstantText } from '../../../ui/kit/texts.tsx'
import { AppLink } from '../../../ui/navigation.tsx'
import { type Decision, decideOnResult } from '../contract.ts'
import type { Contest } from './contest-frame.tsx'
import { useUnitNames } from './units.tsx'
import { optionsOf, useWords } from './words.ts'

interface Typed {
  readonly kind: Decision['kind']
  readonly entrantKey?: string | null
  readonly text: string
  readonly unitId?: string | null
  readonly dueOn?: string | null
  readonly asItem?: boolean
}

/** What was decided on the result: awards, commitments of the last, other decisions; a commitment may become a supervised item. */
export function DecisionsPart({
  contest,
  decisions,
}: {
  readonly contest: Contest
  readonly decisions: readonly Decision[]
}) {
  const words = useWords()
  const names = words.results
  const units = useUnitNames()
  const [isOpen, setOpen] = useState(false)
  const nameOf = (key: string | null): string => contest.body.entrants.find((each) => each.key === key)?.name ?? ''
  return (
    <Section
      title={names.decisions}
      actions={
        contest.actions.includes('decide') ? (
          <button type="button" className="k-button" onClick={() => setOpen(true)}>
            {names.decide}
          </button>
        ) : null
      }
    >
      {decisions.length === 0 ? (
        <Empty>{names.decisionsEmpty}</Empty>
      ) : (
        <ul className="ct-counts">
          {decisions.map((each) => (
            <li key={each.id}>
              <Mark tone={each.kind === 'award' ? 'bad' : 'notice'}>{names.decisionKinds[each.kind]}</Mark>{' '}
              {each.entrantKey ? <b>{nameOf(each.entrantKey)}</b> : null} {each.text}
              {each.unitId ? ` · ${units.get(each.unitId) ?? ''}` : ''}
              {each.dueOn ? (
                <>
                  {' '}
                  · {names.decisionFields.dueOn} <DayText day={each.dueOn} />
                </>
              ) : null}
              {each.itemId ? (
                <>
                  {' '}
                  · <AppLink to={`/obstacles/${each.itemId}`}>{names.item}</AppLink>
                </>
              ) : null}
              <span className="k-quiet">
                {' '}
                {each.decidedBy} <InstantText at={each.decidedAt} />
              </span>
            </li>
          ))}
        </ul>
      )}
      {isOpen ? <DecideDialog contest={contest} onClose={() => setOpen(false)} /> : null}
    </Section>
  )
}

function DecideDialog({ contest, onClose }: { readonly contest: Contest; readonly onClose: () => void }) {
  const words = useWords()
  const names = words.results.decisionFields
  const units = useUnitNames()
  const decide = useCommand(decideOnResult, { onSuccess: onClose })
  return (
    <Modal
      open
      title={words.results.decide}
      footer={null}
      onCancel={onClose}
      mask={{ closable: false }}
      destroyOnHidden
    >
      <RecordForm<Typed>
        label={words.results.decide}
        initial={{ kind: 'commitment' }}
        refusal={decide.error}
        isSending={decide.isPending}
        onCancel={onClose}
        onSubmit={({ kind, entrantKey, text, unitId, dueOn, asItem }) =>
          decide.mutate({
            contestId: contest.id,
            kind,
            text,
            entrantKey: entrantKey ?? null,
            unitId: unitId ?? contest.body.entrants.find(({ key }) => key === entrantKey)?.unitId ?? null,
            dueOn: dueOn ? asDay(dueOn) : null,
            asItem: asItem ?? false,
          })
        }
      >
        <Field name="kind" label={names.kind} isRequired>
          <ChoiceField options={optionsOf(words.results.decisionKinds)} />
        </Field>
        <Field name="entrantKey" label={names.entrant}>
          <ChoiceField options={contest.body.entrants.map(({ key, name }) => ({ value: key, label: name }))} />
        </Field>
        <Field name="text" label={names.text} isRequired isWide>
          <Input.TextArea rows={3} maxLength={1000} />
        </Field>
        <Field name="unitId" label={names.unit}>
          <ChoiceField options={[...units].map(([value, label]) => ({ value, label }))} />
        </Field>
        <Field name="dueOn" label={names.dueOn}>
          <DayField />
        </Field>
        <Field name="asItem" label={names.asItem} hint={words.results.asItemHint} valueProp="checked" isWide>
          <Checkbox />
        </Field>
      </RecordForm>
    </Modal>
  )
}
