import { Button } from 'antd';
import type { PaperDocument } from '../answer/records.ts';
import { say } from '../words.ts';
import type { DocumentDeed } from './DocumentDeedDialog.tsx';

interface DocumentToolsProps {
  readonly document: PaperDocument;
  readonly served: boolean;
  readonly show: () => void;
  readonly begin: (deed: DocumentDeed) => void;
}

/** What may be done with a document in its state. */
export const DocumentTools = ({ document, served, show, begin }: DocumentToolsProps) => {
  const { state } = document;
  return (
    <span className="document-tools">
      <Button size="small" onClick={show}>
        {say(state === 'issued' ? 'documents.print' : 'documents.preview')}
      </Button>
      {state === 'draft' && (
        <Button size="small" type="primary" onClick={() => begin('issue')}>
          {say('documents.issue')}
        </Button>
      )}
      {state === 'issued' && served && document.served_at === null && (
        <Button size="small" onClick={() => begin('serve')}>
          {say('documents.serve')}
        </Button>
      )}
      {state !== 'voided' && state !== 'rendering' && document.served_at === null && (
        <Button size="small" danger onClick={() => begin('void')}>
          {say('documents.void')}
        </Button>
      )}
    </span>
  );
};
