using GatewayKit.Plugins.Tests.Jwt;
using GatewayKit.Testing;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Plugins.Tests.Oidc;

/// <summary>A gateway whose only route has the plugin, and its provider.</summary>
public sealed class OidcHost : IAsyncLifetime
{
    internal FakeTimeProvider Time { get; } = TestClaims.Clock();

    internal ScriptedProvider Provider { get; private set; } = null!;

    internal GatewayTestHost Gateway { get; private set; } = null!;

    internal Browser Browser => new(Gateway);

    public async Task InitializeAsync()
    {
        Provider = await ScriptedProvider.StartAsync(Time);
        Gateway = await StartAsync("tokens: forward, groupsClaim: groups, claimsToHeaders: { name: X-User-Name }, "
            + "backchannelLogoutPath: /.gatewaykit/oidc/ended, csrf: { trustedOrigins: ['https://app.example.com'] }");
    }

    public async Task DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Provider.DisposeAsync();
    }

    /// <summary>Starts another gateway with the same provider.</summary>
    internal Task<GatewayTestHost> StartAsync(string options, Action<GatewayTestSetup>? setUp = null, string more = "")
        => PluginGateway.StartAsync(PluginGateway.OneRoute(Entry(options)) + more, setup =>
        {
            setup.WithTime(Time);
            setUp?.Invoke(setup);
        });

    internal string Entry(string options)
        => $"{{ name: oidc, options: {{ authority: '{Provider.Issuer}', clientId: gateway, clientSecret: 'a+b/c', {options} }} }}";
}
