namespace GatewayKit.OpenApi.Mocking.Fixtures;

/// <summary>An exchange that was recorded, or written by hand, to be answered with again.</summary>
public sealed record Fixture
{
    /// <summary>The text that stands where a secret was. It matches whatever a request has in its place.</summary>
    public const string Redacted = "REDACTED";

    /// <summary>The operation that it belongs to: its <see cref="OpenApiOperation.Key"/>, or without a document the method and the path.</summary>
    public required string Operation { get; init; }

    /// <summary>When it was recorded; null if nobody says.</summary>
    public DateTimeOffset? Recorded { get; init; }

    /// <summary>The request.</summary>
    public required ApiRequest Request { get; init; }

    /// <summary>Why the request's body is not there although there was one; null if it is there, or there was none. Any body matches it.</summary>
    public string? RequestBodyOmitted { get; init; }

    /// <summary>The response.</summary>
    public required ApiResponse Response { get; init; }

    /// <summary>The operation's key where no document gives one: method and path.</summary>
    /// <param name="request">The request.</param>
    public static string KeyOf(ApiRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return $"{request.Method} {request.Path}";
    }
}
