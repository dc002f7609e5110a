const { Stack, Duration, CfnOutput } = require('aws-cdk-lib');
const sqs = require('aws-cdk-lib/aws-sqs');

/** What the parts of the shop talk through. */
class NetworkStack extends Stack {
  constructor(scope, id, props) {
    super(scope, id, props);
    this.orders = new sqs.Queue(this, 'Orders', { retentionPeriod: Duration.days(4) });
    new CfnOutput(this, 'OrdersUrl', { value: this.orders.queueUrl });
  }
}

module.exports = { NetworkStack };
