import { Button, Segmented } from 'antd';
import { useState } from 'react';
import type { Dashboard, ListedDashboard } from '../answer/dashboards.ts';
import { api } from '../api.ts';
import { Icon } from '../frame/Icon.tsx';
import { Loading } from '../frame/Loading.tsx';
import { useLoaded } from '../use-loaded.ts';
import { say, titled } from '../words.ts';
import { isSmall, TileBox } from './TileBox.tsx';

const chosenKey = 'zhifa.dashboard';
const foldedKey = 'zhifa.dashboardFolded';

/** The dashboards of the person on the workbench: one at a time, and none where he folded them away. */
export const Dashboards = () => {
  const listed = useLoaded('dashboards', () => api.get<ListedDashboard[]>('/dashboards'));
  return <Loading of={listed}>{(value) => (value.length === 0 ? null : <Chosen listed={value} />)}</Loading>;
};

const Chosen = ({ listed }: { readonly listed: readonly ListedDashboard[] }) => {
  const [kept, keep] = useState(() => localStorage.getItem(chosenKey));
  const [folded, fold] = useState(() => localStorage.getItem(foldedKey) === 'true');
  const chosen = listed.find(({ key }) => key === kept) ?? listed[0];
  if (chosen === undefined) return null;
  const choose = (key: string) => {
    localStorage.setItem(chosenKey, key);
    keep(key);
  };
  const turn = () => {
    localStorage.setItem(foldedKey, String(!folded));
    fold(!folded);
  };
  return (
    <section className="dashboard" aria-label={titled(chosen.title)}>
      <div className="dashboard-head">
        {listed.length === 1 ? (
          <h2>{titled(chosen.title)}</h2>
        ) : (
          <Segmented
            value={chosen.key}
            onChange={choose}
            options={listed.map(({ key, title }) => ({ value: key, label: titled(title) }))}
          />
        )}
        <Button
          type="link"
          size="small"
          aria-expanded={!folded}
          icon={<Icon name={folded ? 'chevron-down' : 'chevron-up'} />}
          onClick={turn}
        >
          {say(folded ? 'dashboard.unfold' : 'dashboard.fold')}
        </Button>
      </div>
      {!folded && <Tiles key={chosen.key} dashboard={chosen} />}
    </section>
  );
};

const Tiles = ({ dashboard: { key, help } }: { readonly dashboard: ListedDashboard }) => {
  const shown = useLoaded(`dashboard ${key}`, () => api.get<Dashboard>(`/dashboards/${key}`));
  return (
    <Loading of={shown}>
      {({ tiles }) => (
        <>
          {help && <p className="hint">{titled(help)}</p>}
          {[tiles.filter(isSmall), tiles.filter((tile) => !isSmall(tile))].map((some, place) => (
            <div key={place === 0 ? 'small' : 'large'} className={place === 0 ? 'tiles tiles-small' : 'tiles'}>
              {some.map((tile) => (
                <TileBox key={tile.key} tile={tile} />
              ))}
            </div>
          ))}
        </>
      )}
    </Loading>
  );
};
