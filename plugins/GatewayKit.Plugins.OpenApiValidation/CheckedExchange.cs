using GatewayKit.OpenApi;
using GatewayKit.OpenApi.Http;

namespace GatewayKit.Plugins.OpenApiValidation;

/// <summary>The state of an exchange during validation.</summary>
internal sealed class CheckedExchange(OperationMatch match, OperationMatch previous)
{
    /// <summary>The operation that matches the request, if the document has one.</summary>
    public OperationMatch Match { get; } = match;

    /// <summary>The operation of the earlier document that matches the request, if it has one.</summary>
    public OperationMatch Previous { get; } = previous;

    /// <summary>The request without its body, to be validated at the end; <c>null</c> if it is already validated.</summary>
    public ApiRequest? Request { get; init; }

    /// <summary>The copy of the request's body, made while it is forwarded; <c>null</c> without a body.</summary>
    public BodyCopy? RequestBody { get; init; }

    /// <summary>The response without its body, to be validated at the end; <c>null</c> if it is already validated, or isn't
    /// validated.</summary>
    public ApiResponse? Response { get; set; }

    /// <summary>The copy of the response's body, made while it is sent; <c>null</c> without a body.</summary>
    public BodyCopy? ResponseBody { get; set; }
}
