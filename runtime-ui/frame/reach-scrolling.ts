const scrolling = '.ant-table-content:not([tabindex])';

/** Lets the keyboard reach tables that scroll sideways, which Ant Design does not. For the whole life of the page. */
export const reachScrolling = (): void => {
  const mark = () => {
    for (const element of document.querySelectorAll<HTMLElement>(scrolling)) element.tabIndex = 0;
  };
  new MutationObserver(mark).observe(document.body, { childList: true, subtree: true });
};
