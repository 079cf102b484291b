using GatewayKit.OpenApi;

namespace GatewayKit.Plugins.Record;

/// <summary>What has been seen of one exchange. It holds copies only, so that it may outlive the exchange.</summary>
internal sealed class Capture
{
    /// <summary>What the exchange is kept under.</summary>
    public required string Key { get; init; }

    /// <summary>The operation; null if the document knows none, or there is no document.</summary>
    public required OpenApiOperation? Operation { get; init; }

    /// <summary>The route's id.</summary>
    public required string Route { get; init; }

    /// <summary>Whether it is to be written, and not only checked.</summary>
    public required bool IsWanted { get; init; }

    /// <summary>The request's head.</summary>
    public required ApiRequest Request { get; init; }

    /// <summary>The request's body; null if there is none.</summary>
    public BodyCopy? RequestBody { get; init; }

    /// <summary>The response's head; null as long as the upstream has given none.</summary>
    public ApiResponse? Response { get; set; }

    /// <summary>The response's body; null if there is none.</summary>
    public BodyCopy? ResponseBody { get; set; }

    /// <summary>How many bytes it holds.</summary>
    public long Size => (RequestBody?.Bytes.Length ?? 0) + (ResponseBody?.Bytes.Length ?? 0);
}
