import 'antd/dist/reset.css';
import 'bootstrap-icons/font/bootstrap-icons.css';
import './app.css';
import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { Look } from './frame/Look.tsx';
import { reachScrolling } from './frame/reach-scrolling.ts';
import { language } from './words.ts';

/** Puts an interface into the page, in the language people chose. */
export const startInterface = (product: string, app: ReactNode): void => {
  document.documentElement.lang = language() === 'en' ? 'en' : 'zh-CN';
  document.title = product;
  reachScrolling();
  const place = document.getElementById('app');
  if (place) createRoot(place).render(<Look>{app}</Look>);
};
