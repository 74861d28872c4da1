import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';
import { SiteService } from './site.service.js';

/** Every page shows the agency as it is set now, whichever process draws it. */
@Injectable()
export class SiteInterceptor implements NestInterceptor {
  constructor(private readonly site: SiteService) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const { url } = context.switchToHttp().getRequest<FastifyRequest>();
    if (!/^\/(?:api|assets|health|bieu-do)\//.test(url)) await this.site.refresh();
    return next.handle();
  }
}
