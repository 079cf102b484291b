using GatewayKit.Plugins.GrpcJson.Json;
using GatewayKit.Plugins.GrpcJson.Rules;

namespace GatewayKit.Plugins.GrpcJson.Calls;

/// <summary>The call of an exchange.</summary>
/// <param name="Binding">The binding of the request.</param>
/// <param name="Response">The conversion of the response.</param>
/// <param name="Format">The format of the response, if it is a stream.</param>
internal sealed record Call(HttpBinding Binding, ResponseMessage Response, StreamFormat Format)
{
    /// <summary>Gets or sets the error in the client's stream, which is found after the call has begun.</summary>
    public TranscodingException? Error { get; set; }
}
