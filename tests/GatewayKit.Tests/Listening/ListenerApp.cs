using System.Net;
using System.Security.Cryptography.X509Certificates;
using GatewayKit.Configuration;
using GatewayKit.Edge;
using GatewayKit.Hosting;
using GatewayKit.Listening;
using GatewayKit.Runtime;
using GatewayKit.Tests.Tls;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Tests.Listening;

/// <summary>A host with listeners. It answers requests with what it knows of their connections.</summary>
internal sealed class ListenerApp : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly WebApplication _app;
    private readonly ListenerSource _source;

    private ListenerApp(WebApplication app, ListenerSource source, RecordedMessages log) => (_app, _source, Log) = (app, source, log);

    public RecordedMessages Log { get; }

    public IGatewayListenerStatus Status => _app.Services.GetRequiredService<IGatewayListenerStatus>();

    /// <summary>The addresses of the host that aren't listeners.</summary>
    public ICollection<string> Urls => _app.Urls;

    public T Service<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>Starts a host.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="answer">Answers requests; null to answer with what is known of the connection.</param>
    /// <param name="configure">Configures the gateway further.</param>
    /// <param name="isDynamic">Whether the host opens listeners.</param>
    /// <param name="routes">Whether requests get to the gateway's routes.</param>
    public static async Task<ListenerApp> StartAsync(
        GatewayConfig config, RequestDelegate? answer = null, Action<GatewayKitBuilder>? configure = null, bool isDynamic = true,
        bool routes = false)
    {
        var log = new RecordedMessages();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = Environments.Production });
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
        builder.Services.AddRoutingCore();
        builder.Logging.AddFilter("GatewayKit.Hosting.RuntimeCheck", LogLevel.None).AddProvider(log);
        var source = new ListenerSource(config);
        var gateway = builder.AddGatewayKit().LoadFrom(_ => source);
        if (isDynamic)
            gateway.UseDynamicListeners();
        configure?.Invoke(gateway);

        var app = builder.Build();
        app.MapGatewayKit();
        if (!routes)
            app.Use((HttpContext http, RequestDelegate _) => (answer ?? DescribeAsync)(http));

        await app.StartAsync().WaitAsync(Patience);
        return new ListenerApp(app, source, log);
    }

    /// <summary>Returns the address and port of a listener.</summary>
    public IPEndPoint EndPoint(string listener) => Status.Current[listener].EndPoint!;

    public int Port(string listener) => EndPoint(listener).Port;

    /// <summary>Activates another configuration.</summary>
    /// <returns>The errors; empty if it is active.</returns>
    public async Task<IReadOnlyList<string>> ReloadAsync(GatewayConfig config)
    {
        _source.Config = config;
        var errors = await Service<ReloadCoordinator>().ReloadAsync(_source).WaitAsync(Patience);
        return [.. errors.Items.Select(error => error.ToString())];
    }

    public Task StopAsync(CancellationToken cancellation = default)
        => _app.StopAsync(cancellation).WaitAsync(Patience, CancellationToken.None);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static Task DescribeAsync(HttpContext http)
    {
        var feature = http.Features.Get<IListenerFeature>();
        return http.Response.WriteAsync($"{http.Request.Protocol} {http.Request.Scheme} {feature?.Handshake ?? "-"} "
            + $"{feature?.Find(http.Request.Host.Host) ?? "-"} "
            + (http.Connection.ClientCertificate?.GetNameInfo(X509NameType.SimpleName, false) ?? "-"));
    }
}
