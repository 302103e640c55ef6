import { type HTMLInputTypeAttribute, useId } from 'react'

/** One labelled field with an optional line of help under it. */
export function Field({
  label,
  help,
  value,
  onChange,
  type = 'text',
  autoComplete = 'off',
  maxLength,
  required = false,
  spellCheck,
  veiled = false,
}: {
  label: string
  help?: string
  value: string
  onChange: (value: string) => void
  type?: HTMLInputTypeAttribute
  autoComplete?: string
  maxLength?: number
  required?: boolean
  spellCheck?: boolean
  /** Dots for letters without being a password field: a browser offers to keep those. */
  veiled?: boolean
}) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type={type}
        value={value}
        autoComplete={autoComplete}
        required={required}
        spellCheck={spellCheck}
        {...(veiled ? { className: 'veiled', autoCapitalize: 'off', autoCorrect: 'off' } : {})}
        {...(maxLength === undefined ? {} : { maxLength })}
        {...(help === undefined ? {} : { 'aria-describedby': `${id}-help` })}
        onChange={(event) => onChange(event.target.value)}
      />
      {help !== undefined && (
        <p className="soft" id={`${id}-help`}>
          {help}
        </p>
      )}
    </div>
  )
}

/** A labelled field of several lines. */
export function TextField({
  label,
  help,
  value,
  onChange,
  rows = 3,
  maxLength,
}: {
  label: string
  help?: string
  value: string
  onChange: (value: string) => void
  rows?: number
  maxLength?: number
}) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        rows={rows}
        value={value}
        spellCheck={false}
        {...(maxLength === undefined ? {} : { maxLength })}
        {...(help === undefined ? {} : { 'aria-describedby': `${id}-help` })}
        onChange={(event) => onChange(event.target.value)}
      />
      {help !== undefined && (
        <p className="soft" id={`${id}-help`}>
          {help}
        </p>
      )}
    </div>
  )
}
