namespace GatewayKit;

/// <summary>Edits the upstream request without changing the client's request. Runs after all request hooks and YARP transforms.</summary>
public interface IUpstreamRequestHook : IGatewayPlugin
{
    /// <summary>Edits the request that is about to be sent to the upstream.</summary>
    /// <param name="context">The exchange.</param>
    /// <param name="request">
    /// The upstream request. Its <see cref="HttpRequestMessage.RequestUri"/> is the address with the path and query that are sent.
    /// Its content can't be replaced: use <see cref="GatewayContext.WrapRequestBody"/> or <see cref="GatewayContext.SetRequestBody"/>
    /// in a request hook.
    /// </param>
    ValueTask OnUpstreamRequestAsync(GatewayContext context, HttpRequestMessage request);
}
