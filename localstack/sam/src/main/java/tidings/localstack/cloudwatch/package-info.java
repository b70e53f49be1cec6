/// CloudWatch: metrics that functions write into their logs and those that AWS itself would publish, the template's
/// alarms evaluated over them, and its dashboard.
package tidings.localstack.cloudwatch;
