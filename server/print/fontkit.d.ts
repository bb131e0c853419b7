declare module 'fontkit' {
  export interface Font {
    readonly familyName: string;
    readonly subfamilyName: string;
    readonly characterSet: readonly number[];
    readonly directory: { readonly tables: Readonly<Record<string, unknown>> };
  }
  export interface FontCollection {
    readonly fonts: readonly Font[];
  }
  export function create(bytes: Uint8Array): Font | FontCollection;
}
