import { App } from './App.tsx';
import { startInterface } from './start-interface.tsx';
import { say } from './words.ts';

startInterface(say('product'), <App />);
