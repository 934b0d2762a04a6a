/** The mark of the product: a bugle with its cord, drawn in the colour of the text around it. */
export function Bugle({ size = 26 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" className="bugle">
      <path
        d="M3.5 14.5h3l2.2-1h8.2c3.6 0 7.4-2.4 11.1-6.5v18c-3.700-4.100-7.500-6.500-11.100-6.500H8.700l-2.200-1h-3z"
        fill="currentColor"
      />
      <path d="M10.500 18.500c-1.200 5.400 8.500 5.600 7.600.2" fill="none" stroke="currentColor" strokeWidth="2" />
      <path d="M13 13.500c.4-3.600 5-3.600 5.200-.4" fill="none" stroke="currentColor" strokeWidth="1.600" />
    </svg>
  )
}
