using System.Net;
using GatewayKit.Tls;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GatewayKit.Hosting;

/// <summary>
/// Adds the addresses of the gateway to the server before it starts. Not earlier, because the configuration has the certificates: the
/// server's options are created while it is read.
/// </summary>
internal sealed partial class GatewayListeners(
    IOptions<GatewayListenOptions> urls, IOptions<KestrelServerOptions> server,
    TlsState tls, TlsListener listener, IConfiguration configuration, IHostEnvironment environment,
    ILogger<GatewayListeners> logger) : IHostedLifecycleService
{
    /// <exception cref="InvalidOperationException">An https address has no certificate.</exception>
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        var options = server.Value;
        listener.ApplyPending();
        foreach (var url in urls.Value.Urls)
            Listen(options, BindingAddress.Parse(url), url);
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        if (tls is { IsListening: false, Current.Config.Certificates.IsEmpty: false })
            LogUnused();
        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Listen(KestrelServerOptions options, BindingAddress address, string url)
    {
        var isHttps = address.Scheme.Equals("https", StringComparison.OrdinalIgnoreCase);
        Action<ListenOptions> configure = isHttps ? listen => UseHttps(listen, url) : static _ => { };
        if (address.IsUnixPipe)
            options.ListenUnixSocket(address.UnixPipePath, configure);
        else if (address.IsNamedPipe)
            options.ListenNamedPipe(address.NamedPipeName, configure);
        else if (address.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase))
            options.ListenLocalhost(address.Port, configure);
        else if (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip))
            options.Listen(ip, address.Port, configure);
        else
            options.ListenAnyIP(address.Port, configure);
    }

    private void UseHttps(ListenOptions listen, string url)
    {
        if (tls.Current is { } settings && tls.HasCertificates(settings))
            listener.Use(listen);
        else if (HasDefaultCertificate())
            listen.UseHttps();
        else
            throw new InvalidOperationException($"{url} needs a certificate. Set 'tls.certificates' in the gateway's configuration.");
    }

    [LoggerMessage(94, LogLevel.Warning, "The configuration has certificates in 'tls', but the gateway doesn't listen on an https address "
        + "that uses them. Set one with --urls, UseUrls or UseGatewayTls.")]
    private partial void LogUnused();

    /// <summary>Returns whether the server has a certificate of its own, such as that for development.</summary>
    private bool HasDefaultCertificate()
        => environment.IsDevelopment() || configuration.GetSection("Kestrel:Certificates:Default").GetChildren().Any();
}
