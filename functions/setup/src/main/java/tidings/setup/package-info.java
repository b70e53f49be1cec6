/// Custom resources of CloudFormation that a deployment updates: the schema, which is migrated, and the bot's webhook
/// and commands, which are registered with Telegram.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-custom-resources.html
package tidings.setup;
