using GatewayKit.Plugins.CorrelationId;
using GatewayKit.Plugins.KeyAuth;
using GatewayKit.Plugins.Mock;
using GatewayKit.Plugins.RateLimit;
using GatewayKit.Plugins.RequestTransform;
using GatewayKit.Plugins.ResponseTransform;

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
app.Run();
