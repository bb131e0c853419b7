/** First found counts: the later ones also stand in the names of the earlier. */
const browsers = ['Edg', 'Firefox', 'Chrome', 'Safari'];
const systems = ['Android', 'iPhone', 'iPad', 'Windows', 'Mac OS X', 'Linux'];

/** Browser and system out of what a browser calls itself; as it stands where neither is known. */
export const deviceOf = (agent: string): string => {
  const browser = browsers.find((name) => agent.includes(`${name}/`));
  const system = systems.find((name) => agent.includes(name));
  const known = [browser === 'Edg' ? 'Edge' : browser, system].filter(Boolean);
  return known.length === 0 ? agent.slice(0, 40) : known.join(' · ');
};
