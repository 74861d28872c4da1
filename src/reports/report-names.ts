import type { Stage } from '../domain/countdown.js';
import type { Dimension } from '../domain/synthesis.js';

/** What a breakdown is called on papers and pages. */
export const DIMENSION_NAMES: Record<Dimension, string> = {
  source: 'Nguồn vốn',
  sector: 'Ngành, lĩnh vực',
  investor: 'Chủ đầu tư',
  location: 'Địa điểm',
  programme: 'Chương trình mục tiêu quốc gia',
};

/** What a project's place before the rule's day is called, and what is to be done. */
export const STAGE_NAMES: Record<Stage, string> = {
  proposed: 'Đề xuất thu hồi',
  candidate: 'Ứng viên',
  warning: 'Cảnh báo',
  watch: 'Theo dõi',
  onTrack: 'Đúng tiến độ',
  reached: 'Đã đạt ngưỡng',
  noData: 'Chưa có số liệu',
};

/** Whose turn it is. */
export const STAGE_OWNERS: Record<Stage, string> = {
  proposed: 'Lãnh đạo Sở',
  candidate: 'Phòng chuyên môn',
  warning: 'Lãnh đạo phòng',
  watch: 'Chuyên viên theo dõi',
  onTrack: 'Chuyên viên theo dõi',
  reached: 'Chuyên viên theo dõi',
  noData: 'Chủ đầu tư',
};

export const STAGE_ACTIONS: Record<Stage, string> = {
  proposed: 'Trình cấp có thẩm quyền quyết định',
  candidate: 'Yêu cầu chủ đầu tư giải trình',
  warning: 'Đôn đốc bằng văn bản, làm rõ vướng mắc',
  watch: 'Nhắc tiến độ, theo dõi từng tháng',
  onTrack: 'Tiếp tục theo dõi',
  reached: 'Không cần xử lý',
  noData: 'Báo cáo số liệu giải ngân',
};
