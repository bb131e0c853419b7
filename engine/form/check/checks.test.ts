import assert from 'node:assert/strict';
import { test } from 'node:test';
import { acceptedBy } from './checks.ts';
import { isCreditCode } from './credit-code.ts';
import { birthdayOf, isIdentityNumber } from './identity-number.ts';
import { formatOrganizationCode, isOrganizationCode } from './organization-code.ts';
import { isPhoneNumber } from './phone-number.ts';

const creditCodes = [
  '91990102M10000012Y',
  '92990103M20000024K',
  '91990104M30000036E',
  '91990105M400000486',
  '91990106M5000005XQ',
  '91990102M60000061B',
];
const organizationCodes = [
  'M1000001-2',
  'M2000002-4',
  'M3000003-6',
  'M4000004-8',
  'M5000005-X',
  'M6000006-1',
  'D2143569-X',
];

test('a credit code of GB 32100 passes, and none with its last character changed does', () => {
  for (const code of creditCodes) {
    assert.ok(isCreditCode(code), code);
    for (const last of '0123456789ABCDEFGHJKLMNPQRTUWXY') {
      assert.equal(isCreditCode(code.slice(0, 17) + last), last === code.at(-1), code.slice(0, 17) + last);
    }
  }
});

test('a credit code with I, O, S, V or Z, of another length, or around a wrong organization code fails', () => {
  const [code = ''] = creditCodes;
  for (const letter of 'IOSVZ') assert.ok(!isCreditCode(`9${letter}${code.slice(2)}`));
  assert.ok(!isCreditCode(code.slice(0, 17)));
  assert.ok(!isCreditCode(`${code}0`));
  // Subject code with a wrong check character of GB 11714, the last character being right for the whole.
  const wrong = '91990102M10000013';
  const whole = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'].map((last) => wrong + last);
  assert.ok(whole.every((text) => !isCreditCode(text)));
});

test('an organization code of GB 11714 passes with and without its hyphen', () => {
  for (const code of organizationCodes) {
    assert.ok(isOrganizationCode(code), code);
    assert.ok(isOrganizationCode(code.replace('-', '')), code);
    const wrong = code.endsWith('X') ? '0' : 'X';
    assert.ok(!isOrganizationCode(code.slice(0, -1) + wrong));
  }
  assert.equal(formatOrganizationCode(' d2143569x '), 'D2143569-X');
  assert.equal(formatOrganizationCode('short'), 'SHORT');
});

test('an identity number of GB 11643 needs its check character and a birthday that exists', () => {
  for (const number of ['11010519491231002X', '99010219710315001X', '990103198006220021']) {
    assert.ok(isIdentityNumber(number), number);
  }
  assert.ok(!isIdentityNumber('990103198006220022'));
  assert.ok(!isIdentityNumber('11010519491231002x'));
  assert.ok(!isIdentityNumber('1101051949123100'));
  // Month 13 and 30 February, each with every check character.
  for (const last of '0123456789X') {
    assert.ok(!isIdentityNumber(`99010319801322002${last}`));
    assert.ok(!isIdentityNumber(`99010319800230002${last}`));
    assert.ok(!isIdentityNumber(`99010318801222002${last}`));
  }
  assert.equal(birthdayOf('990103198006220021'), '1980-06-22');
});

test('telephone numbers are mobile, landline or service numbers', () => {
  for (const number of [
    '13800000000',
    '+86 13800000000',
    '0570-8000000',
    '010 80000000',
    '8000000-12',
    '400-800-1234',
    '12315',
    '95588',
  ]) {
    assert.ok(isPhoneNumber(number), number);
  }
  for (const number of ['1380000000', '23800000000', '0570-', 'phone', '138000000001', ''])
    assert.ok(!isPhoneNumber(number), number);
});

test('a text may pass by one of several standards and takes that spelling', () => {
  assert.equal(acceptedBy(['uscc', 'orgCode', 'idNo'], '99010219710315001x'), '99010219710315001X');
  assert.equal(acceptedBy(['uscc', 'orgCode'], 'm10000012'), 'M1000001-2');
  assert.equal(acceptedBy(['uscc'], 'M1000001-2'), undefined);
  assert.equal(acceptedBy(['constructor'], 'anything'), undefined);
});
