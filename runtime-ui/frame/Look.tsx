import { App, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import type { ReactNode } from 'react';
import { language } from '../words.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';

/** Colours with at least 4.5:1 on white, so that text in them is read by everybody. */
const theme = {
  token: {
    colorPrimary: '#1a4f8b',
    colorLink: '#1a4f8b',
    colorSuccess: '#2b7a0b',
    colorWarning: '#9a5b00',
    colorError: '#b3261e',
    colorInfo: '#1a4f8b',
    colorInfoBg: '#edf3fa',
    colorInfoBorder: '#a9c4e2',
    colorSuccessBg: '#eef8ea',
    colorSuccessBorder: '#a9d69b',
    colorWarningBg: '#fff7e6',
    colorWarningBorder: '#e8c98c',
    colorErrorBg: '#fdf0ef',
    colorErrorBorder: '#eab1ad',
    colorTextSecondary: 'rgba(0,0,0,0.68)',
    colorTextTertiary: 'rgba(0,0,0,0.62)',
    colorTextDescription: 'rgba(0,0,0,0.65)',
    colorTextPlaceholder: 'rgba(0,0,0,0.58)',
    colorTextDisabled: 'rgba(0,0,0,0.58)',
    borderRadius: 4,
    motion: !matchMedia('(prefers-reduced-motion: reduce)').matches,
  },
  components: {
    Menu: { itemSelectedBg: '#e1ebf6', itemHeight: 36, iconMarginInlineEnd: 10 },
    Table: { headerBg: '#eef2f7' },
  },
};

/** Pixels from the top at which passing messages appear: what is searched stays in sight. */
const belowHead = 60;

/** Language, colours and the catcher of faults around everything, also around React islands inside forms. */
export const Look = ({ children, island = false }: { readonly children?: ReactNode; readonly island?: boolean }) => (
  <ConfigProvider locale={language() === 'en' ? enUS : zhCN} theme={theme} button={{ autoInsertSpace: false }}>
    <App className={island ? 'island-app' : 'app'} message={{ top: belowHead }}>
      <ErrorBoundary>{children}</ErrorBoundary>
    </App>
  </ConfigProvider>
);
