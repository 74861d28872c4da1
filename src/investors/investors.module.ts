import { Module } from '@nestjs/common';
import { InvestorsController } from './investors.controller.js';
import { InvestorsService } from './investors.service.js';

@Module({ controllers: [InvestorsController], providers: [InvestorsService], exports: [InvestorsService] })
export class InvestorsModule {}
