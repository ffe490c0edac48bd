import type { Routes } from '@angular/router';
import { LoginPage } from './login-page/login-page';
import { RegisterPage } from './register-page/register-page';

/** Signing in. */
export const loginRoutes: Routes = [{ path: '', component: LoginPage }];

/** Making an account. */
export const registerRoutes: Routes = [{ path: '', component: RegisterPage }];
