import { HedgerowError } from '#core/contract/errors.ts'
import type { Role } from '#core/contract/hub-api.ts'
import type { KeyGroup } from '#core/contract/keys.ts'
import type { Db, Tx } from '../store/store.ts'

const groupOfRole: Readonly<Partial<Record<Role, KeyGroup>>> = { dsl: 'team', deputy: 'team', head: 'grown-ups', governor: 'grown-ups' }

/** Whose key a role may hold. Throws HG_NOT_ALLOWED for a role that holds none. */
export function groupOf(role: Role): KeyGroup {
  const group = groupOfRole[role]
  if (group === undefined) throw new HedgerowError('HG_NOT_ALLOWED')
  return group
}

export interface Candidate {
  readonly id: string
  readonly name: string
  readonly role: Role
}

/** Everybody who may hold the key of a group, by name. */
export async function candidatesOf(db: Db | Tx, group: KeyGroup): Promise<Candidate[]> {
  const roles = (Object.keys(groupOfRole) as Role[]).filter((role) => groupOfRole[role] === group)
  return db.selectFrom('staff').select(['id', 'name', 'role']).where('role', 'in', roles).orderBy('name').execute()
}

/**
 * Who of these is not also of the safeguarding team under another account: told by the name, since one person has one
 * account of each role. What is about a grown-up at school must not end with that grown-up.
 */
export function outsideTheTeam(members: readonly Candidate[], team: readonly Candidate[]): readonly Candidate[] {
  const plain = (name: string) =>
    name
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^\p{L}]+/gu, '')
  const names = new Set(team.map((one) => plain(one.name)))
  return members.filter((one) => groupOfRole[one.role] !== 'team' && !names.has(plain(one.name)))
}
