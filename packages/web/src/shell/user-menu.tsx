import { Button, Menu, useMantineColorScheme } from '@mantine/core';
import { IconChevronDown, IconHistory, IconLogout, IconUser } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { enterSession, logOut, sessionQuery } from '../session/queries.ts';

const schemes = [
  { scheme: 'auto', word: 'Colours as the system has them' },
  { scheme: 'light', word: 'Light' },
  { scheme: 'dark', word: 'Dark' },
] as const;

/** Who is logged in; what was done here; colours; the way out. */
export function UserMenu() {
  const { data } = useQuery(sessionQuery);
  const name = data?.session?.user.name ?? '';
  return (
    <Menu position="bottom-end" width={280}>
      <Menu.Target>
        <Button
          variant="subtle"
          size="sm"
          leftSection={<IconUser size={16} aria-hidden />}
          rightSection={<IconChevronDown size={14} aria-hidden />}
        >
          {name}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component={Link} to="/audit" leftSection={<IconHistory size={16} aria-hidden />}>
          Audit: who did what
        </Menu.Item>
        <Menu.Divider />
        <ColourItems />
        <Menu.Divider />
        <LogOutItem />
      </Menu.Dropdown>
    </Menu>
  );
}

function ColourItems() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const choose = (value: string) => {
    const chosen = schemes.find(({ scheme }) => scheme === value);
    if (chosen !== undefined) setColorScheme(chosen.scheme);
  };
  return (
    <Menu.RadioGroup value={colorScheme} onChange={choose}>
      {schemes.map(({ scheme, word }) => (
        <Menu.RadioItem key={scheme} value={scheme}>
          {word}
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  );
}

function LogOutItem() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const leave = useMutation({
    mutationFn: logOut,
    onSuccess: async () => {
      enterSession(client, null);
      await navigate({ to: '/login' });
    },
  });
  return (
    <Menu.Item
      leftSection={<IconLogout size={16} aria-hidden />}
      closeMenuOnClick={false}
      disabled={leave.isPending}
      onClick={() => leave.mutate()}
    >
      {leave.isError ? 'Log out (that did not work: try again)' : 'Log out'}
    </Menu.Item>
  );
}
