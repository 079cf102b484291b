using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Pipeline;

/// <summary>Tells the forwarder whether a request has a body, after a hook has replaced the client's.</summary>
internal sealed class RequestBodyPresence(bool hasBody) : IHttpRequestBodyDetectionFeature
{
    public bool CanHaveBody => hasBody;
}
