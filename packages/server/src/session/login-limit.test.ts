import { describe, expect, it } from 'vitest';
import {
  attemptsPerAccount,
  attemptsPerAddress,
  attemptWindowMs,
  LoginLimit,
} from './login-limit.ts';

const at = (milliseconds: number) => new Date(milliseconds);

describe('LoginLimit', () => {
  it('limits an account from wherever, in any case of its name', () => {
    const limit = new LoginLimit();
    for (let number = 0; number < attemptsPerAccount; number += 1) {
      expect(limit.begin(number % 2 ? 'ADA' : 'ada', `address ${number}`, at(0))).toBe(0);
    }
    expect(limit.begin('Ada', 'another', at(1))).toBe(attemptWindowMs - 1);
    expect(limit.begin('Bea', 'another', at(1))).toBe(0);
    expect(limit.begin('Ada', 'another', at(attemptWindowMs))).toBe(0);
  });

  it('takes back the attempts of one who succeeds', () => {
    const limit = new LoginLimit();
    for (let round = 0; round < attemptsPerAddress * 2; round += 1) {
      expect(limit.begin('ada', 'home', at(round))).toBe(0);
      limit.succeed('ada', 'home');
    }
  });

  it('does not let one who has an account try others without end', () => {
    const limit = new LoginLimit();
    for (let number = 0; number < attemptsPerAddress; number += 1) {
      limit.begin('own', 'x', at(0));
      limit.succeed('own', 'x');
      limit.begin(`other ${number}`, 'x', at(0));
    }
    expect(limit.begin('another', 'x', at(0))).toBe(attemptWindowMs);
  });

  it('limits an address by itself where nobody has an account', () => {
    const limit = new LoginLimit();
    for (let number = 0; number < attemptsPerAccount; number += 1) {
      expect(limit.begin(null, `address ${number}`, at(0))).toBe(0);
    }
    for (let number = 0; number < attemptsPerAddress; number += 1) {
      expect(limit.begin(null, 'x', at(0))).toBe(0);
    }
    expect(limit.begin(null, 'x', at(1))).toBe(attemptWindowMs - 1);
    expect(limit.begin(null, 'another', at(1))).toBe(0);
  });

  it('lets a refused attempt not prolong the wait', () => {
    const limit = new LoginLimit();
    for (let number = 0; number < attemptsPerAddress; number += 1)
      limit.begin(`${number}`, 'x', at(0));
    for (let number = 0; number < 50; number += 1) limit.begin('y', 'x', at(1000));
    expect(limit.begin('y', 'x', at(attemptWindowMs))).toBe(0);
  });
});
