import { Body, Controller, Get, Put, Query, type StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsInt, Max, Min } from 'class-validator';
import { PerspectiveQuery, toPerspectiveRequest } from '../http/queries.dto.js';
import { orRefuse } from '../http/refused-request.js';
import { toDownload, toJson, toList, XLSX_TYPE } from '../http/responses.js';
import { ProjectsService } from '../projects/projects.service.js';
import type { Perspective } from '../projects/projects.types.js';
import { CalendarService } from './calendar.service.js';

const DAY = { message: 'dayOfMonth phải là một ngày trong tháng, từ 1 đến 31' };

class DeadlineBody {
  @ApiProperty({ type: 'integer', minimum: 1, maximum: 31, description: 'In a shorter month its last day' })
  @IsInt(DAY)
  @Min(1, DAY)
  @Max(31, DAY)
  dayOfMonth!: number;
}

@ApiTags('calendar')
@Controller('api/v1')
export class CalendarController {
  constructor(
    private readonly projects: ProjectsService,
    private readonly service: CalendarService,
  ) {}

  @Get('calendar')
  @ApiOperation({ summary: 'Investors by months: sent, late, missing; `asOf` is today where absent' })
  async calendar(@Query() query: PerspectiveQuery) {
    return toJson(await this.service.calendar(await this.perspective(query)));
  }

  @Get('calendar/late')
  @ApiOperation({ summary: 'Reports that are missing or came late, the oldest month first' })
  async late(@Query() query: PerspectiveQuery) {
    const perspective = await this.perspective(query);
    return toList({ items: await this.service.late(perspective), next: null }, perspective);
  }

  @Get('calendar/late.xlsx')
  @ApiOperation({ summary: 'The same as an official table' })
  async lateXlsx(@Query() query: PerspectiveQuery): Promise<StreamableFile> {
    return toDownload(await this.service.lateXlsx(await this.perspective(query)), XLSX_TYPE);
  }

  @Get('settings/reporting-deadline')
  @ApiOperation({ summary: 'Day of the month by which the report of the month before is due' })
  async deadline() {
    return toJson(await this.service.deadline());
  }

  @Put('settings/reporting-deadline')
  @ApiOperation({ summary: 'Set it from now on' })
  async setDeadline(@Body() { dayOfMonth }: DeadlineBody) {
    return toJson(await this.service.setDeadline({ dayOfMonth }));
  }

  private async perspective(query: PerspectiveQuery): Promise<Perspective> {
    return orRefuse(await this.projects.perspective(toPerspectiveRequest(query)));
  }
}
