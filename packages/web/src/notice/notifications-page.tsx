import './notifications.css';
import { Page } from '../ui/index.ts';
import { Channels } from './channels.tsx';
import { DeliveryLog } from './delivery-log.tsx';
import { MailServerPanel } from './mail-server-panel.tsx';
import { SettingsPanel } from './settings-panel.tsx';

/** Who is told of deadlines, when, and whether it arrives? */
export function NotificationsPage() {
  return (
    <Page title="Notifications">
      <Channels />
      <div className="notice-columns">
        <SettingsPanel />
        <MailServerPanel />
      </div>
      <DeliveryLog />
    </Page>
  );
}
