import { ChoiceField } from '../../../ui/kit/fields.tsx'
import { Section } from '../../../ui/kit/page.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { targetsMessages } from '../messages/index.ts'

/** Which column of a workbook holds what, to be mended by hand. */
export function ImportMapping({
  shown,
  fields,
  onChange,
}: {
  readonly shown: {
    readonly sheet: string
    readonly headings: readonly { readonly column: number; readonly heading: string }[]
    readonly mapping: Readonly<Record<string, number>>
  }
  readonly fields: readonly { readonly key: string; readonly label: string }[]
  readonly onChange: (key: string, column: number | undefined) => void
}) {
  const words = useMessages(targetsMessages)
  const options = shown.headings.map(({ column, heading }) => ({ value: String(column), label: heading }))
  return (
    <Section title={words.imports.mapping} note={`${words.imports.sheet} ${shown.sheet}`}>
      <div className="k-toolbar">
        {fields.map(({ key, label }) => {
          const column = shown.mapping[key]
          return (
            <label key={key} className="k-stack-label" style={{ minWidth: 140 }}>
              {label}
              <ChoiceField
                options={options}
                hint={words.imports.noColumn}
                value={column === undefined ? null : String(column)}
                onChange={(next) => onChange(key, next === null ? undefined : Number(next))}
              />
            </label>
          )
        })}
      </div>
    </Section>
  )
}
