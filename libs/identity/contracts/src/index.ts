export { LoginDto, RegisterDto } from './lib/identity.dto';
export type { AccountView, Role, SessionView } from './lib/identity.views';
