import { Modal } from 'antd'
import { useState } from 'react'
import type { Period } from '../../../kernel/period.ts'
import { useCommand, useOperation } from '../../../ui/api.ts'
import { ChoiceField } from '../../../ui/kit/fields.tsx'
import { Answer, RefusalNote } from '../../../ui/kit/states.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { draftBulletin, listTemplates, type TemplateLine } from '../contract.ts'
import { bulletinsMessages } from '../messages/index.ts'
import { PeriodField, UnitField } from './choices.tsx'
import { usualPeriod } from './today.ts'

/** Chooses template, period and, for a letter, the unit it goes to; the ledgers do the rest. */
export function DraftDialog({
  onClose,
  onDone,
}: {
  readonly onClose: () => void
  readonly onDone: (id: string) => void
}) {
  const words = useMessages(bulletinsMessages)
  const templates = useOperation(listTemplates, {})
  const [key, setKey] = useState<string | null>(null)
  const [period, setPeriod] = useState<string | null>(null)
  const [unit, setUnit] = useState<string | null>(null)
  const draft = useCommand(draftBulletin, { onSuccess: ({ id }) => onDone(id) })
  const items = (templates.data?.items ?? []).filter((each) => each.kind !== 'correction')
  const chosen = items.find((each) => each.key === key)
  const wanted = period ?? (chosen ? usualPeriod(chosen.period) : null)
  const isReady = chosen && wanted !== null && (chosen.kind !== 'letter' || unit !== null)
  return (
    <Modal
      open
      title={words.desk.draftTitle}
      okText={words.desk.compose}
      okButtonProps={{ disabled: !isReady }}
      confirmLoading={draft.isPending}
      onOk={() =>
        chosen &&
        draft.mutate({
          templateKey: chosen.key,
          period: wanted as Period,
          ...(chosen.kind === 'letter' && unit ? { recipientUnitId: unit } : {}),
        })
      }
      onCancel={onClose}
      mask={{ closable: false }}
      destroyOnHidden
    >
      <Answer of={templates}>
        {() => (
          <div className="k-stack">
            {draft.error ? <RefusalNote refusal={draft.error} /> : null}
            <label className="k-stack-label">
              {words.desk.chooseTemplate}
              <ChoiceField
                aria-label={words.desk.chooseTemplate}
                value={key}
                options={items.map((each) => ({
                  value: each.key,
                  label: labelOfTemplate(each, words.kinds[each.kind]),
                }))}
                onChange={(next) => {
                  setKey(next)
                  setPeriod(null)
                }}
              />
            </label>
            {chosen ? (
              <label className="k-stack-label">
                {words.desk.choosePeriod}
                <PeriodField
                  aria-label={words.desk.choosePeriod}
                  kind={chosen.period}
                  value={wanted}
                  onChange={setPeriod}
                />
              </label>
            ) : null}
            {chosen?.kind === 'letter' ? (
              <label className="k-stack-label">
                {words.desk.chooseUnit}
                <UnitField aria-label={words.desk.chooseUnit} value={unit} onChange={setUnit} />
                <span className="k-quiet">{words.desk.unitHint}</span>
              </label>
            ) : null}
          </div>
        )}
      </Answer>
    </Modal>
  )
}

function labelOfTemplate({ name }: TemplateLine, kind: string): string {
  return name === kind ? name : `${name}（${kind}）`
}
