import { Button } from 'antd';
import { useState } from 'react';
import type { Title } from '#engine/schema/types.gen.ts';
import type { PaperDocument, PaperScan } from '../answer/records.ts';
import { FileViewer } from '../file/FileViewer.tsx';
import { showInstant } from '../value/show-time.ts';
import { say } from '../words.ts';
import { SignDialog } from './SignDialog.tsx';

interface PaperScansProps {
  readonly document: PaperDocument;
  /** Module of the record. */
  readonly module: string;
  /** Who signs the paper by hand; undefined where nobody does, or this person has no part in it. */
  readonly signing: Title | undefined;
  readonly refresh: () => Promise<void>;
}

/** The signed paper of a document: its scans with who kept them and when, and the way to add one. */
export const PaperScans = ({ document, module, signing, refresh }: PaperScansProps) => {
  const [adding, add] = useState(false);
  const [shown, show] = useState<PaperScan>();
  const { state, scans } = document;
  return (
    <>
      {scans.map((scan) => (
        <div key={scan.file}>
          <Button type="link" size="small" className="cell-link" onClick={() => show(scan)}>
            {scan.name}
          </Button>
          <small>
            {scan.by.name} {showInstant(scan.at)}
          </small>
        </div>
      ))}
      {signing !== undefined && state === 'issued' && (
        <Button size="small" onClick={() => add(true)}>
          {say(scans.length === 0 ? 'documents.sign' : 'documents.signMore')}
        </Button>
      )}
      {adding && (
        <SignDialog document={document} module={module} signing={signing} close={() => add(false)} refresh={refresh} />
      )}
      {shown && <FileViewer files={[{ ...shown, id: shown.file }]} first={shown.file} close={() => show(undefined)} />}
    </>
  );
};
