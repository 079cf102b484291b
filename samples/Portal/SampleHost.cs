using GatewayKit.Admin;
using GatewayKit.Plugins.Acl;
using GatewayKit.Plugins.KeyAuth;
using GatewayKit.Plugins.Mock;
using GatewayKit.Plugins.Quota;
using GatewayKit.Plugins.RateLimit;
using GatewayKit.Portal;
using Portal.Provider;

namespace Portal;

/// <summary>The host: an ASP.NET Core app with a gateway, its store, the developer portal and the operators' pages.</summary>
internal static class SampleHost
{
    public static WebApplication Build(string[] args, SampleSettings settings, Mailbox mailbox, TimeProvider? clock = null)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddSingleton(clock ?? TimeProvider.System);
        builder.AddGatewayKit()
            .AddPlugin<AclPlugin>()
            .AddPlugin<KeyAuthPlugin>()
            .AddPlugin<MockPlugin>()
            .AddPlugin<QuotaPlugin>()
            .AddPlugin<RateLimitPlugin>()
            .LoadFromFile("gateway.yaml")
            .UseStore(settings.Store)
            .UsePortalUrls(settings.Portal.ToString())
            .UseAdminUrls(settings.Admin.ToString())
            .UseAdminApi(admin => admin.AddKey("otto", AdminRole.Admin, settings.OperatorKey))
            .UseOperatorPages();

        builder.Services.AddGatewayKitPortal();
        builder.Services.AddSingleton<IPortalEmail>(mailbox);
        builder.Services.AddGatewayKitPortalAccounts(accounts =>
        {
            accounts.Address = settings.Portal.ToString();
            accounts.Limits.ApplicationsPerPlan = 5;
            accounts.OpenIdConnect = new PortalOpenIdConnectOptions
            {
                Name = "Acme",
                Authority = settings.Provider.ToString(),
                ClientId = IdentityProvider.ClientId,
                ClientSecret = IdentityProvider.ClientSecret,
            };
        });
        if (clock is not null)
            builder.Logging.AddFilter("GatewayKit.Hosting", LogLevel.Error).AddFilter("GatewayKit.Runtime", LogLevel.Error);

        var app = builder.Build();
        app.MapGatewayKit();
        return app;
    }
}
