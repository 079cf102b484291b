using GatewayKit.Compilation;
using GatewayKit.Configuration;
using GatewayKit.Runtime;
using GatewayKit.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Tests.Runtime.Differential;

/// <summary>A gateway with two files, whose plugins trace what they do, and an upstream that returns what it gets.</summary>
internal sealed class TraceHost : IAsyncDisposable
{
    private readonly TextSource _main = new("main.yaml");
    private readonly TextSource _more = new("more.yaml");
    private GatewayTestHost _gateway = null!;

    public Instances Instances { get; } = new();

    public HttpClient Client => _gateway.Client;

    public TestUpstream Upstream => _gateway.Upstream;

    /// <summary>The files of the active configuration.</summary>
    public (TextVersion Main, TextVersion More) Active => (ActiveOf(_main), ActiveOf(_more));

    public static async Task<TraceHost> StartAsync()
    {
        var host = new TraceHost();
        host._gateway = await GatewayTestHost.StartAsync(setup => setup
            .WithPlugin<OptionTracePlugin>().WithPlugin<RouteTracePlugin>().WithPlugin<KeyPlugin>()
            .WithGateway(gateway => gateway.Services.AddSingleton(host.Instances))
            .WithGateway(gateway => gateway.LoadFrom(_ => host._main).LoadFrom(_ => host._more))
            .WithUpstream(EchoAsync)
            .WithApp(app => app.Use(TraceAsync))
            .WithConfiguration("{}")).WaitAsync(TimeSpan.FromSeconds(60));
        return host;
    }

    /// <summary>Changes both files.</summary>
    /// <returns>The errors of the second reload, for which both are changed.</returns>
    public async Task<IReadOnlyList<string>> ReloadAsync(TextVersion main, TextVersion more)
    {
        (_main.Next, _more.Next) = (main, more);
        var reloads = _gateway.Services.GetRequiredService<ReloadCoordinator>();
        await reloads.ReloadAsync(_main).WaitAsync(TimeSpan.FromSeconds(60));
        return [.. (await reloads.ReloadAsync(_more).WaitAsync(TimeSpan.FromSeconds(60))).Items.Select(error => error.ToString())];
    }

    /// <summary>Changes both files, from a gateway without a configuration.</summary>
    public async Task<IReadOnlyList<string>> StartOverAsync(TextVersion main, TextVersion more)
    {
        Assert.Empty(await ReloadAsync(TextVersion.Empty, TextVersion.Empty));
        return await ReloadAsync(main, more);
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    private TextVersion ActiveOf(TextSource source)
        => source.VersionOf(_gateway.Services.GetRequiredService<ConfigSources>().StateOf(source).Active!);

    private static Task TraceAsync(HttpContext http, RequestDelegate next)
    {
        var trace = new List<string>();
        http.Items[TracingPlugin.Key] = trace;
        http.Response.OnStarting(() =>
        {
            http.Response.Headers[TracingPlugin.Key] = string.Join(" | ", trace);
            return Task.CompletedTask;
        });
        return next(http);
    }

    private static Task EchoAsync(HttpContext http)
    {
        var headers = http.Request.Headers;
        return http.Response.WriteAsync(
            $"{http.Request.Path} {headers["X-Mark"]} {headers["X-Consumer-Name"]} {headers["X-Consumer-Groups"]}");
    }
}
