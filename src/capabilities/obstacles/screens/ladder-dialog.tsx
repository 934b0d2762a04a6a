import { Checkbox, Form, Input, Modal } from 'antd'
import { useCommand } from '../../../ui/api.ts'
import { ChoiceField, NumberField } from '../../../ui/kit/fields.tsx'
import { Field, RecordForm } from '../../../ui/kit/record-form.tsx'
import { type LadderTier, type LadderVersion, publishLadder } from '../contract.ts'
import { type ItemWords, optionsOf, useItemWords } from './choices.tsx'

interface Typed {
  readonly name: string
  readonly basis: string
  readonly body: { readonly tiers: readonly LadderTier[] }
}

/** Publishes a new version of the ladder, beginning from the one in force. */
export function PublishDialog({ current, onClose }: { readonly current: LadderVersion; readonly onClose: () => void }) {
  const words = useItemWords()
  const publish = useCommand(publishLadder, { onSuccess: onClose })
  const { ladder } = words
  return (
    <Modal
      open
      title={ladder.publish}
      footer={null}
      width={900}
      onCancel={onClose}
      mask={{ closable: false }}
      destroyOnHidden
    >
      <p className="k-quiet">{ladder.publishNote}</p>
      <RecordForm<Typed>
        label={ladder.publish}
        initial={{ name: '', basis: '', body: { tiers: current.body.tiers } }}
        refusal={publish.error}
        isSending={publish.isPending}
        submitLabel={ladder.publish}
        onCancel={onClose}
        onSubmit={({ name, basis, body }) =>
          publish.mutate({
            expectedNumber: current.number,
            name,
            basis,
            body: { tiers: body.tiers.map((typed, tier) => sentTier(current.body.tiers[tier], typed)) },
          })
        }
      >
        <Field name="name" label={ladder.name} isRequired>
          <Input maxLength={100} />
        </Field>
        <Field name="basis" label={ladder.basis} isRequired isWide>
          <Input maxLength={500} />
        </Field>
        <div className="k-form-wide">
          <Form.List name={['body', 'tiers']}>
            {(rows) =>
              rows.map(({ key, name }) => (
                <fieldset key={key} className="ob-rows">
                  <legend>
                    {words.tierNames[name]} · {ownerOf(current, name, words)}
                  </legend>
                  <div className="ob-settings">
                    <Field name={[name, 'answerDays']} label={ladder.columns.answer}>
                      <NumberField />
                    </Field>
                    <Field name={[name, 'solveDays']} label={ladder.columns.solve}>
                      <NumberField />
                    </Field>
                    <Field name={[name, 'hardSolveDays']} label={ladder.columns.hard}>
                      <NumberField />
                    </Field>
                    <Field name={[name, 'orderAtExpiry']} label={ladder.columns.order}>
                      <ChoiceField options={optionsOf(words.colours)} />
                    </Field>
                    <Field name={[name, 'needsMinutes']} label=" " valueProp="checked">
                      <Checkbox>{ladder.columns.minutes}</Checkbox>
                    </Field>
                  </div>
                </fieldset>
              ))
            }
          </Form.List>
        </div>
      </RecordForm>
    </Modal>
  )
}

/** Who answers on a tier: fixed, so that a ladder is always climbed by the same steps. */
function ownerOf({ body }: LadderVersion, tier: number, words: ItemWords): string {
  const owner = body.tiers[tier]?.owner
  return owner ? words.owners[owner] : ''
}

/** A tier as it is sent: what is not on the form stays as it was, what is empty is nothing. */
function sentTier(before: LadderTier | undefined, typed: Partial<LadderTier>): LadderTier {
  return {
    tier: before?.tier ?? 0,
    owner: before?.owner ?? 'lead_unit',
    answerDays: typed.answerDays ?? null,
    meetingDecides: before?.meetingDecides ?? false,
    solveDays: typed.solveDays ?? null,
    hardSolveDays: typed.hardSolveDays ?? null,
    orderAtExpiry: typed.orderAtExpiry ?? null,
    needsMinutes: typed.needsMinutes ?? false,
  }
}
