const mobile = /^(?:\+?86[- ]?)?1[3-9]\d{9}$/;
const landline = /^(?:0\d{2,3}[- ]?)?[2-9]\d{6,7}(?:[-\u8f6c]\d{1,6})?$/;
const service = /^(?:[48]00[- ]?\d{3}[- ]?\d{4}|1\d{4}|95\d{3,6}|96\d{3,6})$/;

/** A mobile, landline (area code and extension optional) or service number of mainland China. */
export const isPhoneNumber = (text: string): boolean => mobile.test(text) || landline.test(text) || service.test(text);
