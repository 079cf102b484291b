using System.Net;

namespace GatewayKit.Kubernetes.Api;

/// <summary>Thrown when the API server answers with an error, or a watch ends with one.</summary>
internal sealed class ApiException(HttpStatusCode status, string? reason, string message, TimeSpan? retryAfter = null) : Exception(message)
{
    public HttpStatusCode Status { get; } = status;

    /// <summary>The reason in one word, such as <c>Expired</c>; null if the server gives none.</summary>
    public string? Reason { get; } = reason;

    /// <summary>The time to wait before the next attempt; null if the server gives none.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;

    /// <summary>Whether the version to continue from is too old, so that everything must be listed again.</summary>
    public bool IsExpired => Status == HttpStatusCode.Gone || Reason is "Expired" or "Gone";

    public bool IsDenied => Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden;

    public bool IsConflict => Status == HttpStatusCode.Conflict;

    public bool IsNotFound => Status == HttpStatusCode.NotFound;
}
