import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { createRouter } from '@tanstack/react-router';
import { isProblem, ProblemError } from './api/index.ts';
import { routes } from './routes.tsx';
import { enterSession } from './session/queries.ts';
import { CrashPage } from './shell/crash-page.tsx';

const retriesMax = 2;

/** A session may end at any time; whoever notices, the login page is next, and then back here. */
function onError(error: unknown): void {
  if (!isProblem(error, 'not-logged-in')) return;
  enterSession(client, null);
  void router.invalidate();
}

const client: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // A refusal stays a refusal; an outage may be over in a moment.
      retry: (failures, error) => !(error instanceof ProblemError) && failures < retriesMax,
    },
  },
});

const router = createRouter({
  routeTree: routes,
  context: { client },
  defaultPreload: false,
  defaultErrorComponent: CrashPage,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

export { client, router };
