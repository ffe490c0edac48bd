import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { provideEffects } from '@ngrx/effects';
import { provideStore, Store } from '@ngrx/store';
import { provideSession, selectAccount } from '@mercury/storefront/shell/data-access';
import { LoginPage } from './login-page';

// Leaves time to a busy machine.
jest.setTimeout(30_000);

const account = { accountId: 'a', email: 'ada@example.com', displayName: 'Ada', role: 'shopper' };

describe('login page', () => {
  async function show(returnTo?: string) {
    TestBed.configureTestingModule({
      providers: [
        provideRouter([
          { path: 'checkout', children: [] },
          { path: '', children: [] },
        ]),
        provideStore(),
        provideEffects(),
        provideSession(),
        provideHttpClient(),
        provideHttpClientTesting(),
      ],
    });
    const fixture = TestBed.createComponent(LoginPage);
    fixture.componentRef.setInput('returnTo', returnTo);
    await fixture.whenStable();
    const host = fixture.nativeElement as HTMLElement;
    document.body.append(host);
    const field = (label: string) => {
      const id = [...host.querySelectorAll('label')].find((each) => each.textContent?.trim() === label)?.htmlFor;
      return host.querySelector(`#${id}`) as HTMLInputElement;
    };
    const type = (label: string, value: string) => {
      field(label).value = value;
      field(label).dispatchEvent(new Event('input'));
    };
    const send = async () => {
      host.querySelector('form')?.requestSubmit();
      await fixture.whenStable();
    };
    const http = TestBed.inject(HttpTestingController);
    return { host, field, type, send, http, fixture };
  }

  it('signs in and goes back to where one came from', async () => {
    const { type, send, http, fixture } = await show('/checkout');
    type('Email', ' ada@example.com ');
    type('Password', 'a long enough one');
    await send();
    const call = http.expectOne('/api/session/login');
    expect(call.request.body).toEqual({ email: 'ada@example.com', password: 'a long enough one' });
    call.flush({ account, csrfToken: 't2' });
    await fixture.whenStable();
    expect(TestBed.inject(Store).selectSignal(selectAccount)()?.displayName).toBe('Ada');
    expect(TestBed.inject(Router).url).toBe('/checkout');
  });

  it('does not say which of the two was wrong, and keeps what was typed', async () => {
    const { host, type, send, http, field, fixture } = await show();
    type('Email', 'ada@example.com');
    type('Password', 'wrong');
    await send();
    http
      .expectOne('/api/session/login')
      .flush({ code: 'identity.bad_credentials', status: 401 }, { status: 401, statusText: 'Unauthorized' });
    await fixture.whenStable();
    expect(host.querySelector('[role=alert]')?.textContent).toContain('do not go together');
    expect(field('Email').value).toBe('ada@example.com');
  });

  it('lists what is missing without asking the server', async () => {
    const { host, send, http } = await show();
    await send();
    expect(host.querySelector('[role=alert]')?.textContent).toContain('Enter your password.');
    http.expectNone('/api/session/login');
  });

  it('shows the password when asked, and lets password managers in', async () => {
    const { host, field, fixture } = await show();
    expect(field('Password').type).toBe('password');
    expect(field('Password').autocomplete).toBe('current-password');
    expect(field('Email').autocomplete).toBe('username');
    const toggle = host.querySelector<HTMLButtonElement>('button[aria-label="Show the password"]');
    toggle?.click();
    await fixture.whenStable();
    expect(field('Password').type).toBe('text');
    expect(toggle?.getAttribute('aria-pressed')).toBe('true');
  });
});
