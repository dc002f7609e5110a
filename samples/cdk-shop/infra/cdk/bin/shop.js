const { App } = require('aws-cdk-lib');
const { NetworkStack } = require('../lib/network-stack');
const { ShopStack } = require('../lib/shop-stack');

const app = new App();
const environment = app.node.tryGetContext('environment') ?? 'dev';
const network = new NetworkStack(app, 'Network', { stackName: `shop-${environment}-network`, environment });
new ShopStack(app, 'Shop', { stackName: `shop-${environment}`, environment, orders: network.orders });
