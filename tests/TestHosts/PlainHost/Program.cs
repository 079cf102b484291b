using GatewayKit.Plugins.KeyAuth;
using GatewayKit.Plugins.RateLimit;

// A team's own host as the documentation has it. Its configuration stands in appsettings.json.
var builder = WebApplication.CreateBuilder(args);
builder.AddGatewayKit()
    .AddPlugin<KeyAuthPlugin>()
    .AddPlugin<RateLimitPlugin>();

var app = builder.Build();
app.UseRequestTimeouts();
app.MapGatewayKit();
app.Run();
