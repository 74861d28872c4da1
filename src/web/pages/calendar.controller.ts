import { Controller, Get, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CalendarService } from '../../calendar/calendar.service.js';
import { orRefuse } from '../../http/refused-request.js';
import { ProjectsService } from '../../projects/projects.service.js';
import { textOf, type Query as PageQuery } from '../query.js';
import { sendPage } from '../reply.js';
import { SiteService } from '../site.service.js';
import { typedDay, typedYear } from '../typed.js';
import { calendarPage } from '../views/calendar-page.js';

@Controller('lich-bao-cao')
export class CalendarPageController {
  constructor(
    private readonly site: SiteService,
    private readonly projects: ProjectsService,
    private readonly calendar: CalendarService,
  ) {}

  /** As of today, or of the day in the address. */
  @Get()
  async show(@Query() query: PageQuery, @Res() reply: FastifyReply): Promise<void> {
    const planYear = typedYear(textOf(query, 'nam') ?? '');
    const asOf = typedDay(textOf(query, 'ngay') ?? '');
    const asked = { ...(planYear === null ? {} : { planYear }), ...(asOf === null ? {} : { asOf }) };
    const perspective = orRefuse(await this.projects.perspective(asked));
    sendPage(reply, calendarPage(this.site.site, await this.calendar.calendar(perspective)));
  }
}
