import type { PageRequest, Verdict } from '#core/contract/verdict.ts'
import { compilePolicy, judge } from '#core/policy/policy.ts'
import { approvals } from '#test/sites/neighbourhood.ts'

/** The product's own policy code over these approvals. */
export function listJudge(entries = approvals): (request: PageRequest) => Verdict {
  const policy = compilePolicy(entries, null)
  return (request) => judge(policy, request, Date.now())
}
