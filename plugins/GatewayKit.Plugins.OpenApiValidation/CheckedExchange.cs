using GatewayKit.OpenApi;

namespace GatewayKit.Plugins.OpenApiValidation;

/// <summary>What is known of an exchange while it is checked.</summary>
internal sealed class CheckedExchange(OperationMatch match)
{
    /// <summary>The operation that the document has for the request.</summary>
    public OperationMatch Match { get; } = match;

    /// <summary>The request without its body, to be checked at the end; null if it has been checked.</summary>
    public ApiRequest? Request { get; init; }

    /// <summary>The request's body, copied while it was forwarded; null if there is none.</summary>
    public BodyCopy? RequestBody { get; init; }

    /// <summary>The response without its body, to be checked at the end; null if it has been checked, or is not to be.</summary>
    public ApiResponse? Response { get; set; }

    /// <summary>The response's body, copied while it was sent; null if there is none.</summary>
    public BodyCopy? ResponseBody { get; set; }
}
