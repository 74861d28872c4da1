import { describe, expect, it } from '@jest/globals';
import { decodeLegacy } from '../../src/domain/legacy-fonts.js';

const MOTTO = 'Cộng hòa xã hội chủ nghĩa Việt Nam';

describe('text in legacy fonts', () => {
  it.each(['.VnTime', '.VnArial', null])('decodes the motto from TCVN3 (font %s)', (font) => {
    expect(decodeLegacy('Céng hßa x· héi chñ nghÜa ViÖt Nam', font)).toEqual({ text: MOTTO, encoding: 'TCVN3' });
  });

  it('shows capitals for fonts that end in H', () => {
    expect(decodeLegacy('Céng hßa x· héi chñ nghÜa ViÖt Nam', '.VnTimeH')).toEqual({
      text: MOTTO.toLocaleUpperCase('vi'),
      encoding: 'TCVN3',
    });
    expect(decodeLegacy('stt', '.VnTimeH')).toEqual({ text: 'STT', encoding: 'TCVN3' });
    expect(decodeLegacy('STT', '.VnTimeH')).toBeNull();
  });

  it.each(['VNI-Times', null])('decodes the motto from VNI (font %s)', (font) => {
    expect(decodeLegacy('Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam', font)).toEqual({ text: MOTTO, encoding: 'VNI' });
    expect(decodeLegacy('Ñoäc laäp - Töï do - Haïnh phuùc', font)).toEqual({
      text: 'Độc lập - Tự do - Hạnh phúc',
      encoding: 'VNI',
    });
  });

  it('decodes words of the header in TCVN3', () => {
    expect(decodeLegacy('Chñ ®Çu t­', '.VnTime')?.text).toBe('Chủ đầu tư');
    expect(decodeLegacy('M« pháng hÖ thèng', '.VnTime')?.text).toBe('Mô phỏng hệ thống');
    expect(decodeLegacy('KÕ ho¹ch vèn n¨m 2025', '.VnTime')?.text).toBe('Kế hoạch vốn năm 2025');
    expect(decodeLegacy('Tæng møc ®Çu t­', '.VnTime')?.text).toBe('Tổng mức đầu tư');
  });

  it.each([
    ['Unicode text', 'Kế hoạch vốn năm 2025'],
    ['Unicode text that has only Latin-1 letters', 'Nà Sàn, xã Hát Lót, bản Ít'],
    ['ASCII text', 'Ghi chu 2025'],
    ['foreign words', 'Café'],
  ])('leaves %s alone', (_what, text) => {
    expect(decodeLegacy(text, 'Times New Roman')).toBeNull();
    expect(decodeLegacy(text, null)).toBeNull();
  });

  it('leaves Unicode alone that was typed into a cell with a legacy font', () => {
    expect(decodeLegacy('Đường Tà Hộc', '.VnTime')).toBeNull();
    expect(decodeLegacy('Nà Sàn', '.VnTime')).toBeNull();
  });
});
