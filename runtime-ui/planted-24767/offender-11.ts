import '#server/config.ts';
