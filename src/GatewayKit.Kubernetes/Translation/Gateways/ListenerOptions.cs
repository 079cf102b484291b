using GatewayKit.Configuration.Listeners;
using GatewayKit.Kubernetes.Resources.GatewayApi;

namespace GatewayKit.Kubernetes.Translation.Gateways;

/// <summary>The gateway's own settings in <c>tls.options</c> of a listener.</summary>
internal static class ListenerOptions
{
    /// <summary>The key of the setting that asks clients for a certificate.</summary>
    public const string ClientCertificates = "gatewaykit.io/client-certificates";

    /// <summary>The value with which clients are served with any certificate, or without one: a plugin decides about their
    /// requests.</summary>
    public const string Optional = "Optional";

    private static readonly ListenerClientCertificates s_optional = new() { Authorities = [], IsOptional = true };

    /// <summary>Returns the settings for certificates of clients; null for none.</summary>
    public static ListenerClientCertificates? Of(ListenerTlsSpec? tls)
        => tls?.Options.ContainsKey(ClientCertificates) == true ? s_optional : null;

    /// <summary>Returns the problem of the settings; null if they are valid.</summary>
    public static Problem? ProblemOf(ListenerTlsSpec? tls)
        => tls?.Options.GetValueOrDefault(ClientCertificates, Optional) is null or Optional ? null
            : new Problem("UnsupportedValue", $"The TLS option {ClientCertificates} must be {Optional}.");
}
