import type { AffectedCase } from '../affected-case';
import type { House } from '../house';
import { configurationCases } from './configuration-cases';
import { documentCases } from './document-cases';
import { libraryCases } from './library-cases';
import { packageCases } from './package-cases';
import { serviceCases } from './service-cases';

/**
 * Every change that is proved, with what it must touch as a person would say it: names, and words for groups that grow
 * (every service, every test). Nothing here is computed from imports, which is how Nx does it.
 */
export function casesFor(house: House): AffectedCase[] {
  return [documentCases, serviceCases, libraryCases, configurationCases, packageCases].flatMap((cases) =>
    cases(house),
  );
}
