using GatewayKit.Plugins.Acl;
using GatewayKit.Plugins.Jwt;
using GatewayKit.Plugins.OAuth2Introspection;
using GatewayKit.Plugins.Oidc;
using Identity;

var builder = WebApplication.CreateBuilder(args);

// The identity provider and the API would be services of their own. gateway.yaml refers to them as ${env:PROVIDER} and ${env:API}.
await using var provider = await IdentityProvider.StartAsync(builder.Configuration["Provider"]!);
await using var api = await OrdersApi.StartAsync();
Environment.SetEnvironmentVariable("PROVIDER", provider.Urls.Single());
Environment.SetEnvironmentVariable("API", api.Urls.Single());

builder.AddGatewayKit()
    .AddPlugin<AclPlugin>()
    .AddPlugin<JwtPlugin>()
    .AddPlugin<OAuth2IntrospectionPlugin>()
    .AddPlugin<OidcPlugin>()
    .LoadFromFile("gateway.yaml");

var app = builder.Build();
app.MapGatewayKit();
await app.StartAsync();
await IdentityProvider.RegisterClientsAsync(provider, new Uri(app.Urls.Single()));
Console.WriteLine($"The identity provider is listening on {provider.Urls.Single()}");
Console.WriteLine($"GatewayKit is listening on {app.Urls.Single()}");
await app.WaitForGatewayShutdownAsync();
