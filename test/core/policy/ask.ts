import type { Scope } from '#core/contract/list.ts'
import type { PageRequest, Verdict } from '#core/contract/verdict.ts'
import { importList } from '#core/policy/import.ts'
import { compilePolicy, judge, type Policy } from '#core/policy/policy.ts'

/** A policy of imported entries, each `[scope, url, companions, also]`. */
export function policyOf(...entries: readonly [Scope, string, (readonly string[])?, (readonly string[])?][]): Policy {
  const list = entries.map(([scope, url, companions = [], also = []]) => ({ title: 'a tile', url, scope, companions, also }))
  return compilePolicy(importList({ entries: list }).entries, null)
}

/** `allowed` or the refusal code of a navigation. */
export function goTo(policy: Policy | null, url: string, use: 'navigation' | 'popup' | 'download' = 'navigation'): string {
  return outcome(judge(policy, { url, use, top: null, method: 'GET' }, 0))
}

/** `allowed` or the refusal code of a part that the page `top` asks for. */
export function load(policy: Policy, top: string | null, url: string): string {
  return outcome(judge(policy, { url, use: 'subresource', top, method: 'GET' }, 0))
}

export const outcome = (verdict: Verdict): string => (verdict.kind === 'allow' ? 'allowed' : verdict.code)

/** Something that is not a request, as a shell with a bug might send it. */
export const notARequest = (value: unknown): PageRequest => value as PageRequest
