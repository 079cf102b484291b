using System.Net;
using System.Text.Json;

namespace GatewayKit.Kubernetes.Api;

/// <summary>Reads the errors of the API server (<c>metav1.Status</c>).</summary>
internal static class ApiErrorReader
{
    private const int LongestMessage = 1_000;
    private const int LargestBody = 64 * 1024;

    public static async Task<ApiException> ReadAsync(HttpResponseMessage response, TimeProvider time, CancellationToken cancellation)
    {
        var retryAfter = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - time.GetUtcNow(),
            _ => (TimeSpan?)null,
        };
        var body = new byte[LargestBody];
        var stream = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        var length = await stream.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, cancellation).ConfigureAwait(false);
        try
        {
            using var document = JsonDocument.Parse(body.AsMemory(0, length));
            return Read(document.RootElement, response.StatusCode, retryAfter);
        }
        catch (JsonException)
        {
            return new ApiException(response.StatusCode, null, $"The API server answers {(int)response.StatusCode}.", retryAfter);
        }
    }

    /// <summary>Reads a status.</summary>
    /// <param name="status">The object.</param>
    /// <param name="fallback">The status code if the object has none.</param>
    /// <param name="retryAfter">The time of the header; null for that of the object.</param>
    public static ApiException Read(JsonElement status, HttpStatusCode fallback, TimeSpan? retryAfter = null)
    {
        if (status.ValueKind != JsonValueKind.Object)
            return new ApiException(fallback, null, $"The API server answers {(int)fallback}.", retryAfter);

        var code = status.TryGetProperty("code", out var number) && number.TryGetInt32(out var value) ? (HttpStatusCode)value : fallback;
        var message = Text(status, "message") ?? $"The API server answers {(int)code}.";
        if (message.Length > LongestMessage)
            message = message[..LongestMessage];
        if (retryAfter is null && status.TryGetProperty("details", out var details) && details.ValueKind == JsonValueKind.Object
            && details.TryGetProperty("retryAfterSeconds", out var seconds) && seconds.TryGetInt32(out var wait) && wait > 0)
            retryAfter = TimeSpan.FromSeconds(wait);
        return new ApiException(code, Text(status, "reason"), message, retryAfter);
    }

    private static string? Text(JsonElement element, string name)
        => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
