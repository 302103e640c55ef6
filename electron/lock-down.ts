/** A step of locking the machine down, which knows how to take itself back. */
export interface Step {
  readonly name: string
  do(): void | Promise<void>
  undo(): void | Promise<void>
}

export interface LockDown {
  /** Takes every step back, the last one first. A step that cannot be taken back does not keep the others; the first fault is thrown at the end. */
  release(): Promise<void>
}

/** Takes the steps in order. When one fails, those before it are taken back in reverse, and its fault is thrown: never a half-locked machine. */
export async function lockDown(steps: readonly Step[]): Promise<LockDown> {
  const taken: Step[] = []
  async function release(): Promise<void> {
    const faults: unknown[] = []
    for (let step = taken.pop(); step !== undefined; step = taken.pop()) {
      try {
        await step.undo()
      } catch (fault) {
        faults.push(fault)
      }
    }
    if (faults.length > 0) throw faults[0]
  }
  for (const step of steps) {
    try {
      await step.do()
      taken.push(step)
    } catch (fault) {
      // The fault that stopped us is the one to tell, whatever unwinding adds.
      await release().catch(() => undefined)
      throw fault
    }
  }
  return { release }
}
