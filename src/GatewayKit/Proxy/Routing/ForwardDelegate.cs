using Microsoft.AspNetCore.Http;

namespace GatewayKit.Proxy.Routing;

/// <summary>The metadata of an endpoint that runs YARP without the gateway's pipeline.</summary>
internal sealed record ForwardDelegate(RequestDelegate Forward);
