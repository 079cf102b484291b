using System.Net;
using System.Security.Cryptography.X509Certificates;
using GatewayKit.Kubernetes.TestServer.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace GatewayKit.Kubernetes.TestServer;

/// <summary>The listener, which can be stopped and started again on the same port.</summary>
internal sealed class HttpListening(TestApiServerOptions options, Func<HttpContext, CancellationToken, Task> handle) : IDisposable
{
    private const int MaximumBody = 3 * 1024 * 1024;
    private const int Attempts = 50;

    private readonly ServerCertificate? _certificate = options.UsesHttps ? ServerCertificate.Create() : null;
    private WebApplication? _app;
    private CancellationTokenSource _stopping = new();
    private int _port = options.Port;

    public Uri Address => new($"{(options.UsesHttps ? "https" : "http")}://127.0.0.1:{_port}");

    public string? CertificateAuthority => _certificate?.Authority.ExportCertificatePem();

    public async Task StartAsync()
    {
        for (var attempt = 1; ; attempt++)
            try
            {
                _app = Build();
                await _app.StartAsync();
                _port = new Uri(_app.Urls.Single()).Port;
                return;
            }
            catch (IOException) when (_port != 0 && attempt < Attempts)
            {
                // Another process has the port for a moment: as the local port of a connection, for example.
                await _app!.DisposeAsync();
                await Task.Delay(100);
            }
    }

    public async Task StopAsync()
    {
        if (_app is not { } app)
            return;

        _app = null;
        await _stopping.CancelAsync();
        using var atOnce = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await app.StopAsync(atOnce.Token);
        await app.DisposeAsync();
        _stopping.Dispose();
        _stopping = new CancellationTokenSource();
    }

    public void Dispose()
    {
        _certificate?.Dispose();
        _stopping.Dispose();
    }

    private WebApplication Build()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.WebHost.UseKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaximumBody;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Listen(IPAddress.Loopback, _port, Secure);
        });
        var app = builder.Build();
        var stopping = _stopping.Token;
        app.Run(context => handle(context, stopping));
        return app;
    }

    private void Secure(ListenOptions listen)
    {
        if (_certificate is null)
            return;

        listen.UseHttps(new HttpsConnectionAdapterOptions
        {
            ServerCertificate = _certificate.Server,
            ClientCertificateMode = ClientCertificateMode.AllowCertificate,
            ClientCertificateValidation = (client, _, _) => _certificate.Issued(client),
        });
    }
}
