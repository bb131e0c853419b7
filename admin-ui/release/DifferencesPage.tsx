import { api } from '../../runtime-ui/api.ts';
import { Link } from '../../runtime-ui/frame/Link.tsx';
import { Loading } from '../../runtime-ui/frame/Loading.tsx';
import { useLoaded } from '../../runtime-ui/use-loaded.ts';
import { usePack } from '../catalog/pack-context.ts';
import { ChangeList } from '../draft/ChangeList.tsx';
import type { ChangedFile, Release } from '../types.ts';
import { say } from '../words.ts';

interface Differences {
  readonly files: readonly ChangedFile[];
  readonly numbers: ReadonlyMap<string, number>;
}

const load = async (from: string, to: string): Promise<Differences> => {
  const path = `/releases/${encodeURIComponent(from)}/diff/${encodeURIComponent(to)}`;
  const [files, releases] = await Promise.all([api.get<ChangedFile[]>(path), api.get<Release[]>('/releases')]);
  return { files, numbers: new Map(releases.map(({ id, number }) => [id, number])) };
};

/** What differs between two releases, in plain words. */
export const DifferencesPage = ({ from, to }: { readonly from: string; readonly to: string }) => {
  const differences = useLoaded(`${from} ${to}`, () => load(from, to));
  const { value: pack } = usePack();
  return (
    <>
      <p className="crumbs">
        <Link to="/admin/releases">{say('releases.title')}</Link>
      </p>
      <Loading of={differences}>
        {({ files, numbers }) => (
          <>
            <h1>{say('releases.between', { from: numbers.get(from) ?? from, to: numbers.get(to) ?? to })}</h1>
            <ChangeList items={files} pack={pack} />
          </>
        )}
      </Loading>
    </>
  );
};
