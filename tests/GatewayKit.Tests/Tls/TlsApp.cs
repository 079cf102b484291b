using System.Security.Cryptography.X509Certificates;
using GatewayKit.Hosting;
using GatewayKit.Tests.Shared;
using GatewayKit.Tls;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Tests.Tls;

/// <summary>A team's host with a gateway on a plain address and one with TLS. Its endpoint says what reached it.</summary>
internal sealed class TlsApp : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly WebApplication _app;
    private readonly CertificateFolder _folder;

    private TlsApp(WebApplication app, CertificateFolder folder, RecordedMessages log) => (_app, _folder, Log) = (app, folder, log);

    public RecordedMessages Log { get; }

    public int PlainPort { get; private set; }

    public int Port { get; private set; }

    /// <summary>Starts a host whose configuration is a file in the folder of its certificates.</summary>
    public static async Task<TlsApp> StartAsync(CertificateFolder folder, string config, Action<GatewayKitBuilder>? configure = null)
    {
        var app = Build(folder, config, configure, out var log);
        await app._app.StartAsync().WaitAsync(Patience);
        var ports = app._app.Urls.Select(url => new Uri(url).Port).ToArray();
        (app.PlainPort, app.Port) = (ports[0], ports[^1]);
        return app;
    }

    public static TlsApp Build(
        CertificateFolder folder, string config, Action<GatewayKitBuilder>? configure, out RecordedMessages log, bool isMapped = true)
    {
        folder.Write("gateway.yaml", config);
        log = new RecordedMessages();
        var builder = WebApplication.CreateEmptyBuilder(
            new WebApplicationOptions { ContentRootPath = folder.Path, EnvironmentName = Environments.Production });
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().UseQuic();
        builder.Services.AddRoutingCore();
        builder.Logging.AddProvider(log);
        var gateway = builder.AddGatewayKit().LoadFromFile("gateway.yaml").UseUrls("http://127.0.0.1:0", "https://127.0.0.1:0");
        builder.Services.AddSingleton(new TlsWatchSettings(TimeSpan.FromMilliseconds(40)));
        configure?.Invoke(gateway);

        var app = builder.Build();
        if (isMapped)
            app.MapGatewayKit();
        app.Map("/{**rest}", (HttpContext http) => $"{http.Request.Protocol} {http.Request.Method} {http.Request.Path} "
            + http.Connection.ClientCertificate?.GetNameInfo(X509NameType.SimpleName, false));
        return new TlsApp(app, folder, log);
    }

    public T Service<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    public Task StartAsync() => _app.StartAsync().WaitAsync(Patience);

    /// <summary>Replaces the configuration.</summary>
    public void Configure(string config) => _folder.Write("gateway.yaml", config);

    public Task<TlsClient> ConnectAsync(string? name, Action<System.Net.Security.SslClientAuthenticationOptions>? configure = null)
        => TlsClient.ConnectAsync(Port, name, configure);

    /// <summary>Returns the subject of the certificate that a client gets; null if the handshake is refused.</summary>
    public async Task<string?> SubjectAsync(string? name)
    {
        try
        {
            await using var client = await ConnectAsync(name);
            return client.Subject;
        }
        catch (Exception error) when (error is IOException or System.Security.Authentication.AuthenticationException)
        {
            return null;
        }
    }

    /// <summary>Waits until a client gets this certificate.</summary>
    public async Task GetsAsync(string? name, string? subject)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (await SubjectAsync(name) != subject)
            await ticks.WaitForNextTickAsync(patience.Token);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
