using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Pipeline;

/// <summary>The presence of a request body for the forwarder, after a hook has replaced the client's body.</summary>
internal sealed class RequestBodyPresence(bool hasBody) : IHttpRequestBodyDetectionFeature
{
    public bool CanHaveBody => hasBody;
}
