import { Modal } from 'antd'
import { useCommand } from '../../../ui/api.ts'
import { DayField, MoneyField } from '../../../ui/kit/fields.tsx'
import { Field, RecordForm } from '../../../ui/kit/record-form.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { enterProjectStatistics, type Project, type ProjectStatistics } from '../contract.ts'
import { keyProjectsMessages } from '../messages/index.ts'
import { MonthField } from './choices.tsx'
import { thisYear } from './today.ts'

/** The second ledger of money, for the statistics bureau alone: nothing filled in, nothing compared. */
export function StatisticsDialog({ project, onClose }: { readonly project: Project; readonly onClose: () => void }) {
  const words = useMessages(keyProjectsMessages)
  const enter = useCommand(enterProjectStatistics, { onSuccess: onClose })
  const { fields } = words
  const initial: ProjectStatistics = {
    statisticalTotal: project.statisticalTotal,
    statisticalThisYear: project.statisticalThisYear,
    statisticalAsOf: project.statisticalAsOf,
    investmentRegisteredOn: project.investmentRegisteredOn,
    fourAboveOn: project.fourAboveOn,
  }
  return (
    <Modal
      open
      title={words.form.statisticsTitle}
      footer={null}
      width={680}
      mask={{ closable: false }}
      onCancel={onClose}
    >
      <p className="k-quiet">{words.form.statisticsNote}</p>
      <RecordForm<ProjectStatistics>
        label={words.form.statisticsTitle}
        initial={initial}
        refusal={enter.error}
        isSending={enter.isPending}
        onCancel={onClose}
        onSubmit={(values) =>
          enter.mutate({ ...initial, ...values, projectId: project.id, expectedVersion: project.version })
        }
      >
        <Field name="statisticalTotal" label={fields.statisticalTotal}>
          <MoneyField />
        </Field>
        <Field name="statisticalThisYear" label={fields.statisticalThisYear}>
          <MoneyField />
        </Field>
        <Field name="statisticalAsOf" label={fields.statisticalAsOf}>
          <MonthField year={thisYear()} />
        </Field>
        <Field name="investmentRegisteredOn" label={fields.investmentRegisteredOn}>
          <DayField />
        </Field>
        <Field name="fourAboveOn" label={fields.fourAboveOn}>
          <DayField />
        </Field>
      </RecordForm>
    </Modal>
  )
}
