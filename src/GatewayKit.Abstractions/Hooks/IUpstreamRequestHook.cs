namespace GatewayKit;

/// <summary>Edits what only the upstream sees. Runs after every request hook and every YARP transform.</summary>
public interface IUpstreamRequestHook : IGatewayPlugin
{
    /// <summary>Edits the request that is about to be sent to the upstream.</summary>
    /// <param name="context">The exchange.</param>
    /// <param name="request">
    /// The upstream's request. Its content can't be replaced: use <see cref="GatewayContext.WrapRequestBody"/> in a request hook.
    /// </param>
    ValueTask OnUpstreamRequestAsync(GatewayContext context, HttpRequestMessage request);
}
