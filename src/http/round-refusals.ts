/** Refusals about the life of a review round: its states, verdicts, donors, explanations and issue. */
export const ROUND_REFUSALS = {
  'round.wrongState': {
    status: 409,
    vi: 'Đợt rà soát {state} nên không chuyển sang "{wanted}" được. Xem các bước của đợt ở trang của đợt.',
    en: 'The round is in the state "{state}" and cannot become "{wanted}".',
  },
  'round.notWorking': {
    status: 409,
    vi: 'Đợt rà soát {state} nên không nhận thêm kết luận, giải trình hay dự án. Chỉ ghi được khi đợt đang mở hoặc đang lấy giải trình.',
    en: 'The round is in the state "{state}" and takes no more verdicts, donors or explanations.',
  },
  'round.draft': {
    status: 409,
    vi: 'Đợt rà soát còn là bản nháp, chưa chốt số liệu nên chưa có danh sách. Mở đợt trước.',
    en: 'The round is a draft without facts. Open it first.',
  },
  'paper.notIssued': {
    status: 404,
    vi: 'Danh sách này đã ban hành mà không kèm văn bản {paper}. Chỉ tải được các văn bản đã ban hành, nêu ở trang của đợt.',
    en: 'This list was issued without the paper {paper}.',
  },
  'round.sameOpen': {
    status: 409,
    vi: 'Đợt {otherId} đang mở với đúng quy tắc và số liệu này. Dùng đợt đó, không mở thêm.',
    en: 'The round {otherId} is open with the same rule and facts.',
  },
  'round.rowsWithoutVerdict': {
    status: 409,
    vi: 'Còn {count} dự án chưa có kết luận, ví dụ "{project}". Ghi kết luận cho từng dự án, hoặc chờ hết hạn giải trình để hệ thống ghi nhận không trả lời.',
    en: '{count} rows have no verdict, e.g. "{project}". Record a verdict on each, or let the deadline for explanations pass.',
  },
  'round.notSuccessor': {
    status: 409,
    vi: 'Đợt {otherId} {state} nên không thay thế được danh sách này. Chọn một đợt khác đã ban hành, hoặc bỏ trống.',
    en: 'The round {otherId} is in the state "{state}" and cannot take the place of this list.',
  },
  'finding.notFound': {
    status: 404,
    vi: 'Đợt rà soát này không có dự án {projectId}.',
    en: 'The round has no project {projectId}.',
  },
  'reason.unknown': {
    status: 400,
    vi: 'Không có mã lý do "{code}" dùng ở đây. Xem danh mục lý do.',
    en: 'There is no reason "{code}" for this use. See the catalogue of reasons.',
  },
  'reason.exists': {
    status: 409,
    vi: 'Đã có mã lý do "{code}". Đặt mã khác.',
    en: 'The reason "{code}" exists already.',
  },
  'disposition.notListed': {
    status: 409,
    vi: 'Dự án "{project}" không dưới ngưỡng và chưa được đưa vào đợt. Thêm dự án vào đợt kèm lý do rồi mới ghi kết luận.',
    en: 'The project "{project}" is no candidate. Add it as a donor with a reason first.',
  },
  'disposition.exists': {
    status: 409,
    vi: 'Dự án "{project}" đã có kết luận lần {version}: {verdict}, thu hồi {amount} đồng, ghi lúc {at}. Đọc kết luận đó rồi gửi lại kèm số lần (version) nếu vẫn muốn thay.',
    en: 'The project "{project}" has verdict {version} already: {verdict}, {amount} đồng, recorded at {at}. Name that version to replace it.',
  },
  'disposition.changed': {
    status: 412,
    vi: 'Người khác đã ghi kết luận lần {version} cho dự án "{project}" lúc {at}: {verdict}, thu hồi {amount} đồng. Xem lại rồi ghi tiếp trên kết luận đó.',
    en: 'Somebody else recorded verdict {version} on "{project}" at {at}: {verdict}, {amount} đồng. Look at it and decide again.',
  },
  'disposition.sourceUnknown': {
    status: 400,
    vi: 'Dự án "{project}" không có kế hoạch ở nguồn {source}. Chỉ thu hồi ở các nguồn: {known}.',
    en: 'The project "{project}" has no plan in the source {source}; its sources are {known}.',
  },
  'disposition.sourceTwice': {
    status: 400,
    vi: 'Nguồn {source} được ghi hai lần. Mỗi nguồn ghi một số tiền.',
    en: 'The source {source} is named twice.',
  },
  'disposition.outOfBounds': {
    status: 400,
    vi: 'Số thu hồi {amount} đồng ở nguồn {source} nằm ngoài khoảng từ 0 đến {limit} đồng (kế hoạch trừ đã giải ngân). Ghi lại số tiền.',
    en: 'The amount {amount} in {source} lies outside 0..{limit} (plan minus disbursed).',
  },
  'disposition.notAll': {
    status: 400,
    vi: 'Kết luận là thu hồi toàn bộ nhưng nguồn {source} ghi {amount} đồng, toàn bộ phần thu hồi được là {limit} đồng (kế hoạch trừ đã giải ngân, trừ phần phải để lại). Bỏ trống số tiền, hoặc chọn thu hồi một phần.',
    en: 'The verdict takes all, but {source} says {amount} of {limit}. Leave the amounts out or take a part.',
  },
  'disposition.nothingTaken': {
    status: 400,
    vi: 'Kết luận thu hồi phải có ít nhất một nguồn với số tiền trên 0. Nếu không thu hồi hoặc phần chưa giải ngân đều phải để lại để thanh toán, chọn giữ lại và ghi lý do, thời hạn.',
    en: 'A recall takes more than 0 from at least one source. To take nothing, or where all that is undisbursed must stay, keep the project with a reason and an expiry.',
  },
  'disposition.takesKept': {
    status: 400,
    vi: 'Số thu hồi {amount} đồng ở nguồn {source} vượt {limit} đồng, lấy cả phần phải để lại để thanh toán cho dự án. Giảm số tiền, hoặc ghi rõ lý do bằng lời.',
    en: 'The recall of {amount} from {source} exceeds {limit} and takes what must stay with the project. Take less, or give the reason in words.',
  },
  'disposition.obligationTwice': {
    status: 400,
    vi: 'Một loại số tiền phải để lại ở nguồn {source} được ghi hai lần. Mỗi loại ở mỗi nguồn ghi một số tiền.',
    en: 'An obligation of the source {source} is named twice.',
  },
  'disposition.keepTakes': {
    status: 400,
    vi: 'Kết luận giữ lại thì không có số thu hồi. Bỏ số tiền, hoặc chọn thu hồi một phần.',
    en: 'A project that is kept gives nothing back. Leave the amounts out or take a part.',
  },
  'disposition.keepWithoutReason': {
    status: 400,
    vi: 'Giữ lại vốn phải có lý do (mã lý do trong danh mục).',
    en: 'Keeping a project needs a reason code.',
  },
  'disposition.keepWithoutExpiry': {
    status: 400,
    vi: 'Giữ lại vốn phải có ngày hết hạn sau {asOf}.',
    en: 'Keeping a project needs an expiry day after {asOf}.',
  },
  'disposition.expiryOfRecall': {
    status: 400,
    vi: 'Ngày hết hạn chỉ dùng khi giữ lại vốn. Bỏ ngày hết hạn, hoặc chọn giữ lại.',
    en: 'Only keeping has an expiry day.',
  },
  'explanation.deadlinePast': {
    status: 400,
    vi: 'Hạn trả lời {deadline} không sau hôm nay. Chọn một ngày sau hôm nay.',
    en: 'The deadline {deadline} does not lie after today.',
  },
  'explanation.requestNotFound': {
    status: 404,
    vi: 'Đợt này không có yêu cầu giải trình {id}.',
    en: 'The round has no request for explanation {id}.',
  },
  'explanation.notOneAnswer': {
    status: 400,
    vi: 'Mỗi dự án có đúng một trả lời: willDisburseBy (sẽ giải ngân), giveBack (trả lại vốn) hoặc explain (giải trình).',
    en: 'Give exactly one of willDisburseBy, giveBack, explain.',
  },
  'explanation.fault': {
    status: 400,
    vi: 'Trả lời của dự án "{project}" chưa ghi được: {fault}.',
    en: 'The answer for "{project}" cannot be taken: {fault}.',
  },
  'explanation.formFaulty': {
    status: 409,
    vi: 'Biểu giải trình còn {count} chỗ phải sửa nên chưa ghi dòng nào: {issues}',
    en: 'The form has {count} faults and nothing was recorded: {issues}',
  },
  'explanation.formEmpty': {
    status: 409,
    vi: 'Biểu {file} chưa có trả lời nào. Ghi cột "Trả lời" rồi nạp lại.',
    en: 'The form {file} has no answers.',
  },
  'donor.isCandidate': {
    status: 409,
    vi: 'Dự án "{project}" đã dưới ngưỡng của đợt, không phải thêm. Ghi kết luận ngay cho dự án.',
    en: 'The project "{project}" is a candidate already. Record its verdict.',
  },
  'donor.nothingToGive': {
    status: 409,
    vi: 'Dự án "{project}" không có kế hoạch năm chưa giải ngân (hoặc chưa có số liệu giải ngân) nên không có vốn để thu hồi.',
    en: 'The project "{project}" has no undisbursed plan of the year, or no figure.',
  },
  'donor.groundMissing': {
    status: 400,
    vi: 'Hệ thống không thấy căn cứ của lý do này cho dự án "{project}". Ghi rõ căn cứ khi thêm dự án.',
    en: 'No rule finds this reason for "{project}". Say on what it rests.',
  },
  'donor.exists': {
    status: 409,
    vi: 'Dự án "{project}" đã được thêm vào đợt.',
    en: 'The project "{project}" was added already.',
  },
  'letter.nobodyToUrge': {
    status: 404,
    vi: 'Chủ đầu tư “{investor}” không có dự án nào phải đôn đốc theo số liệu đến {asOf}. Xem danh sách ở trang theo dõi trước đợt.',
    en: 'The investor "{investor}" has no project to urge on the figures of {asOf}.',
  },
  'letter.nothingLate': {
    status: 404,
    vi: 'Chủ đầu tư “{investor}” không thiếu báo cáo nào đến {asOf}. Xem lịch báo cáo.',
    en: 'The investor "{investor}" owes no report on {asOf}.',
  },
  'evidence.notFound': {
    status: 404,
    vi: 'Đợt này không có tài liệu {id}.',
    en: 'The round has no file {id}.',
  },
} as const;
