import { Injectable } from '@nestjs/common';
import { SHIPPED_LETTERHEAD, type Letterhead } from '../domain/letterhead.js';
import { LetterheadService } from '../department/letterhead.service.js';
import { Assets } from './assets.js';
import type { Site } from './views/layout.js';

/** The house in which every page stands: the agency's name, the program's version. */
@Injectable()
export class SiteService {
  private shown: Site;

  constructor(
    private readonly letterheads: LetterheadService,
    private readonly assets: Assets,
  ) {
    this.shown = this.siteOf(SHIPPED_LETTERHEAD);
  }

  /** As last read; an error page does not ask the database again. */
  get site(): Site {
    return this.shown;
  }

  /** Reads the letterhead, which another process may have changed. */
  async refresh(): Promise<void> {
    this.shown = this.siteOf(await this.letterheads.current());
  }

  private siteOf({ agencyInText, provinceInText }: Letterhead): Site {
    return { agency: `${agencyInText} ${provinceInText}`, version: '0.1.0', assetTag: this.assets.tag };
  }
}
