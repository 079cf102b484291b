using GatewayKit.Pipeline;

namespace GatewayKit.Proxy.Forwarding;

/// <summary>Runs the response hooks of an exchange.</summary>
internal interface IResponsePipeline
{
    /// <summary>Runs the response hooks on the response of the upstream.</summary>
    /// <param name="exchange">The exchange.</param>
    /// <param name="content">The body of the upstream's response.</param>
    /// <returns>The body to send; null if a hook has answered.</returns>
    ValueTask<HttpContent?> RunResponseHooksAsync(Exchange exchange, HttpContent content);
}
