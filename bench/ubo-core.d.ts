/** What the bench uses of it; the package brings no types. */
declare module '@gorhill/ubo-core' {
  export class StaticNetFilteringEngine {
    static create(): Promise<StaticNetFilteringEngine>
    static release(): Promise<void>
    useLists(lists: readonly { name: string; raw: string }[]): Promise<void>
    /** 0: no rule matched. */
    matchRequest(details: { originURL: string; url: string; type: string }): number
    serialize(): Promise<string>
    deserialize(text: string): Promise<boolean>
  }
  export function enableWASM(): Promise<boolean>
}
