using GatewayKit.Plugins.KeyAuth;
using GatewayKit.Plugins.Mock;

var builder = WebApplication.CreateBuilder(args);
builder.AddGatewayKit().AddPlugin<KeyAuthPlugin>().AddPlugin<MockPlugin>().LoadFromFile("gateway.yaml");
var app = builder.Build();
app.MapGatewayKit();
app.Run();
