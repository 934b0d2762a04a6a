import { Checkbox, Input } from 'antd'
import { useCommand, useOperation } from '../../../ui/api.ts'
import { NumberField } from '../../../ui/kit/fields.tsx'
import { Facts, Section } from '../../../ui/kit/page.tsx'
import { Field, RecordForm } from '../../../ui/kit/record-form.tsx'
import { Answer } from '../../../ui/kit/states.tsx'
import { type LoopSettings, setLoopSettings, showLoopSettings } from '../contract.ts'
import { type ItemWords, useItemWords } from './choices.tsx'

type Days = Exclude<keyof LoopSettings, 'closeOfBusiness' | 'keepsQuietHours' | 'orders' | 'lookBackShare'>

const DAYS: readonly Days[] = [
  'verifyDays',
  'assignDays',
  'signDays',
  'returnDays',
  'extensionDecideDays',
  'mostExtensions',
  'consentDays',
  'ratingDays',
  'remindDays',
  'reopenDays',
  'leastLookBacksPerUnit',
]
const ORDERS = ['blueDaysBefore', 'yellowAfterExpiries', 'redAfterExpiries'] as const

/** The time limits of the loop and when orders are sent; everybody reads them, the supervision office sets them. */
export function SettingsPart() {
  const words = useItemWords()
  const known = useOperation(showLoopSettings, {})
  return (
    <Section title={words.ladder.settings}>
      <Answer of={known}>
        {({ settings, version, mayChange }) =>
          mayChange ? <Change key={version} settings={settings} version={version} /> : <Read settings={settings} />
        }
      </Answer>
    </Section>
  )
}

function unitOf(key: Days | (typeof ORDERS)[number], { ladder }: ItemWords): string {
  if (key === 'mostExtensions' || key === 'yellowAfterExpiries' || key === 'redAfterExpiries') return ladder.times
  if (key === 'reopenDays') return ladder.calendarDays
  return key === 'leastLookBacksPerUnit' ? ladder.pieces : ladder.workday
}

function Read({ settings }: { readonly settings: LoopSettings }) {
  const words = useItemWords()
  const { set, yes, no } = words.ladder
  return (
    <Facts
      items={[
        { label: set.closeOfBusiness, value: settings.closeOfBusiness },
        { label: set.keepsQuietHours, value: settings.keepsQuietHours ? yes : no },
        ...DAYS.map((key) => ({ label: set[key], value: `${settings[key]} ${unitOf(key, words)}` })),
        { label: set.lookBackShare, value: Math.round(settings.lookBackShare * 100) },
        ...ORDERS.map((key) => ({
          label: set[key],
          value: settings.orders[key] === null ? null : `${settings.orders[key]} ${unitOf(key, words)}`,
        })),
        { label: set.redNeedsInterview, value: settings.orders.redNeedsInterview ? yes : no },
      ]}
    />
  )
}

interface Typed extends Omit<LoopSettings, 'lookBackShare'> {
  readonly lookBackPercent: number
}

function Change({ settings, version }: { readonly settings: LoopSettings; readonly version: number }) {
  const words = useItemWords()
  const save = useCommand(setLoopSettings)
  const { set, saveSettings, saved } = words.ladder
  const { lookBackShare, ...rest } = settings
  return (
    <>
      <RecordForm<Typed>
        label={words.ladder.settings}
        initial={{ ...rest, lookBackPercent: Math.round(lookBackShare * 100) }}
        refusal={save.error}
        isSending={save.isPending}
        submitLabel={saveSettings}
        onSubmit={({ lookBackPercent, ...typed }) =>
          save.mutate({
            expectedVersion: version,
            settings: {
              ...typed,
              lookBackShare: lookBackPercent / 100,
              orders: {
                ...settings.orders,
                ...typed.orders,
                blueDaysBefore: typed.orders.blueDaysBefore ?? null,
                yellowAfterExpiries: typed.orders.yellowAfterExpiries ?? null,
                redAfterExpiries: typed.orders.redAfterExpiries ?? null,
              },
            },
          })
        }
      >
        <Field name="closeOfBusiness" label={set.closeOfBusiness} isRequired>
          <Input maxLength={5} inputMode="numeric" />
        </Field>
        {DAYS.map((key) => (
          <Field key={key} name={key} label={set[key]} isRequired>
            <NumberField unit={unitOf(key, words)} />
          </Field>
        ))}
        <Field name="lookBackPercent" label={set.lookBackShare} isRequired>
          <NumberField unit="%" />
        </Field>
        {ORDERS.map((key) => (
          <Field key={key} name={['orders', key]} label={set[key]}>
            <NumberField unit={unitOf(key, words)} />
          </Field>
        ))}
        <Field name={['orders', 'redNeedsInterview']} label=" " valueProp="checked">
          <Checkbox>{set.redNeedsInterview}</Checkbox>
        </Field>
        <Field name="keepsQuietHours" label=" " valueProp="checked" isWide>
          <Checkbox>{set.keepsQuietHours}</Checkbox>
        </Field>
      </RecordForm>
      <output className="ob-said" aria-live="polite">
        {save.isSuccess ? saved : ''}
      </output>
    </>
  )
}
