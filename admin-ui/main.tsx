import './admin.css';
import { SignedIn } from '../runtime-ui/session/SignedIn.tsx';
import { startInterface } from '../runtime-ui/start-interface.tsx';
import { AdminFrame } from './frame/AdminFrame.tsx';
import { say } from './words.ts';

startInterface(
  say('product'),
  <SignedIn home="/admin">
    <AdminFrame />
  </SignedIn>,
);
