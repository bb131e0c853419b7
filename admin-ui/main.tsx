import 'antd/dist/reset.css';
import 'bootstrap-icons/font/bootstrap-icons.css';
import '../runtime-ui/app.css';
import './admin.css';
import { createRoot } from 'react-dom/client';
import { Look } from '../runtime-ui/frame/Look.tsx';
import { language } from '../runtime-ui/words.ts';
import { App } from './App.tsx';
import { say } from './words.ts';

document.documentElement.lang = language() === 'en' ? 'en' : 'zh-CN';
document.title = say('product');
const place = document.getElementById('app');
if (place) {
  createRoot(place).render(
    <Look>
      <App />
    </Look>,
  );
}
