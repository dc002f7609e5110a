const { Stack, RemovalPolicy, CfnOutput } = require('aws-cdk-lib');
const s3 = require('aws-cdk-lib/aws-s3');
const ssm = require('aws-cdk-lib/aws-ssm');

/** The shop itself: where it keeps receipts, and how it finds its queue. */
class ShopStack extends Stack {
  constructor(scope, id, props) {
    super(scope, id, props);
    const receipts = new s3.Bucket(this, 'Receipts', {
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      encryption: s3.BucketEncryption.S3_MANAGED,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    new ssm.StringParameter(this, 'QueueParameter', { parameterName: `/shop/${props.environment}/queue`, stringValue: props.orders.queueUrl });
    new CfnOutput(this, 'ReceiptsBucket', { value: receipts.bucketName });
  }
}

module.exports = { ShopStack };
