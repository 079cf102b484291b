using GatewayKit.Plugins.CorrelationId;
using GatewayKit.Plugins.KeyAuth;
using GatewayKit.Plugins.Mock;
using GatewayKit.Plugins.RateLimit;
using GatewayKit.Plugins.RequestTransform;
using GatewayKit.Plugins.ResponseTransform;
using QuickStart;

// The API that the gateway protects. It listens on a free port of this machine; gateway.yaml calls it ${env:ORDERS_API}.
await using var api = await OrdersApi.StartAsync();
Environment.SetEnvironmentVariable("ORDERS_API", api.Urls.Single());

var builder = WebApplication.CreateBuilder(args);
builder.AddGatewayKit()
    .AddPlugin<CorrelationIdPlugin>()
    .AddPlugin<KeyAuthPlugin>()
    .AddPlugin<MockPlugin>()
    .AddPlugin<RateLimitPlugin>()
    .AddPlugin<RequestTransformPlugin>()
    .AddPlugin<ResponseTransformPlugin>()
    .LoadPluginsFrom("plugins")
    .LoadFromFile("gateway.yaml");

var app = builder.Build();
app.MapGatewayKit();
return await Tour.RunAsync(app);
