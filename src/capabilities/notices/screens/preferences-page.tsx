import { Input, Radio } from 'antd'
import { useState } from 'react'
import { useCommand, useOperation } from '../../../ui/api.ts'
import { PageHeader } from '../../../ui/kit/page.tsx'
import { Field, RecordForm } from '../../../ui/kit/record-form.tsx'
import { Answer } from '../../../ui/kit/states.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { AppLink } from '../../../ui/navigation.tsx'
import { NOTICE_GROUPS, Pace, type Preferences, savePreferences, showPreferences } from '../contract.ts'
import { noticesMessages } from '../messages/index.ts'
import './notices.css'

/** How the person who reads wants to hear: by mail or not, at once or gathered, and the quiet hours. */
export default function PreferencesPage() {
  const words = useMessages(noticesMessages)
  const [saved, setSaved] = useState(0)
  const kept = useOperation(showPreferences, {})
  const save = useCommand(savePreferences, { onSuccess: ({ version }) => setSaved(version) })
  return (
    <>
      <PageHeader
        back={<AppLink to="/notices">‹ {words.inbox.title}</AppLink>}
        title={words.preferences.title}
        note={words.preferences.note}
      />
      <Answer of={kept}>
        {({ preferences, version, hasMail }) => (
          <div className="k-stack">
            {hasMail ? null : <p className="k-quiet">{words.preferences.noMail}</p>}
            <RecordForm<Preferences>
              key={version}
              label={words.preferences.title}
              initial={preferences}
              refusal={save.error}
              isSending={save.isPending}
              submitLabel={words.preferences.save}
              onSubmit={(written) =>
                save.mutate({
                  preferences: { ...preferences, ...written, email: written.email.trim() },
                  expectedVersion: version,
                })
              }
              actions={
                saved === version && saved > 0 ? <output className="k-quiet">{words.preferences.saved}</output> : null
              }
            >
              <Field name="email" label={words.preferences.email} hint={words.preferences.emailHint}>
                <Input type="email" maxLength={200} autoComplete="email" />
              </Field>
              <Field name="language" label={words.preferences.language}>
                <Radio.Group
                  options={(['zh-CN', 'en'] as const).map((value) => ({
                    value,
                    label: words.preferences.languages[value],
                  }))}
                />
              </Field>
              {NOTICE_GROUPS.map((group) => (
                <Field key={group} name={['paces', group]} label={words.groups[group]}>
                  <Radio.Group
                    options={Pace.options.map((value) => ({ value, label: words.preferences.paces[value] }))}
                  />
                </Field>
              ))}
              <Field name="digestAt" label={words.preferences.digestAt} isRequired>
                <Input type="time" />
              </Field>
              <Field name="quietFrom" label={words.preferences.quietFrom} isRequired>
                <Input type="time" />
              </Field>
              <Field name="quietTo" label={words.preferences.quietTo} hint={words.preferences.quietHint} isRequired>
                <Input type="time" />
              </Field>
            </RecordForm>
          </div>
        )}
      </Answer>
    </>
  )
}
