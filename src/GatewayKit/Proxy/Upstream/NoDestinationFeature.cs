using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Forwarder;

namespace GatewayKit.Proxy.Upstream;

/// <summary>
/// Replaces YARP's report of an exchange that the cluster's policies kept from all destinations. Passive health checks, which read the
/// report, must not count it as a failure of a destination.
/// </summary>
internal sealed class NoDestinationFeature(NoDestinationException error) : IForwarderErrorFeature
{
    public ForwarderError Error => ForwarderError.NoAvailableDestinations;

    public Exception Exception => error;

    /// <summary>Replaces the report of an exchange if it failed for that reason.</summary>
    public static void Apply(HttpContext http)
    {
        if (NoDestinationException.In(http.Features.Get<IForwarderErrorFeature>()?.Exception) is { } error)
            http.Features.Set<IForwarderErrorFeature>(new NoDestinationFeature(error));
    }
}
