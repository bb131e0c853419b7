import { Icon } from '../../runtime-ui/frame/Icon.tsx';
import { Shell } from '../../runtime-ui/frame/Shell.tsx';
import { useLoaded } from '../../runtime-ui/use-loaded.ts';
import type { Pack } from '../catalog/pack.ts';
import { loadPack, PackContext } from '../catalog/pack-context.ts';
import { say } from '../words.ts';
import { AdminMenu } from './AdminMenu.tsx';
import { Page } from './Page.tsx';
import { useRights } from './rights.ts';
import { SafeModeBanner } from './SafeModeBanner.tsx';

/** Whoever may not read definitions has no page that asks for them. */
const noPack = () => new Promise<Pack>(() => undefined);

/** The administrators' frame with the page of the address. */
export const AdminFrame = () => {
  const { read } = useRights();
  const pack = useLoaded('pack', read ? loadPack : noPack);
  return (
    <PackContext value={pack}>
      <Shell
        className="admin"
        home="/admin"
        product={say('product')}
        productShort={say('productShort')}
        menu={(chosen) => <AdminMenu chosen={chosen} />}
        tools={
          <>
            <span className="head-space" />
            <a className="head-link" href="/">
              <Icon name="box-arrow-left" /> {say('frame.officers')}
            </a>
          </>
        }
        safeModeBanner={(safeMode) => <SafeModeBanner safeMode={safeMode} />}
      >
        <Page />
      </Shell>
    </PackContext>
  );
};
