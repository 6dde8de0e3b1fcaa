import { readFileSync } from 'node:fs';
import { makePolicy, type Policy, shippedPolicies } from '@daybreak/core/urgency';
import { readPolicy } from '@daybreak/intake/policy';

/** A policy by the name of one that comes with Daybreak, or from a file; or every fault of it. */
export function findPolicy(named: string): Policy | string {
  const shipped = shippedPolicies.find(({ policy }) => policy === named);
  if (shipped === undefined) return policyFromFile(named);
  const made = makePolicy(shipped);
  if ('rowAt' in made) return made;
  throw new Error(`the policy ${named} is wrong: ${JSON.stringify(made)}`);
}

function policyFromFile(path: string): Policy | string {
  const text = readText(path);
  if (text === null) {
    const names = shippedPolicies.map(({ policy }) => policy).join(', ');
    return `no policy is called "${path}" (${names}), and no file can be read there`;
  }
  const read = readPolicy(text);
  if ('policy' in read) return read.policy;
  return read.problems.map(({ line, message }) => `${path}, line ${line}: ${message}`).join('\n');
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
