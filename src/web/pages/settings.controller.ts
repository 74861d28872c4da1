import { Body, Controller, Get, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CalendarService } from '../../calendar/calendar.service.js';
import { LetterheadService } from '../../department/letterhead.service.js';
import { textOf, type Query as PageQuery } from '../query.js';
import { seeOther, sendPage } from '../reply.js';
import { readLetterheadForm, typedDayOfMonth } from '../settings-form.js';
import { SiteService } from '../site.service.js';
import { settingsPage, type SettingsPageView } from '../views/settings-page.js';

/** What the department sets for itself. */
@Controller('thiet-lap')
export class SettingsPageController {
  constructor(
    private readonly site: SiteService,
    private readonly letterheads: LetterheadService,
    private readonly calendar: CalendarService,
  ) {}

  @Get()
  async show(@Query() query: PageQuery, @Res() reply: FastifyReply): Promise<void> {
    await this.send(reply, { saved: textOf(query, 'da-ghi') !== null });
  }

  @Post('tieu-de')
  async setLetterhead(@Body() body: PageQuery | undefined, @Res() reply: FastifyReply): Promise<void> {
    const { form, errors } = readLetterheadForm(body ?? {});
    if (errors.length > 0) return this.send(reply, { letterhead: form, errors });
    await this.letterheads.set(form);
    seeOther(reply, '/thiet-lap?da-ghi=1');
  }

  @Post('han-bao-cao')
  async setDeadline(@Body() body: PageQuery | undefined, @Res() reply: FastifyReply): Promise<void> {
    const text = textOf(body, 'dayOfMonth') ?? '';
    const dayOfMonth = typedDayOfMonth(text);
    if (dayOfMonth === null) {
      const message = `“${text}” không phải là ngày trong tháng. Ghi một số từ 1 đến 31, ví dụ 18.`;
      return this.send(reply, { deadline: text, errors: [{ field: 'dayOfMonth', message }] });
    }
    await this.calendar.setDeadline({ dayOfMonth });
    seeOther(reply, '/thiet-lap?da-ghi=1');
  }

  private async send(reply: FastifyReply, typed: Partial<SettingsPageView>): Promise<void> {
    const letterhead = typed.letterhead ?? (await this.letterheads.current());
    const deadline = typed.deadline ?? String((await this.calendar.deadline()).dayOfMonth);
    const errors = typed.errors ?? [];
    const view = { letterhead, deadline, errors, saved: typed.saved ?? false };
    sendPage(reply, settingsPage(this.site.site, view), errors.length > 0 ? 422 : 200);
  }
}
