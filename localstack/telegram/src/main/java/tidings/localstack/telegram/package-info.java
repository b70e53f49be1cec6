/// A Telegram of one's own: [TelegramSandbox].
///
/// A call enters by [HttpEdge] and [BotRoutes]; [BotApi] checks it against [BotApiFacts] ([FieldCheck], [ShapeCheck])
/// and hands it to one of the `*Methods`, which act on [Chats]. What [People] do, on the page or in a test by
/// [Person], becomes [Updates], which [WebhookDelivery] brings to the bot or a long poll takes. [Journal] tells the
/// page what changed.
///
/// | to add | touch |
/// |---|---|
/// | a method's behaviour | the `*Methods` it belongs to, and its line in `methods()` |
/// | a kind of content | [Content]; the compiler names the switches that miss it; `messages.js` shows it |
/// | something people do | [People], a row in [SandboxRoutes], a method of [Person] |
/// | a newer Bot API | `bot-api.json` |
package tidings.localstack.telegram;
