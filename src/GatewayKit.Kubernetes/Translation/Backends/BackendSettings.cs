namespace GatewayKit.Kubernetes.Translation.Backends;

/// <summary>The settings of a rule that belong to its clusters.</summary>
/// <param name="Silence">The maximum time without a byte in either direction; null for the default.</param>
/// <param name="AreCopies">Whether the cluster gets copies of requests. It isn't the cluster of the requests then, even if the Service
/// is the same.</param>
/// <param name="Retry">When requests are sent again; null only for those that an endpoint didn't get.</param>
/// <param name="IsSecure">Whether endpoints have TLS, also without a BackendTLSPolicy.</param>
/// <param name="IsHttp2">Whether endpoints have HTTP/2, whatever their <c>appProtocol</c> is.</param>
internal sealed record BackendSettings(
    TimeSpan? Silence, bool AreCopies = false, BackendRetry? Retry = null, bool IsSecure = false, bool IsHttp2 = false)
{
    public static readonly BackendSettings Default = new(Silence: null);
}
