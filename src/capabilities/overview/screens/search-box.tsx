import { type FormEvent, useState } from 'react'
import { useMessages } from '../../../ui/language.tsx'
import { useGo } from '../../../ui/navigation.tsx'
import { overviewMessages } from '../messages/index.ts'

/** One box for everything; Enter opens what was found. */
export function SearchBox({
  initial = '',
  onText,
}: {
  readonly initial?: string
  readonly onText?: (text: string) => void
}) {
  const words = useMessages(overviewMessages)
  const go = useGo()
  const [text, setText] = useState(initial)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const wanted = text.trim()
    if (wanted === '') return
    if (onText) onText(wanted)
    else go(`/search?text=${encodeURIComponent(wanted)}`)
  }
  return (
    <form role="search" className="os-box" onSubmit={submit}>
      <input
        type="search"
        aria-label={words.search.label}
        placeholder={words.search.placeholder}
        maxLength={100}
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          if (onText && !isComposing(event.nativeEvent)) onText(event.target.value.trim())
        }}
        onCompositionEnd={(event) => onText?.(event.currentTarget.value.trim())}
      />
      <button type="submit" className="k-button">
        {words.search.go}
      </button>
    </form>
  )
}

/** While pinyin is being typed into Chinese the letters are not yet what is sought. */
function isComposing(event: Event): boolean {
  return 'isComposing' in event && event.isComposing === true
}
