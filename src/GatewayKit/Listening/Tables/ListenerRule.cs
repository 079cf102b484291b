using System.Text;
using GatewayKit.Compilation;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Listeners;
using GatewayKit.Configuration.Messages;

namespace GatewayKit.Listening.Tables;

/// <summary>Checks the listeners of a configuration and the routes of their streams.</summary>
/// <param name="isAvailable">Whether the host opens the sockets of listeners.</param>
internal sealed class ListenerRule(bool isAvailable) : IConfigRule
{
    private const int MaximumWeight = 1_000_000;

    private static readonly TimeSpan s_shortestIdle = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longestIdle = TimeSpan.FromDays(1);

    public void Check(GatewayConfig config, ConfigErrors errors)
    {
        if (!isAvailable && !(config.Listeners.IsEmpty && config.StreamRoutes.IsEmpty))
        {
            errors.Add("listeners", "this host can't open them. Call UseDynamicListeners() on the builder that AddGatewayKit() returns.");
            return;
        }

        foreach (var (name, listener) in config.Listeners)
            Check(PieceOf(name), listener, errors);
        foreach (var (name, reason) in ListenerConflicts.Find(config.Listeners))
            errors.Warn(PieceOf(name), $"{reason}. It isn't opened.", default);
        foreach (var (id, route) in config.StreamRoutes)
            Check(ConfigPiece.Of(ConfigOwner.StreamRoute(id)), route, config, errors);
    }

    private static ConfigPiece PieceOf(string listener) => ConfigPiece.Of(ConfigOwner.Listener(listener));

    private static void Check(ConfigPiece piece, GatewayListener listener, ConfigErrors errors)
    {
        if (listener.Port is < 0 or > ushort.MaxValue)
            Add(errors, piece, $"port is {listener.Port}; it must be between 0 and {ushort.MaxValue}.");
        CheckHost(piece, "host", listener.Host, errors);
        var endsTls = listener.Protocol is ListenerProtocol.Https
            || (listener.Protocol is ListenerProtocol.Tls && listener.Tls?.IsPassthrough != true);
        if (listener.Protocol is ListenerProtocol.Http or ListenerProtocol.Tcp && listener.Tls is not null)
            Add(errors, piece, $"tls is set, but its protocol is {listener.Protocol}; only Https and Tls can have it.");
        else if (listener.Protocol is ListenerProtocol.Https && listener.Tls?.IsPassthrough == true)
            Add(errors, piece, "tls.isPassthrough is true, but its protocol is Https; only Tls can have it.");
        else if (endsTls && !ListenerCertificates.HasAny(listener.Tls))
            Add(errors, piece, "tls.certificates is empty; a listener that ends TLS needs a certificate.");
        foreach (var name in listener.Tls?.HostCertificates.Keys ?? [])
            CheckHost(piece, "tls.hostCertificates", name, errors);
        foreach (var name in listener.Tls?.RefusedHosts ?? [])
            CheckHost(piece, "tls.refusedHosts", name, errors);
        if (listener.Tls?.ClientCertificates is { Authorities.IsDefaultOrEmpty: true, IsOptional: false })
            Add(errors, piece, "tls.clientCertificates.authorities is empty; every client would be refused.");
    }

    private static void Check(ConfigPiece piece, StreamRoute route, GatewayConfig config, ConfigErrors errors)
    {
        foreach (var name in route.Listeners)
        {
            if (!config.Listeners.TryGetValue(name, out var listener))
                errors.Add(piece, $"listeners has '{name}'; {UnknownName.For("listener", name, config.Listeners.Keys)}", default);
            else if (listener.Protocol is ListenerProtocol.Http or ListenerProtocol.Https)
                Add(errors, piece, $"listeners has '{name}', whose protocol is {listener.Protocol}; it must be Tls or Tcp.");
            else if (listener.Protocol is ListenerProtocol.Tcp && !route.Hosts.IsEmpty)
                Add(errors, piece, $"hosts is set, but the protocol of '{name}' is Tcp; its connections have no server name.");
        }

        foreach (var host in route.Hosts)
            CheckHost(piece, "hosts", host, errors);
        if (route.IdleTimeout < s_shortestIdle || route.IdleTimeout > s_longestIdle)
            Add(errors, piece, $"idleTimeout is {Duration.Format(route.IdleTimeout)}; it must be between 1s and 1d.");
        foreach (var backend in route.Backends)
        {
            if (backend.Weight is < 0 or > MaximumWeight)
                Add(errors, piece, $"backends has the weight {backend.Weight}; it must be between 0 and {MaximumWeight}.");
            if (backend.ClusterId is { } cluster && !config.Clusters.ContainsKey(cluster))
                errors.Add(piece, $"backends has '{cluster}'; {UnknownName.For("cluster", cluster, config.Clusters.Keys)}", default);
        }
    }

    private static void CheckHost(ConfigPiece piece, string key, string? host, ConfigErrors errors)
    {
        var name = host is not null && host.StartsWith("*.", StringComparison.Ordinal) ? host[2..] : host;
        if (name is not null && (Uri.CheckHostName(name) == UriHostNameType.Unknown || !Ascii.IsValid(name) || name.EndsWith('.')))
            Add(errors, piece, $"{key} has '{host}'; it must be a host name such as www.example.com or *.example.com.");
    }

    private static void Add(ConfigErrors errors, ConfigPiece piece, string message) => errors.Add(piece, message, default);
}
