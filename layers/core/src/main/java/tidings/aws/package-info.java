/// The ground every function stands on: environment, queues, batches, logging, metrics, secrets.
package tidings.aws;
