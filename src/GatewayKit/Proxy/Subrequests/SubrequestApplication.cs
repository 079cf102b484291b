using Microsoft.AspNetCore.Http;

namespace GatewayKit.Proxy.Subrequests;

/// <summary>The host's pipeline from the edge on, as the server calls it for a client's request.</summary>
internal sealed class SubrequestApplication
{
    private volatile RequestDelegate? _pipeline;

    public RequestDelegate Pipeline
    {
        get => _pipeline ?? throw new InvalidOperationException("The host hasn't started.");
        set => _pipeline = value;
    }
}
