import { z } from 'zod'

// The content security policy forbids making code from text, and zod would try it once for each schema. Imported before every schema.
z.config({ jitless: true })
