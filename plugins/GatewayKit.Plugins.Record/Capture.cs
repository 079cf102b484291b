using GatewayKit.OpenApi;
using GatewayKit.OpenApi.Http;

namespace GatewayKit.Plugins.Record;

/// <summary>The captured parts of one exchange. It only contains copies, so that it may outlive the exchange.</summary>
internal sealed class Capture
{
    /// <summary>The key of the recorded exchange.</summary>
    public required string Key { get; init; }

    /// <summary>The operation; <c>null</c> if none matches, or without a document.</summary>
    public required OpenApiOperation? Operation { get; init; }

    /// <summary>The route's id.</summary>
    public required string Route { get; init; }

    /// <summary>Whether it is recorded, and not only validated.</summary>
    public required bool IsWanted { get; init; }

    /// <summary>The request without its body.</summary>
    public required ApiRequest Request { get; init; }

    /// <summary>The request's body; <c>null</c> without one.</summary>
    public BodyCopy? RequestBody { get; init; }

    /// <summary>The response without its body; <c>null</c> before the upstream has responded.</summary>
    public ApiResponse? Response { get; set; }

    /// <summary>The response's body; <c>null</c> without one.</summary>
    public BodyCopy? ResponseBody { get; set; }

    /// <summary>The size in bytes.</summary>
    public long Size => (RequestBody?.Bytes.Length ?? 0) + (ResponseBody?.Bytes.Length ?? 0);
}
