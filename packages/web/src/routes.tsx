/** Every screen with its address. */
import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, Outlet, redirect } from '@tanstack/react-router';
import { z } from 'zod';
import { AuditPage } from './audit/audit-page.tsx';
import { auditSearch } from './audit/search.ts';
import { DirectivePage } from './directive/directive-page.tsx';
import { DirectivesPage } from './directive/directives-page.tsx';
import { ChangePage, EnterPage } from './directive/enter-page.tsx';
import { ProofPage } from './directive/proof-page.tsx';
import { directiveSearch, proofSearch } from './directive/search.ts';
import { ExceptionsPage } from './exception/exceptions-page.tsx';
import { NewExceptionPage } from './exception/new-exception-page.tsx';
import { exceptionSearch, madeSearch } from './exception/search.ts';
import { FeedsPage } from './feed/feeds-page.tsx';
import { AddHostsPage } from './host/add-hosts-page.tsx';
import { HostPage } from './host/host-page.tsx';
import { HostsPage } from './host/hosts-page.tsx';
import { hostSearch } from './host/search.ts';
import { FactsPage } from './host-facts/facts-page.tsx';
import { NotificationsPage } from './notice/notifications-page.tsx';
import { NewPolicyPage } from './policy/new-policy-page.tsx';
import { PoliciesPage } from './policy/policies-page.tsx';
import { PolicyPage } from './policy/policy-page.tsx';
import { startSearch } from './policy/search.ts';
import { LoginPage } from './session/login-page.tsx';
import { sessionQuery } from './session/queries.ts';
import { SetupPage } from './session/setup-page.tsx';
import { CrashPage } from './shell/crash-page.tsx';
import { NotFoundPage } from './shell/not-found-page.tsx';
import { Shell } from './shell/shell.tsx';
import { TodayPage } from './today/today-page.tsx';
import { ApprovalsPage } from './trust/approvals-page.tsx';
import { NewManifestPage } from './trust/new-manifest-page.tsx';
import { RootPage } from './trust/root-page.tsx';
import { UpdatePage } from './update/update-page.tsx';

export interface RouterContext {
  readonly client: QueryClient;
}

const root = createRootRouteWithContext<RouterContext>()({
  component: Outlet,
  errorComponent: CrashPage,
  notFoundComponent: NotFoundPage,
});

const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  validateSearch: z.object({ to: z.string().optional().catch(undefined) }),
  component: () => <LoginPage to={login.useSearch().to ?? '/'} />,
});

const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  component: () => <SetupPage hash={window.location.hash} />,
});

/** Everything in here wants a session; without one it leads to the login and back. */
const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  component: Shell,
  errorComponent: CrashPage,
  beforeLoad: requireSession,
});

export interface Arrival {
  readonly context: RouterContext;
  readonly location: { readonly href: string };
}

async function requireSession({ context, location }: Arrival): Promise<void> {
  const { session } = await context.client.ensureQueryData(sessionQuery);
  if (session !== null) return;
  const search = location.href === '/' ? {} : { to: location.href };
  throw redirect({ to: '/login', search });
}

const today = createRoute({ getParentRoute: () => inside, path: '/', component: TodayPage });

const update = createRoute({
  getParentRoute: () => inside,
  path: '/updates/$update',
  component: () => {
    const name = update.useParams().update;
    return <UpdatePage key={name} update={name} />;
  },
});

const hosts = createRoute({
  getParentRoute: () => inside,
  path: '/hosts',
  validateSearch: hostSearch,
  component: () => <HostsPage search={hosts.useSearch()} />,
});

const addHosts = createRoute({
  getParentRoute: () => inside,
  path: '/hosts/add',
  component: AddHostsPage,
});

const host = createRoute({
  getParentRoute: () => inside,
  path: '/hosts/$id',
  component: () => {
    const { id } = host.useParams();
    return <HostPage key={id} id={id} />;
  },
});

const hostFacts = createRoute({
  getParentRoute: () => inside,
  path: '/hosts/facts',
  component: FactsPage,
});

const exceptions = createRoute({
  getParentRoute: () => inside,
  path: '/exceptions',
  validateSearch: madeSearch,
  component: () => <ExceptionsPage made={exceptions.useSearch().made ?? null} />,
});

const newException = createRoute({
  getParentRoute: () => inside,
  path: '/exceptions/new',
  validateSearch: exceptionSearch,
  component: () => <NewExceptionPage search={newException.useSearch()} />,
});

const policies = createRoute({
  getParentRoute: () => inside,
  path: '/policies',
  component: PoliciesPage,
});

const policy = createRoute({
  getParentRoute: () => inside,
  path: '/policies/$id',
  component: () => {
    const { id } = policy.useParams();
    return <PolicyPage key={id} id={id} />;
  },
});

/** Of two parts, so that no policy can be called like it. */
const newPolicy = createRoute({
  getParentRoute: () => inside,
  path: '/policies/own/new',
  validateSearch: startSearch,
  component: () => <NewPolicyPage start={newPolicy.useSearch()} />,
});

const approvals = createRoute({
  getParentRoute: () => inside,
  path: '/approvals',
  component: ApprovalsPage,
});

const rootOfTrust = createRoute({
  getParentRoute: () => inside,
  path: '/approvals/root',
  component: RootPage,
});

const newManifest = createRoute({
  getParentRoute: () => inside,
  path: '/approvals/new',
  component: NewManifestPage,
});

const feeds = createRoute({ getParentRoute: () => inside, path: '/feeds', component: FeedsPage });

const notifications = createRoute({
  getParentRoute: () => inside,
  path: '/settings/notifications',
  component: NotificationsPage,
});

const audit = createRoute({
  getParentRoute: () => inside,
  path: '/audit',
  validateSearch: auditSearch,
  component: () => <AuditPage search={audit.useSearch()} />,
});

const directives = createRoute({
  getParentRoute: () => inside,
  path: '/directives',
  component: DirectivesPage,
});

const enterDirective = createRoute({
  getParentRoute: () => inside,
  path: '/directives/new',
  component: EnterPage,
});

const directive = createRoute({
  getParentRoute: () => inside,
  path: '/directives/$id',
  validateSearch: directiveSearch,
  component: () => {
    const { id } = directive.useParams();
    return <DirectivePage key={id} id={id} search={directive.useSearch()} />;
  },
});

const changeDirective = createRoute({
  getParentRoute: () => inside,
  path: '/directives/$id/change',
  component: () => {
    const { id } = changeDirective.useParams();
    return <ChangePage key={id} id={id} />;
  },
});

/** To be printed: without what surrounds the screens. */
const proof = createRoute({
  getParentRoute: () => root,
  path: '/directives/$id/proof',
  validateSearch: proofSearch,
  beforeLoad: requireSession,
  component: () => <ProofPage id={proof.useParams().id} search={proof.useSearch()} />,
});

/** Any other address, for those who are logged in. */
const elsewhere = createRoute({
  getParentRoute: () => inside,
  path: '$',
  component: NotFoundPage,
});

export const routes = root.addChildren([
  login,
  setup,
  proof,
  inside.addChildren([
    today,
    update,
    hosts,
    addHosts,
    hostFacts,
    host,
    directives,
    enterDirective,
    directive,
    changeDirective,
    exceptions,
    newException,
    policies,
    policy,
    newPolicy,
    approvals,
    rootOfTrust,
    newManifest,
    feeds,
    notifications,
    audit,
    elsewhere,
  ]),
]);
