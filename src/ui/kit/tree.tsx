import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react'

/** A node of a tree; `extra` stands at the right end of its line. */
export interface TreeNode {
  readonly key: string
  readonly label: ReactNode
  readonly extra?: ReactNode
  readonly children?: readonly TreeNode[]
}

interface Line {
  readonly node: TreeNode
  readonly level: number
  readonly parent: string | undefined
}

/**
 * A tree that opens and closes by click or keyboard (arrows, Home, End; Enter selects). The first `openLevels` levels start open.
 */
export function Tree({
  nodes,
  label,
  selected,
  onSelect,
  openLevels = 2,
}: {
  readonly nodes: readonly TreeNode[]
  readonly label: string
  readonly selected?: string | undefined
  readonly onSelect?: (key: string) => void
  readonly openLevels?: number
}) {
  const [flipped, setFlipped] = useState<ReadonlySet<string>>(new Set())
  const [current, setCurrent] = useState<string>()
  const box = useRef<HTMLDivElement>(null)
  const isOpen = (key: string, level: number): boolean => level <= openLevels !== flipped.has(key)
  const lines = linesOf(nodes, isOpen)
  const active = lines.find(({ node }) => node.key === (current ?? selected))?.node.key ?? lines[0]?.node.key
  const flip = (key: string): void => {
    const next = new Set(flipped)
    if (!next.delete(key)) next.add(key)
    setFlipped(next)
  }
  const focus = (key: string | undefined): void => {
    if (key === undefined) return
    setCurrent(key)
    box.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus()
  }
  const press = (event: KeyboardEvent, index: number): void => {
    const line = lines[index]
    if (!line) return
    const { node, level, parent } = line
    const hasChildren = (node.children?.length ?? 0) > 0
    const open = hasChildren && isOpen(node.key, level)
    const act: Readonly<Record<string, () => void>> = {
      ArrowDown: () => focus(lines[index + 1]?.node.key),
      ArrowUp: () => focus(lines[index - 1]?.node.key),
      Home: () => focus(lines[0]?.node.key),
      End: () => focus(lines.at(-1)?.node.key),
      ArrowRight: () => (hasChildren && !open ? flip(node.key) : focus(node.children?.[0]?.key)),
      ArrowLeft: () => (open ? flip(node.key) : focus(parent)),
      Enter: () => onSelect?.(node.key),
      ' ': () => (onSelect ? onSelect(node.key) : hasChildren && flip(node.key)),
    }
    const action = event.target === event.currentTarget ? act[event.key] : undefined
    if (!action) return
    event.preventDefault()
    action()
  }
  return (
    <div ref={box} role="tree" aria-label={label} className="k-tree">
      {lines.map(({ node, level }, index) => {
        const hasChildren = (node.children?.length ?? 0) > 0
        return (
          <div
            key={node.key}
            data-key={node.key}
            role="treeitem"
            aria-level={level}
            aria-expanded={hasChildren ? isOpen(node.key, level) : undefined}
            aria-selected={node.key === selected}
            tabIndex={node.key === active ? 0 : -1}
            className="k-tree-line"
            style={{ paddingLeft: (level - 1) * 20 + 4 }}
            onKeyDown={(event) => press(event, index)}
            onFocus={() => setCurrent(node.key)}
            onClick={() => onSelect?.(node.key)}
          >
            <span
              className="k-tree-twist"
              aria-hidden="true"
              onClick={(event) => {
                event.stopPropagation()
                if (hasChildren) flip(node.key)
              }}
            >
              {hasChildren ? (isOpen(node.key, level) ? '▾' : '▸') : ''}
            </span>
            <span className="k-tree-label">{node.label}</span>
            {node.extra === undefined ? null : <span className="k-tree-extra">{node.extra}</span>}
          </div>
        )
      })}
    </div>
  )
}

function linesOf(
  nodes: readonly TreeNode[],
  isOpen: (key: string, level: number) => boolean,
  level = 1,
  parent?: string,
): readonly Line[] {
  return nodes.flatMap((node) => [
    { node, level, parent },
    ...(isOpen(node.key, level) ? linesOf(node.children ?? [], isOpen, level + 1, node.key) : []),
  ])
}
