import { type ReactNode, useEffect, useRef } from 'react'

/** A card that opens below its summary and closes by Escape, by a link inside it, or by pressing anywhere else. */
export function Popup({
  summary,
  className = 'k-popup',
  children,
}: {
  readonly summary: ReactNode
  readonly className?: string
  readonly children: ReactNode
}) {
  const box = useRef<HTMLDetailsElement>(null)
  useEffect(() => {
    const close = (event: Event): void => {
      const isInside = event.target instanceof Node && box.current?.contains(event.target)
      if (box.current && !isInside) box.current.open = false
    }
    document.addEventListener('pointerdown', close)
    document.addEventListener('focusin', close)
    return () => {
      document.removeEventListener('pointerdown', close)
      document.removeEventListener('focusin', close)
    }
  }, [])
  return (
    <details
      ref={box}
      className={className}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !box.current?.open) return
        box.current.open = false
        box.current.querySelector('summary')?.focus()
      }}
      onClick={(event) => {
        if (isLink(event.target) && box.current) box.current.open = false
      }}
    >
      {summary}
      {children}
    </details>
  )
}

/** Whether a click went to a link: menus close behind the page it opens. */
export function isLink(target: EventTarget): boolean {
  return target instanceof Element && target.closest('a') !== null
}
