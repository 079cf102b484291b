using GatewayKit.Plugins.CorrelationId;
using GatewayKit.Plugins.KeyAuth;
using GatewayKit.Plugins.Mock;
using GatewayKit.Plugins.RateLimit;
using GatewayKit.Plugins.RequestTransform;
using GatewayKit.Plugins.ResponseTransform;
using QuickStart;

// The API behind the gateway. It listens on a free port of this machine; gateway.yaml refers to it as ${env:ORDERS_API}.
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
