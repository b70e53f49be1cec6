/// What a deployment does once, as custom resources of CloudFormation: brings the schema up to date, and registers the
/// bot's webhook and commands with Telegram.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-custom-resources.html
package tidings.setup;
