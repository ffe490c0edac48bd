export { LoginDto, RegisterDto } from './lib/identity.dto';
export type { AccountEvent, EmailEvent, SubjectForgotten } from './lib/identity.events';
export { roles, type AccountView, type Role, type SessionView } from './lib/identity.views';
