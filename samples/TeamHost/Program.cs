using TeamHost;

var app = TeamGateway.Build(args);
await app.StartAsync();
await app.WaitForGatewayShutdownAsync();
