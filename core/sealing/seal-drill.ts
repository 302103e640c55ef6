import { Encrypter } from 'age-encryption'
import { toBase64 } from './base64.ts'

/** A drill report: a text that only the holder of this key can read back. base64 of an age file. */
export async function sealDrill(answer: string, recipient: string): Promise<string> {
  const encrypter = new Encrypter()
  encrypter.addRecipient(recipient)
  return toBase64(await encrypter.encrypt(answer))
}
