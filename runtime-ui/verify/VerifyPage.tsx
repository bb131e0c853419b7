import { Card, Descriptions, Result } from 'antd';
import { api } from '../api.ts';
import { Loading } from '../frame/Loading.tsx';
import { useLoaded } from '../use-loaded.ts';
import { showInstant } from '../value/show-time.ts';
import { say } from '../words.ts';
import { FileCheck } from './FileCheck.tsx';

interface Verified {
  readonly number: string | null;
  readonly title: string;
  readonly state: string;
  readonly issuedAt: string | null;
  readonly organization: string;
  readonly sha256: string | null;
  readonly pages: number | null;
}

/** The public page behind the code printed on a document. */
export const VerifyPage = ({ token }: { readonly token: string }) => {
  const found = useLoaded(`verify ${token}`, () => api.get<Verified>(`/verify/${encodeURIComponent(token)}`));
  return (
    <main className="verify">
      <h1>{say('verify.title')}</h1>
      {found.problem?.status === 404 ? (
        <Result status="warning" title={say('verify.none')} subTitle={say('verify.noneHint')} />
      ) : (
        <Loading of={found}>{(value) => <Shown verified={value} />}</Loading>
      )}
    </main>
  );
};

const Shown = ({ verified }: { readonly verified: Verified }) => {
  const good = verified.state === 'issued';
  return (
    <Card>
      <Result
        status={good ? 'success' : 'warning'}
        title={say(good ? 'verify.issued' : verified.state === 'voided' ? 'verify.voided' : 'verify.notIssued')}
      />
      <Descriptions
        bordered
        column={1}
        size="small"
        items={[
          { key: 'title', label: say('documents.title'), children: verified.title },
          { key: 'number', label: say('documents.number'), children: verified.number },
          { key: 'organization', label: say('verify.organization'), children: verified.organization },
          { key: 'issued', label: say('documents.issuedAt'), children: showInstant(verified.issuedAt) },
          { key: 'pages', label: say('verify.pages'), children: verified.pages },
          { key: 'hash', label: 'SHA-256', children: <code className="hash">{verified.sha256}</code> },
        ]}
      />
      {verified.sha256 && <FileCheck sha256={verified.sha256} />}
    </Card>
  );
};
