using GatewayKit.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Plugins.Tests.HttpSignature;

/// <summary>A gateway whose only route has the plugin, and an upstream that reads bodies to their end.</summary>
internal sealed class SignatureHost : IAsyncDisposable
{
    private SignatureHost(GatewayTestHost host, FakeTimeProvider time, List<string> bodies)
        => (Gateway, Time, Bodies) = (host, time, bodies);

    public GatewayTestHost Gateway { get; }

    public FakeTimeProvider Time { get; }

    /// <summary>The bodies that the upstream received completely.</summary>
    public List<string> Bodies { get; }

    public static async Task<SignatureHost> StartAsync(
        string options = "", string? consumers = null, long now = SignedRequest.Now, string more = "",
        Action<GatewayTestSetup>? setUp = null)
    {
        var time = new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(now));
        var bodies = new List<string>();
        var host = await PluginGateway.StartAsync(
            PluginGateway.OneRoute(Entry(options)) + (consumers ?? TestSigner.Consumers) + more, setup =>
            {
                setup.WithTime(time).WithUpstream(http => ReadAsync(http, bodies));
                setUp?.Invoke(setup);
            });
        return new SignatureHost(host, time, bodies);
    }

    public static string Entry(string options = "") => $"{{ name: http-signature, options: {{ {options} }} }}";

    public async Task<int> StatusAsync(SignedRequest request) => (await request.SendAsync(Gateway)).Status;

    public ValueTask DisposeAsync() => Gateway.DisposeAsync();

    private static async Task ReadAsync(HttpContext http, List<string> bodies)
    {
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync(http.RequestAborted);
        lock (bodies)
            bodies.Add(body);
        await http.Response.WriteAsync("upstream");
    }
}
