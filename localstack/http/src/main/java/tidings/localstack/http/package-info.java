/// What every server of the local stack stands on.
package tidings.localstack.http;
