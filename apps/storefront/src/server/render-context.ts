/** What the server tells the page that it renders. */
export interface RenderContext {
  /** Origin of the gateway, without a slash at its end. */
  readonly gatewayUrl: string;
}
