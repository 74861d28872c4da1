import { Tabs } from './components.js';

const PAGES = [
  { path: '/bao-cao', name: 'Tổng hợp tháng' },
  { path: '/bao-cao/xep-hang', name: 'Xếp hạng chủ đầu tư' },
  { path: '/bao-cao/dem-nguoc', name: 'Theo dõi trước đợt' },
  { path: '/bao-cao/theo-doi', name: 'Theo dõi đặc biệt' },
  { path: '/bao-cao/nhieu-dot', name: 'Chậm nhiều đợt' },
] as const;

/** The reports, the one shown marked. */
export function ReportTabs({ here }: { readonly here: (typeof PAGES)[number]['path'] }) {
  const tabs = PAGES.map(({ path, name }) => ({ path, name, count: null, current: path === here }));
  return <Tabs label="Các báo cáo" tabs={tabs} />;
}
