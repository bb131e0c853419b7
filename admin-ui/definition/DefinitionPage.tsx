import { Button, Empty, Space, Tabs, Tag } from 'antd';
import { useState } from 'react';
import { Link } from '../../runtime-ui/frame/Link.tsx';
import { Loading } from '../../runtime-ui/frame/Loading.tsx';
import { titled } from '../../runtime-ui/words.ts';
import { type DefinitionEntry, entriesOf } from '../catalog/entries.ts';
import type { Pack } from '../catalog/pack.ts';
import { usePack } from '../catalog/pack-context.ts';
import { ChooseDraft } from '../draft/ChooseDraft.tsx';
import { useRights } from '../frame/rights.ts';
import { RuleTrial } from '../trial/RuleTrial.tsx';
import { say, sayIfKnown } from '../words.ts';
import { FileText } from './FileText.tsx';
import { ReadableDefinition } from './ReadableDefinition.tsx';
import { Usages } from './Usages.tsx';

interface DefinitionPageProps {
  readonly kind: string;
  readonly name: string;
}

/** One definition in force: in plain words, as its file, and where it is used. */
export const DefinitionPage = ({ kind, name }: DefinitionPageProps) => {
  const pack = usePack();
  return (
    <>
      <p className="crumbs">
        <Link to={`/admin/definitions?kind=${kind}`}>{sayIfKnown(`kind.${kind}`) ?? kind}</Link>
      </p>
      <Loading of={pack}>
        {(value) => {
          const entry = entriesOf(value).find((one) => one.kind === kind && one.key === name);
          return entry ? <Definition pack={value} entry={entry} /> : <Empty description={say('definition.none')} />;
        }}
      </Loading>
    </>
  );
};

const Definition = ({ pack, entry }: { readonly pack: Pack; readonly entry: DefinitionEntry }) => {
  const { edit } = useRights();
  const [choosing, setChoosing] = useState(false);
  const ruleSet = entry.kind === 'ruleset' ? pack.catalog.definitions.ruleset.get(entry.key) : undefined;
  const text = pack.files.get(entry.file) ?? '';
  return (
    <>
      <header className="page-head">
        <div>
          <h1>{titled(entry.title)}</h1>
          <Space wrap>
            <Tag>{sayIfKnown(`kind.${entry.kind}`) ?? entry.kind}</Tag>
            <code className="file-name">{entry.file}</code>
          </Space>
        </div>
        {edit && (
          <Button type="primary" onClick={() => setChoosing(true)}>
            {say('definition.edit')}
          </Button>
        )}
      </header>
      <Tabs
        items={[
          {
            key: 'read',
            label: say('definition.read'),
            children: <ReadableDefinition pack={pack} entry={entry} />,
          },
          { key: 'text', label: say('definition.text'), children: <FileText text={text} name={entry.file} /> },
          ...(ruleSet
            ? [{ key: 'trial', label: say('definition.trial'), children: <RuleTrial ruleSet={ruleSet} pack={pack} /> }]
            : []),
          { key: 'usages', label: say('definition.usages'), children: <Usages pack={pack} entry={entry} /> },
        ]}
      />
      {choosing && <ChooseDraft entry={entry} close={() => setChoosing(false)} />}
    </>
  );
};
