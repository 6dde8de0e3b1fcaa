import './shell.css';
import { Outlet, useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { UndeliveredBanner } from '../notice/undelivered-banner.tsx';
import { Brand } from '../session/brand.tsx';
import { ExampleBanner } from './example-banner.tsx';
import { FactsLine } from './facts-line.tsx';
import { useLive } from './live.ts';
import { Navigation } from './navigation.tsx';
import { UserMenu } from './user-menu.tsx';

/** What surrounds every screen: where one is, on what the numbers rest, and the way out. */
export function Shell() {
  const main = useFocusOnArrival();
  useLive();
  return (
    <>
      <a className="skip-link" href="#main">
        Skip to the content
      </a>
      <header className="shell__head">
        <div className="shell__width">
          <div className="shell__bar">
            <Brand />
            <Navigation />
            <UserMenu />
          </div>
          <FactsLine />
        </div>
      </header>
      <ExampleBanner />
      <UndeliveredBanner />
      <main id="main" className="shell__width shell__main" ref={main} tabIndex={-1}>
        <Outlet />
      </main>
    </>
  );
}

/** A new page takes the focus, as a new document would. Not the first, and not a changed filter. */
function useFocusOnArrival() {
  const main = useRef<HTMLElement>(null);
  const path = useLocation({ select: ({ pathname }) => pathname });
  const last = useRef(path);
  useEffect(() => {
    if (last.current !== path) main.current?.focus({ preventScroll: true });
    last.current = path;
  }, [path]);
  return main;
}
