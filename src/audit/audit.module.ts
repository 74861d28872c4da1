import { Module } from '@nestjs/common';
import { AuditService } from './audit.service.js';
import { ChangesController } from './changes.controller.js';

@Module({ controllers: [ChangesController], providers: [AuditService], exports: [AuditService] })
export class AuditModule {}
