using System.Text;
using GatewayKit.Testing;

namespace GatewayKit.Plugins.Tests.BasicAuth;

/// <summary>Starts gateways whose only route has basic-auth.</summary>
internal static class BasicAuthGateway
{
    /// <summary>The hash of <c>correct horse</c> with the fewest iterations that are accepted.</summary>
    public const string HashOfHorse = "$pbkdf2-sha256$i=100000$c2FsdHNhbHQ$bVqGFmHEolHPncezG0mbHHTOii5++8a42RYR9n2R8ZY";

    public const string Consumers = $$"""
        consumers:
          alice:
            groups: [gold]
            credentials: { basic-auth: [ { username: alice, passwordHash: "{{HashOfHorse}}" } ] }
          bob: { credentials: { basic-auth: [ { username: bob, password: "a:b:c" }, { username: Bøb, password: "pässwörd€😀" } ] } }
        groups: { gold: {} }

        """;

    public static Task<GatewayTestHost> StartAsync(
        string options = "", Action<GatewayTestSetup>? setUp = null, string consumers = Consumers)
        => PluginGateway.StartAsync(PluginGateway.OneRoute(Entry(options)) + consumers, setUp);

    public static string Entry(string options = "") => $"{{ name: basic-auth, options: {{ {options} }} }}";

    public static (string Name, string Value) Basic(string credentials)
        => ("Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials)));
}
