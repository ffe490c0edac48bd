import { Body, Controller, Get, HttpCode, Post, Req, Res, UseGuards } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { LoginDto, RegisterDto, type Role, type SessionView } from '@mercury/identity/contracts';
import { RegisterAccount } from '@mercury/identity/server';
import type { Caller } from '../caller/caller';
import { CurrentCaller } from '../caller/current-caller.decorator';
import { CommandId } from '../idempotency/command-id.decorator';
import { Answers } from '../openapi/answers.decorator';
import { LoginGuard, loginOf } from './login.guard';
import { SessionDoor } from './session-door';

/** Who the browser is: guest or account. */
@ApiTags('session')
@Controller('api/session')
export class SessionController {
  constructor(
    private readonly commands: CommandBus,
    private readonly door: SessionDoor,
  ) {}

  @Get()
  @Answers('SessionView')
  view(@CurrentCaller() caller: Caller, @Res({ passthrough: true }) response: Response): Promise<SessionView> {
    return this.door.look(caller, response);
  }

  @Post('register')
  @Answers('SessionView', { status: 201 })
  async register(
    @Body() body: RegisterDto,
    @CurrentCaller() caller: Caller,
    @CommandId() commandId: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SessionView> {
    const { email, password, displayName } = body;
    const role: Role = 'shopper';
    const request = { commandId, email, password, displayName, role };
    const account = await this.commands.execute(new RegisterAccount(request));
    return this.door.enter(caller, account, commandId, response);
  }

  @Post('login')
  @HttpCode(200)
  @UseGuards(LoginGuard)
  @Answers('SessionView')
  login(
    @Body() _: LoginDto,
    @Req() request: Request,
    @CurrentCaller() caller: Caller,
    @CommandId() commandId: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SessionView> {
    return this.door.enter(caller, loginOf(request), commandId, response);
  }

  @Post('logout')
  @HttpCode(200)
  @Answers('SessionView')
  logout(@CurrentCaller() caller: Caller, @Res({ passthrough: true }) response: Response): Promise<SessionView> {
    return this.door.leave(caller, response);
  }
}
