// What of the two is used here. Their published types bring Node's globals, which a page in a browser does not have.
declare module 'pdfkit' {
  export interface StructureElement {
    readonly closed?: boolean
  }
  export interface PdfSetting {
    readonly size: 'A4'
    readonly margin: number
    readonly lang: string
    readonly tagged: boolean
    readonly displayTitle: boolean
    readonly pdfVersion: '1.7'
    readonly info: { readonly Title: string; readonly Creator: string; readonly CreationDate: Date }
    /** Empty: none of the fonts that every viewer has, whose measures would have to be fetched. */
    readonly font: ''
  }
  export default class PDFDocument {
    constructor(setting: PdfSetting)
    x: number
    y: number
    on(event: 'data', hears: (chunk: Uint8Array<ArrayBuffer>) => void): this
    on(event: 'end', hears: () => void): this
    on(event: 'error', hears: (fault: unknown) => void): this
    /** Bytes only: a text in this place is the path of a file. */
    registerFont(name: string, bytes: Uint8Array): this
    font(name: string): this
    fontSize(points: number): this
    lineWidth(points: number): this
    text(words: string, setting: { readonly lineGap: number; readonly fill: boolean; readonly stroke: boolean }): this
    struct(tag: string, draw: () => void): StructureElement
    addStructure(element: StructureElement): this
    end(): void
  }
}

declare module 'fontkit' {
  /** Throws for what is no font. */
  export function create(bytes: Uint8Array): { hasGlyphForCodePoint?(codePoint: number): boolean }
}
