/** The record that files are uploaded for. */
export interface AttachTo {
  readonly module: string;
  readonly record: string;
}

export const attachToRecord = (module: string, record: string): AttachTo => ({ module, record });
