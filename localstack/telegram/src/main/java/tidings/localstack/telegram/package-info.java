/// A sandbox Telegram: [TelegramSandbox]. In a test:
/// `@AutoClose final TelegramSandbox telegram = TelegramSandbox.start(TelegramSettings.local());`
///
/// A call enters through [HttpEdge] and [BotRoutes]; [BotApiDispatcher] validates it against [BotApiFacts]
/// ([FieldCheck], [ShapeCheck]) and passes it to one of the `*Methods`, which act on [Chats]. What people do
/// ([UserActions], [ChatActions]), on the page or in a test through [Person], becomes an update in the [UpdateQueue],
/// which [WebhookDelivery] sends to the bot or a long poll fetches. [ChangeFeed] tells the page what changed.
///
/// | to add | touch |
/// |---|---|
/// | a method's behaviour | the `*Methods` it belongs to, and its line in `methods()` |
/// | a kind of content | [Content]; the compiler names the switches that miss it; `messages.js` shows it |
/// | something people do | [UserActions] or [ChatActions], a row in [SandboxRoutes], a method of [Person] |
/// | a newer Bot API | `bot-api.json` |
package tidings.localstack.telegram;
