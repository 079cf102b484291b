using GatewayKit.Plugins.CorrelationId;
using GatewayKit.Plugins.Cors;
using GatewayKit.Plugins.KeyAuth;
using GatewayKit.Plugins.Mock;
using GatewayKit.Plugins.OpenApiValidation;
using GatewayKit.Plugins.RateLimit;
using GatewayKit.Plugins.Record;
using GatewayKit.Plugins.RequestTransform;
using GatewayKit.Plugins.ResponseTransform;

var builder = WebApplication.CreateBuilder(args);

// Each plugin is a package of its own: add others in the same way.
builder.AddGatewayKit()
    .AddPlugin<CorrelationIdPlugin>()
    .AddPlugin<CorsPlugin>()
    .AddPlugin<KeyAuthPlugin>()
    .AddPlugin<MockPlugin>()
    .AddPlugin<OpenApiValidationPlugin>()
    .AddPlugin<RateLimitPlugin>()
    .AddPlugin<RecordPlugin>()
    .AddPlugin<RequestTransformPlugin>()
    .AddPlugin<ResponseTransformPlugin>()
    .LoadPluginsFrom("plugins")
    .LoadFromFile("gateway.yaml")
    .UseAdminUrls(builder.Configuration["AdminUrls"]!.Split(';'));

var app = builder.Build();
app.UseRequestTimeouts(); // for the 'timeout' of a route
app.MapGatewayKit();
app.Run();
