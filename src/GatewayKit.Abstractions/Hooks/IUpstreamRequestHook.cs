namespace GatewayKit;

/// <summary>Edits the upstream request without changing the client's request. Runs after all request hooks and YARP transforms.</summary>
public interface IUpstreamRequestHook : IGatewayPlugin
{
    /// <summary>
    /// Gets whether the hook is called. The gateway reads it once for each instance, after its creation. Return false if the options leave
    /// nothing to edit: an exchange without a hook of this kind needs no <see cref="HttpRequestMessage"/>. Default: true. An exception
    /// rejects the configuration.
    /// </summary>
    bool EditsUpstreamRequest => true;

    /// <summary>Edits the request that is about to be sent to the upstream.</summary>
    /// <param name="context">The exchange.</param>
    /// <param name="request">
    /// The upstream request. Its <see cref="HttpRequestMessage.RequestUri"/> is the address with the path and query that are sent.
    /// Its content can't be replaced: use <see cref="GatewayContext.WrapRequestBody"/> or <see cref="GatewayContext.SetRequestBody"/>
    /// in a request hook.
    /// </param>
    ValueTask OnUpstreamRequestAsync(GatewayContext context, HttpRequestMessage request);
}
