import { useEffect, useRef } from 'react';

/** Who leaves a dialog stands again where he opened it, if that is still there: the keyboard has no other way back. */
export const useReturnFocus = (): void => {
  const opener = useRef(document.activeElement);
  useEffect(() => {
    const from = opener.current;
    return () => {
      // After the dialog itself has gone.
      setTimeout(() => {
        if (from instanceof HTMLElement && from.isConnected) from.focus();
      });
    };
  }, []);
};
