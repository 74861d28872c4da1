import { Injectable } from '@nestjs/common';
import { SHIPPED_LETTERHEAD } from '../domain/letterhead.js';
import { Assets } from './assets.js';
import type { Site } from './views/layout.js';

/** The house in which every page stands: the agency's name, the program's version. */
@Injectable()
export class SiteService {
  readonly site: Site;

  constructor(assets: Assets) {
    this.site = {
      agency: `${SHIPPED_LETTERHEAD.agencyInText} ${SHIPPED_LETTERHEAD.provinceInText}`,
      version: '0.1.0',
      assetTag: assets.tag,
    };
  }
}
