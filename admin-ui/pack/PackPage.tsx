import { Alert, Button, Card, Form, Input, Space } from 'antd';
import { useRef, useState } from 'react';
import { api, newKey } from '../../runtime-ui/api.ts';
import { Icon } from '../../runtime-ui/frame/Icon.tsx';
import { ShowProblem } from '../../runtime-ui/frame/ShowProblem.tsx';
import { go } from '../../runtime-ui/router.ts';
import { usePack } from '../catalog/pack-context.ts';
import { draftAddress } from '../draft/draft-api.ts';
import { useRights } from '../frame/rights.ts';
import { useAction } from '../frame/use-action.ts';
import { say } from '../words.ts';
import { type ReadZip, readZip } from './read-zip.ts';
import { toBase64 } from './to-base64.ts';
import { ZipDifferences } from './ZipDifferences.tsx';

/** The definitions as files: taken out as a zip, and brought in as a draft. */
export const PackPage = () => {
  const { edit } = useRights();
  return (
    <>
      <h1>{say('pack.title')}</h1>
      <Card className="gap" title={<h2>{say('pack.export')}</h2>}>
        <p>{say('pack.exportHint')}</p>
        <Button href="/api/pack.zip" download="pack.zip" icon={<Icon name="download" />}>
          {say('pack.download')}
        </Button>
      </Card>
      <Card className="gap" title={<h2>{say('pack.import')}</h2>}>
        <p>{say('pack.importHint')}</p>
        {edit ? <ImportForm /> : <Alert showIcon type="info" title={say('pack.noRight')} />}
      </Card>
    </>
  );
};

const ImportForm = () => {
  const [title, setTitle] = useState('');
  const [file, setFile] = useState<File>();
  const input = useRef<HTMLInputElement>(null);
  const [key] = useState(newKey);
  const { busy, problem, act } = useAction();
  const { value: inForce } = usePack();
  const [read, setRead] = useState<ReadZip>();
  const choose = async (chosen: File | undefined) => {
    setFile(chosen);
    setRead(chosen && inForce ? readZip(new Uint8Array(await chosen.arrayBuffer()), inForce) : undefined);
  };
  const send = () =>
    act(async () => {
      if (file === undefined) return;
      const zip = toBase64(new Uint8Array(await file.arrayBuffer()));
      const draft = await api.post<{ id: string }>('/pack', { zip, title: title.trim() || file.name }, key);
      go(draftAddress(draft.id));
    });
  return (
    <Form layout="vertical" onFinish={() => void send()}>
      {problem && <ShowProblem problem={problem} />}
      <Form.Item label={say('pack.file')} htmlFor="pack-choose">
        <Space>
          <Button id="pack-choose" onClick={() => input.current?.click()}>
            {say('pack.choose')}
          </Button>
          <span>{file?.name ?? say('pack.noFile')}</span>
        </Space>
        <input
          id="pack-file"
          ref={input}
          hidden
          type="file"
          accept=".zip,application/zip"
          onChange={(event) => void choose(event.target.files?.[0])}
        />
      </Form.Item>
      {read?.ok === false && <Alert showIcon type="error" className="gap" title={say(`pack.fault.${read.fault}`)} />}
      {read?.ok && <ZipDifferences changes={read.changes} pack={read.pack} />}
      <Form.Item label={say('drafts.name')} htmlFor="pack-title">
        <Input
          id="pack-title"
          maxLength={200}
          value={title}
          placeholder={file?.name}
          onChange={(event) => setTitle(event.target.value)}
        />
      </Form.Item>
      <Button type="primary" htmlType="submit" disabled={read?.ok !== true || read.changes.length === 0} loading={busy}>
        {say('pack.send')}
      </Button>
    </Form>
  );
};
