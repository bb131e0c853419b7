/** Who does what in a listing at 江北, by user name; who they are says demo/accounts.json. */
export const head = 'hanzhenhua';
export const handler = 'wuzhicheng';
export const second = 'shenlixin';
export const legal = 'fengxiaofeng';
export const leader = 'xujianping';
export const clerk = 'chenmingyuan';
export const publisher = 'yuyumei';
export const experts = ['shaoqinghe', 'weibingwen', 'jiruolan'];
