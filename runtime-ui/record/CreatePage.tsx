import { Alert, App, Button } from 'antd';
import { useRef, useState } from 'react';
import { toCivilDate } from '#engine/time.ts';
import type { Described } from '../answer/modules.ts';
import type { Data, StoredRecord } from '../answer/records.ts';
import { api } from '../api.ts';
import { FormBox, type FormHandle } from '../form/FormBox.tsx';
import { Link } from '../frame/Link.tsx';
import { Loading } from '../frame/Loading.tsx';
import { ShowProblem } from '../frame/ShowProblem.tsx';
import { go } from '../router.ts';
import { useSession } from '../session/session.ts';
import { useLoaded } from '../use-loaded.ts';
import { loadModule } from '../value/lookup.ts';
import { say, titled } from '../words.ts';
import { DuplicatePanel } from './DuplicatePanel.tsx';
import { IssueList } from './IssueList.tsx';
import { useDeed } from './use-deed.ts';
import './record.css';

interface CreatePageProps {
  readonly module: string;
  readonly parent: string | null;
}

/** A new record: its form, until it is saved for the first time and becomes a record with a page of its own. */
export const CreatePage = ({ module, parent }: CreatePageProps) => {
  const described = useLoaded(`module ${module}`, () => loadModule(module));
  return <Loading of={described}>{(value) => <Create described={value} parent={parent} />}</Loading>;
};

/** Until there is a record to stash it with, what is typed is kept in this tab. */
const kept = (name: string): Data => {
  try {
    return JSON.parse(sessionStorage.getItem(name) ?? '{}') as Data;
  } catch {
    return {};
  }
};

const Create = ({ described, parent }: { readonly described: Described; readonly parent: string | null }) => {
  const { me } = useSession();
  const { message } = App.useApp();
  const name = `zhifa.new.${me.account.id}.${described.key}.${parent ?? ''}`;
  const [start] = useState(() => kept(name));
  const [typed, setTyped] = useState<Data>(start);
  const box = useRef<FormHandle>(null);
  const deed = useDeed(box);
  const form = described.forms[described.createForm];
  if (form === undefined) return null;
  const place = {
    organization: me.organization.id,
    today: toCivilDate(me.now),
    module: described.key,
    ...(parent !== null && described.parent !== null && { parent: { module: described.parent.module, id: parent } }),
  };
  const save = () =>
    deed.run(async (key) => {
      const found = (await box.current?.check(false)) ?? [];
      deed.show(found);
      if (found.length > 0) return;
      const body = { data: box.current?.data() ?? {}, ...(parent !== null && { parent }) };
      const made = await api.post<StoredRecord>(`/records/${described.key}`, body, key);
      sessionStorage.removeItem(name);
      if (made.metadata.readable === false) {
        void message.success(say('create.kept'));
        return go('/');
      }
      go(`/m/${described.key}/${made._id}`);
    });
  return (
    <>
      <nav className="crumbs" aria-label={say('record.where')}>
        {described.operations.includes('read') && <Link to={`/m/${described.key}`}>{titled(described.title)}</Link>}
        {parent !== null && described.parent !== null && (
          <Link to={`/m/${described.parent.module}/${parent}`}>{say('record.parent')}</Link>
        )}
      </nav>
      <div className="edit-head">
        <h1>{say('create.title', { title: described.title })}</h1>
        <Button type="primary" loading={deed.busy} onClick={() => void save()}>
          {say('create.save')}
        </Button>
      </div>
      {Object.keys(start).length > 0 && <Alert type="info" showIcon title={say('create.resumed')} />}
      {deed.problem && <ShowProblem problem={deed.problem} />}
      <IssueList issues={deed.issues} focus={(path) => box.current?.focus(path)} />
      {described.duplicates && <DuplicatePanel module={described.key} data={typed} />}
      <div className="create-form">
        <FormBox
          form={form}
          data={start}
          place={place}
          handle={box}
          changed={(data) => {
            sessionStorage.setItem(name, JSON.stringify(data));
            setTyped(data);
          }}
        />
      </div>
    </>
  );
};
