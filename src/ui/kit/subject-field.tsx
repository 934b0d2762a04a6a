import { useQueries } from '@tanstack/react-query'
import { Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import { useLocale } from '../language.tsx'
import type { SubjectRef } from '../screens.ts'
import { useSubjectKinds } from '../subjects.tsx'

/** A record of any capability with the title it had when it was chosen. */
export interface ChosenSubject extends SubjectRef {
  readonly title: string
}

const keyOf = ({ kind, id }: SubjectRef): string => `${kind}:${id}`

/** One record of any capability, found by words, pinyin or initials; grouped by kind. */
export function SubjectField({
  value,
  onChange,
  hint,
  ...rest
}: {
  readonly id?: string
  readonly value?: ChosenSubject | null
  readonly onChange?: (value: ChosenSubject | null) => void
  readonly hint?: string
  readonly disabled?: boolean
}) {
  const { locale } = useLocale()
  const kinds = useSubjectKinds()
  const [text, setText] = useState('')
  const asked = useDeferredValue(text.trim())
  const answers = useQueries({
    queries: kinds.map(({ kind, find }) => ({
      queryKey: [`${kind}.subjects`, asked],
      queryFn: () => find(asked),
      staleTime: 60_000,
    })),
  })
  const found = kinds.map(({ kind, label }, index) => ({
    label: label(locale),
    subjects: (answers[index]?.data ?? []).map(({ id, title }) => ({ kind, id, title })),
  }))
  const known = new Map(found.flatMap(({ subjects }) => subjects).map((subject) => [keyOf(subject), subject]))
  const options = found
    .filter(({ subjects }) => subjects.length > 0)
    .map(({ label, subjects }) => ({
      label,
      options: subjects.map((subject) => ({ value: keyOf(subject), label: subject.title })),
    }))
  const kept = value && !known.has(keyOf(value)) ? [{ value: keyOf(value), label: value.title }] : []
  return (
    <Select<string>
      {...rest}
      className="k-fill"
      allowClear
      showSearch={{ filterOption: false, onSearch: setText }}
      placeholder={hint}
      value={value ? keyOf(value) : undefined}
      options={[...kept, ...options]}
      onChange={(key?: string) => onChange?.((key && known.get(key)) || null)}
    />
  )
}
