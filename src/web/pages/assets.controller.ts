import { Controller, Get, NotFoundException, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Assets } from '../assets.js';

@Controller('assets')
export class AssetsController {
  constructor(private readonly assets: Assets) {}

  @Get(':name')
  send(@Param('name') name: string, @Query('v') tag: string | undefined, @Res() reply: FastifyReply): void {
    const asset = this.assets.find(name);
    if (asset === null) throw new NotFoundException();
    const forEver = tag === this.assets.tag;
    void reply
      .header('cache-control', forEver ? 'public, max-age=31536000, immutable' : 'no-cache')
      .type(asset.type)
      .send(asset.bytes);
  }
}
