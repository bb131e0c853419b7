import 'antd/dist/reset.css';
import 'bootstrap-icons/font/bootstrap-icons.css';
import './app.css';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { Look } from './frame/Look.tsx';
import { reachScrolling } from './frame/reach-scrolling.ts';
import { language, say } from './words.ts';

document.documentElement.lang = language() === 'en' ? 'en' : 'zh-CN';
document.title = say('product');
reachScrolling();
const place = document.getElementById('app');
if (place) {
  createRoot(place).render(
    <Look>
      <App />
    </Look>,
  );
}
