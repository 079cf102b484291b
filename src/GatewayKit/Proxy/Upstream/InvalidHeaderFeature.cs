using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Forwarder;

namespace GatewayKit.Proxy.Upstream;

/// <summary>
/// Replaces YARP's report of an exchange whose request has an invalid header.
/// It isn't the destination's failure, and passive health checks, which read the report, must not count it as one.
/// </summary>
internal sealed class InvalidHeaderFeature(InvalidHeaderException error) : IForwarderErrorFeature
{
    public ForwarderError Error => ForwarderError.RequestCreation;

    public Exception Exception => error;

    /// <summary>Replaces the report of an exchange if it failed for that reason.</summary>
    public static void Apply(HttpContext http)
    {
        if (InvalidHeaderException.In(http.Features.Get<IForwarderErrorFeature>()?.Exception) is { } error)
            http.Features.Set<IForwarderErrorFeature>(new InvalidHeaderFeature(error));
    }
}
