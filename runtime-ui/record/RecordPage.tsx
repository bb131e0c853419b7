import { useRef } from 'react';
import { Loading } from '../frame/Loading.tsx';
import { ActionBar } from './ActionBar.tsx';
import type { EditorHandle } from './EditForms.tsx';
import { RecordHead } from './RecordHead.tsx';
import { RecordTabs } from './RecordTabs.tsx';
import { StepPicture } from './StepPicture.tsx';
import { type OpenRecord, useRecord } from './use-record.ts';
import './record.css';

/** The page of one record. */
export const RecordPage = ({ module, id }: { readonly module: string; readonly id: string }) => {
  const opened = useRecord(module, id);
  return <Loading of={opened}>{(value) => <Opened opened={value} changed={opened.reload} />}</Loading>;
};

const Opened = ({ opened, changed }: { readonly opened: OpenRecord; readonly changed: () => Promise<void> }) => {
  const editor = useRef<EditorHandle>(null);
  return (
    <article className="record">
      <RecordHead opened={opened} />
      <StepPicture described={opened.described} record={opened.record} />
      <ActionBar opened={opened} editor={editor} changed={changed} />
      <RecordTabs opened={opened} editor={editor} changed={changed} />
    </article>
  );
};
