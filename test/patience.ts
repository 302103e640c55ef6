import { configure } from '@testing-library/react'

/** A guard against hanging, not a figure: a busy machine may take its time to paint. */
configure({ asyncUtilTimeout: 15_000 })
