using System.Net.Quic;
using GatewayKit.Configuration;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace GatewayKit.Tls;

/// <summary>
/// Adds TLS to an address of the server. A connection passes these steps:
/// <list type="number">
/// <item>errors that an invalid hello causes are caught (<see cref="HelloGuard"/>)</item>
/// <item>while a tls-alpn-01 challenge is open, a client's hello is read before the handshake (<see cref="AcmeHello"/>)</item>
/// <item>the server's own middleware performs the handshake with the options of <see cref="TlsHandshake"/></item>
/// <item>a connection that isn't for HTTP, or not for an allowed version of it, is closed</item>
/// </list>
/// </summary>
internal sealed class TlsListener(TlsState state, TlsHandshake handshake)
{
    private readonly List<ListenOptions> _pending = [];
    private bool _isStarting;

    /// <summary>Gets whether the platform supports HTTP/3.</summary>
    public static bool IsQuicSupported
        => (OperatingSystem.IsLinux() || OperatingSystem.IsWindows() || OperatingSystem.IsMacOS()) && QuicListener.IsSupported;

    /// <summary>Uses TLS for an address, once the configuration is active and the server is about to start.</summary>
    /// <exception cref="InvalidOperationException">The active configuration has no certificates.</exception>
    public void Use(ListenOptions listen)
    {
        if (_isStarting)
            Apply(listen);
        else
            _pending.Add(listen);
    }

    /// <summary>Uses TLS for the addresses that were configured before the configuration was active.</summary>
    /// <exception cref="InvalidOperationException">The active configuration has no certificates.</exception>
    public void ApplyPending()
    {
        _isStarting = true;
        foreach (var listen in _pending)
            Apply(listen);
    }

    private void Apply(ListenOptions listen)
    {
        var settings = state.Current;
        if (settings is null || !state.HasCertificates(settings))
        {
            throw new InvalidOperationException($"The https address {listen} has no certificate. Set 'tls.certificates' in the "
                + "gateway's configuration.");
        }

        var withQuic = settings.Config.Protocols.Contains(TlsProtocol.Http3) && IsQuicSupported;
        var timeout = settings.Config.HandshakeTimeout;
        listen.Protocols = withQuic ? HttpProtocols.Http1AndHttp2AndHttp3 : HttpProtocols.Http1AndHttp2;
        listen.Use(next => connection => HelloGuard.RunAsync(connection, next));
        listen.Use(next => connection => state.Challenges is { HasTlsAlpn: true }
            ? AcmeHello.ReadAsync(connection, next, timeout)
            : next(connection));
        listen.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = handshake.ChooseAsync, HandshakeTimeout = timeout });
        listen.Use(next => connection => IsForHttp(connection) ? next(connection) : Task.CompletedTask);
        state.Listen(withQuic);
    }

    // A client that negotiates nothing speaks HTTP/1.1.
    private bool IsForHttp(ConnectionContext connection)
    {
        var feature = connection.Features.Get<ITlsApplicationProtocolFeature>();
        var protocol = feature is null ? default : feature.ApplicationProtocol.Span;
        return !protocol.SequenceEqual(AcmeHello.Protocol.Protocol.Span)
            && (protocol.SequenceEqual("h2"u8) || state.Current?.AllowsHttp1 == true);
    }
}
