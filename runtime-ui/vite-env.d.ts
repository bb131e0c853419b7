declare module 'virtual:bootstrap.css';
