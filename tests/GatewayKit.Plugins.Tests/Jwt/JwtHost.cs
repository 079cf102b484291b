using GatewayKit.Testing;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Plugins.Tests.Jwt;

/// <summary>A gateway whose only route has the plugin.</summary>
internal sealed class JwtHost : IAsyncDisposable
{
    private JwtHost(GatewayTestHost host, FakeTimeProvider time) => (Host, Time) = (host, time);

    public GatewayTestHost Host { get; }

    public FakeTimeProvider Time { get; }

    public static Task<JwtHost> StartAsync(string options, string more = "", Action<GatewayTestSetup>? setUp = null)
        => StartPluginsAsync([$"{{ name: jwt, options: {{ {options} }} }}"], more, setUp);

    public static async Task<JwtHost> StartPluginsAsync(string[] plugins, string more = "", Action<GatewayTestSetup>? setUp = null)
    {
        var time = TestClaims.Clock();
        var host = await PluginGateway.StartAsync(PluginGateway.OneRoute(plugins) + more, setup =>
        {
            setup.WithTime(time);
            setUp?.Invoke(setup);
        });
        return new JwtHost(host, time);
    }

    /// <summary>The options for tokens of <see cref="TestClaims"/> that are signed with one of some keys.</summary>
    public static string Options(params Signer[] keys)
        => $"jwks: '{Provider.Set(keys)}', issuers: [{TestClaims.Issuer}], audiences: [orders]";

    public Task<Answer> BearerAsync(string token, params (string, string)[] headers)
        => Host.GetAsync("/", [("Authorization", "Bearer " + token), .. headers]);

    public async Task<int> StatusAsync(string token) => (await BearerAsync(token)).Status;

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
