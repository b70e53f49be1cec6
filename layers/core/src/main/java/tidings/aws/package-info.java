/// AWS and Lambda as every function uses them: environment, queues, batches, JSON, logs, metrics, secrets, deadlines.
package tidings.aws;
