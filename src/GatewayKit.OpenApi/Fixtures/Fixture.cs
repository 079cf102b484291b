namespace GatewayKit.OpenApi.Fixtures;

/// <summary>A recorded or handwritten exchange to replay.</summary>
public sealed record Fixture
{
    /// <summary>The text that replaces a secret. It matches any value in a request.</summary>
    public const string Redacted = "REDACTED";

    /// <summary>The key of its operation: its <see cref="OpenApiOperation.Key"/>, or method and path without a document.</summary>
    public required string Operation { get; init; }

    /// <summary>The time of the recording; <c>null</c> if unknown.</summary>
    public DateTimeOffset? Recorded { get; init; }

    /// <summary>The request.</summary>
    public required ApiRequest Request { get; init; }

    /// <summary>The reason why the request's body was omitted; <c>null</c> if it is present or the request didn't have one. An omitted body
    /// matches any body.</summary>
    public string? RequestBodyOmitted { get; init; }

    /// <summary>The response.</summary>
    public required ApiResponse Response { get; init; }

    /// <summary>Returns the operation's key without a document: method and path.</summary>
    /// <param name="request">The request.</param>
    public static string KeyOf(ApiRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return $"{request.Method} {request.Path}";
    }
}
