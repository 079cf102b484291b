using GatewayKit.Testing;
using GatewayKit.Tests.Pipeline;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Tests.Proxy.Subrequests;

/// <summary>A gateway with a route whose plugin sends subrequests, and routes that they reach.</summary>
public sealed class SubrequestHost : IAsyncLifetime
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private const string Configuration = """
        routes:
          parent: { match: { path: /parent }, plugins: [ { name: sub } ] }
          keyed-parent: { match: { path: /keyed-parent }, plugins: [ { name: hiding-token }, { name: sub } ] }
          up: { clusterId: up, match: { path: "/up/{**rest}" }, transforms: [ { pathRemovePrefix: /up } ] }
          seen:
            clusterId: up
            match: { path: "/seen/{**rest}" }
            transforms: [ { pathRemovePrefix: /seen } ]
            plugins: [ { name: probe, options: { name: a } } ]
          keyed: { clusterId: up, match: { path: /keyed }, plugins: [ { name: hiding-token } ] }
          other: { clusterId: up, match: { path: /host, hosts: [ other.example ] } }
          small: { clusterId: up, match: { path: /small }, maxRequestBodySize: 1000, plugins: [ { name: probe } ] }
          throwing: { clusterId: up, match: { path: /throwing }, plugins: [ { name: throwing } ] }
          short: { clusterId: up, match: { path: /short }, timeout: "00:00:00.2" }
        """;

    private readonly SubrequestCode _code = new();

    public GatewayTestHost Gateway { get; private set; } = null!;

    public Probe Probe { get; } = new();

    public Func<GatewayContext, ISubrequestSender, ValueTask<HookResult>> Code { set => _code.Run = value; }

    /// <summary>Answers a request at the upstream; the default echoes the body.</summary>
    public RequestDelegate? Upstream { get; set; }

    public async Task InitializeAsync()
        => Gateway = await GatewayTestHost.StartAsync(setup => setup
            .WithPlugin<SubrequestPlugin>().WithPlugin<ProbePlugin>().WithPlugin<HidingTokenPlugin>().WithPlugin<ThrowingPlugin>()
            .WithGateway(gateway => gateway.Services.AddSingleton(_code).AddSingleton(Probe))
            .WithUpstream(http => Upstream is { } answer ? answer(http) : EchoAsync(http))
            .WithApp(app =>
            {
                app.MapGet("/host-endpoint", (HttpContext http) => $"host {http.TraceIdentifier.Contains('.', StringComparison.Ordinal)}");
                app.MapGet("/host-trailers", async http =>
                {
                    await http.Response.WriteAsync("body");
                    http.Response.AppendTrailer("X-Sum", "42");
                });
                app.MapGet("/host-failure", _ => throw new InvalidOperationException("host failed"));
            })
            .WithConfiguration(Configuration + Environment.NewLine + ProbeHost.Cluster)).WaitAsync(Patience);

    public Task DisposeAsync() => Gateway.DisposeAsync().AsTask();

    /// <summary>Sends a request whose plugin runs this code.</summary>
    /// <returns>The status and the text.</returns>
    public async Task<(int Status, string Text)> RunAsync(
        Func<GatewayContext, ISubrequestSender, Task<string>> code, HttpRequestMessage? request = null)
    {
        _code.Run = async (context, sender) => HookResult.Respond(GatewayResponse.Text(200, await code(context, sender)));
        return await SendAsync(request);
    }

    /// <summary>Sends a request whose plugin runs this code.</summary>
    public Task<(int Status, string Text)> RespondAsync(
        Func<GatewayContext, ISubrequestSender, ValueTask<HookResult>> code, HttpRequestMessage? request = null)
    {
        _code.Run = code;
        return SendAsync(request);
    }

    public static HttpRequestMessage Get(string path) => new(HttpMethod.Get, path);

    private async Task<(int Status, string Text)> SendAsync(HttpRequestMessage? request)
    {
        using var response = await Gateway.Client.SendAsync(request ?? Get("/parent")).WaitAsync(Patience);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync().WaitAsync(Patience));
    }

    private static async Task EchoAsync(HttpContext http)
    {
        http.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = null;
        http.Response.ContentType = http.Request.ContentType;
        await http.Request.Body.CopyToAsync(http.Response.Body);
    }
}
