/**
 * Decides what the AffectedComponent of a row means.
 *
 * Up to March 2017 Microsoft wrote bulletins, and a row's component is a condition: the row holds
 * only where Internet Explorer 8 or .NET Framework 4 is there. Since April 2016 it also publishes
 * by vulnerability, and there the same column is a tag that says where the flaw lies (`Windows
 * Kernel`), true of every host with the product. For a year both stand side by side, so it is the
 * title that decides: a bulletin is named for its update (`Cumulative Security Update for …`,
 * `Vulnerabilities in … Could Allow …`), a vulnerability for itself (`… Vulnerability`).
 *
 * Even a bulletin names parts that no host of the product lacks (`DirectShow`, `Windows GDI+`). Of
 * its components these are conditions: those with a version (others may be installed instead),
 * and those in the list below, which are installed or switched on by choice.
 */
import { isWindowsSystem } from '../feed/index.ts';

/** From this day on there are no bulletins any more. */
const lastBulletin = '2017-04-01';

const bulletinTitle =
  /^MS\d\d-\d{3}|^(?:Cumulative |Combined )?Security Update\b|Security Update$|^Vulnerabilit(?:y|ies) in\b|\bCould Allow\b|^Microsoft Active Directory Federation Services Information Disclosure$/;

/** Roles, features and programs without a version that a Windows may or may not have. */
const optional: ReadonlySet<string> = new Set([
  'Active Directory',
  'Active Directory Lightweight Directory Services',
  'Active Directory Services',
  'Adobe Flash Player',
  'DHCP Server',
  'DNS Server',
  'Journal',
  'Management OData IIS Extension',
  'Microsoft Active Directory Application Mode',
  'Microsoft Edge',
  'Microsoft Silverlight',
  'Remote Server Administration Tools',
  'Virtual Secure Mode',
  'WINS Server',
  'Windows Active Directory',
  'Windows Defender',
  'Windows Hyper-V',
  'Windows Mail',
  'Windows Media Center',
  'Windows Media Format Runtime',
  'Windows Media Services',
]);

/** File and codec names in which a number is no version. */
const notVersioned = /\.dll\b|codecs?\b/i;

export function isBulletinRow(published: string, title: string): boolean {
  return published < lastBulletin && bulletinTitle.test(title);
}

/**
 * The part that must be there for the row to apply; empty where it is the product itself.
 * @param component AffectedComponent as published
 * @param bulletin whether the row comes from a bulletin (`isBulletinRow`)
 */
export function conditionOf(component: string, bulletin: boolean): string {
  const name = component.trim();
  return bulletin && isCondition(name) ? name : '';
}

function isCondition(name: string): boolean {
  if (optional.has(name)) return true;
  return /\d/.test(name) && !notVersioned.test(name) && !isWindowsSystem(name);
}
