/**
 * What of Microsoft's "Task Scheduler Schema" a task of ours can have, to hold it against. There most
 * elements stand in any order (`xs:all`), each once at most; those of triggers in just one (`xs:sequence`).
 */
import { type Element, readXml } from './read-xml.ts';

type Text = (text: string) => boolean;

interface Rule {
  readonly order: 'all' | 'sequence';
  readonly children: Readonly<Record<string, Rule | Text>>;
  readonly required?: readonly string[];
}

const namespace = 'http://schemas.microsoft.com/windows/2004/02/mit/task';

const anyText: Text = () => true;
const some: Text = (text) => text.length > 0;
const truth: Text = (text) => ['true', 'false', '1', '0'].includes(text);
const path: Text = (text) => text.length > 0 && text.length <= 260;
const duration: Text = (text) =>
  /^P(?=.)(?:\d+D)?(?:T(?=.)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?$/.test(text);
/** A minute or more, in minutes, hours or days. */
const aMinute: Text = (text) => duration(text) && /[1-9]\d*(?:D|H|M)/.test(text);
const oneOf =
  (...words: readonly string[]): Text =>
  (text) =>
    words.includes(text);
const number =
  (min: number, max: number): Text =>
  (text) =>
    /^\d+$/.test(text) && Number(text) >= min && Number(text) <= max;

const bootTrigger: Rule = {
  order: 'sequence',
  children: {
    Enabled: truth,
    Repetition: {
      order: 'all',
      children: { Interval: aMinute, Duration: aMinute, StopAtDurationEnd: truth },
      required: ['Interval'],
    },
    ExecutionTimeLimit: duration,
    Delay: duration,
  },
};

const settings: Rule = {
  order: 'all',
  children: {
    RestartOnFailure: {
      order: 'all',
      children: { Interval: aMinute, Count: number(1, 255) },
      required: ['Interval', 'Count'],
    },
    MultipleInstancesPolicy: oneOf('Parallel', 'Queue', 'IgnoreNew', 'StopExisting'),
    ...{ DisallowStartIfOnBatteries: truth, StopIfGoingOnBatteries: truth },
    ...{ StartWhenAvailable: truth, RunOnlyIfNetworkAvailable: truth, RunOnlyIfIdle: truth },
    IdleSettings: { order: 'all', children: { StopOnIdleEnd: truth, RestartOnIdle: truth } },
    ...{ ExecutionTimeLimit: duration, Priority: number(0, 10) },
  },
};

const task: Rule = {
  order: 'all',
  children: {
    RegistrationInfo: {
      order: 'all',
      children: { Author: anyText, Version: anyText, Description: anyText },
    },
    Triggers: { order: 'all', children: { BootTrigger: bootTrigger } },
    Settings: settings,
    Principals: {
      order: 'sequence',
      children: {
        Principal: {
          order: 'all',
          children: { UserId: some, RunLevel: oneOf('LeastPrivilege', 'HighestAvailable') },
        },
      },
      required: ['Principal'],
    },
    Actions: {
      order: 'sequence',
      children: {
        Exec: {
          order: 'all',
          children: { Command: path, Arguments: anyText, WorkingDirectory: path },
          required: ['Command'],
        },
      },
      required: ['Exec'],
    },
  },
  required: ['Actions'],
};

/** In words, each with its place; none for a task that is as the schema has it. */
export function problemsIn(text: string): readonly string[] {
  const root = readXml(text);
  if (typeof root === 'string') return [`not well-formed: ${root}`];
  const { name, attributes } = root;
  const isTask = name === 'Task' && attributes.get('xmlns') === namespace;
  return isTask ? [...problemsOf(root, task), ...ofContext(root)] : ['Task: it is none'];
}

function problemsOf({ name, children, text }: Element, rule: Rule | Text): readonly string[] {
  if (typeof rule === 'function') {
    const isFine = children.length === 0 && rule(text);
    return isFine ? [] : [`${name}: "${text}" may not stand here`];
  }
  const names = children.map((child) => child.name);
  const missing = (rule.required ?? []).filter((one) => !names.includes(one));
  return [
    ...missing.map((one) => `${name}: ${one} is missing`),
    ...(text.trim() === '' ? [] : [`${name}: text between its elements`]),
    ...misplaced(names, rule).map((one) => `${name}: ${one} may not stand here`),
    ...children.flatMap((child) => {
      const own = rule.children[child.name];
      return own === undefined ? [] : problemsOf(child, own);
    }),
  ];
}

/** Unknown, there before, or after something that must follow it. */
function misplaced(names: readonly string[], { order, children }: Rule): readonly string[] {
  const places = Object.keys(children);
  return names.filter((name, at) => {
    const [own, before] = [places.indexOf(name), names.slice(0, at)];
    const isLate = before.some((one) => places.indexOf(one) > own);
    return own === -1 || before.includes(name) || (order === 'sequence' && isLate);
  });
}

/** The account of the actions is one of the task's (`ContextKeyRef`). */
function ofContext({ children }: Element): readonly string[] {
  const of = (name: string) => children.find((child) => child.name === name);
  const context = of('Actions')?.attributes.get('Context');
  const ids = of('Principals')?.children.map(({ attributes }) => attributes.get('id')) ?? [];
  return context === undefined || ids.includes(context) ? [] : ['Actions: Context names nobody'];
}
