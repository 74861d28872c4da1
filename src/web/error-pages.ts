import { Injectable } from '@nestjs/common';
import type { ErrorPages } from '../http/error-pages.js';
import type { Problem } from '../http/problem.js';
import { SiteService } from './site.service.js';
import { errorPage } from './views/error-page.js';

/** Draws a problem document as a page, with a way back to where it makes sense. */
@Injectable()
export class WebErrorPages implements ErrorPages {
  constructor(private readonly site: SiteService) {}

  render(problem: Problem): string {
    const { status, title, detail, instance } = problem;
    return errorPage(this.site.site, { status, title, detail, back: wayBack(instance) });
  }
}

const SECTIONS = [
  { path: '/nhap-lieu', name: 'Về trang Nhập liệu' },
  { path: '/du-an', name: 'Về danh sách dự án' },
  { path: '/dot-ra-soat', name: 'Về các đợt rà soát' },
] as const;

function wayBack(instance: string): { readonly path: string; readonly name: string } {
  return SECTIONS.find(({ path }) => instance.startsWith(`${path}/`)) ?? { path: '/', name: 'Về trang Tổng quan' };
}
