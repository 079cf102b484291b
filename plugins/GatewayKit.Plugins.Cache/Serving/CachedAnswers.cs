using System.Globalization;
using GatewayKit.Plugins.Cache.Store;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Cache.Serving;

/// <summary>Creates the answer to a request from a stored response: the whole, a part, or a 304 if the client has it already.</summary>
internal static class CachedAnswers
{
    /// <summary>The answer to <c>only-if-cached</c> without a stored response (RFC 9111, section 5.2.1.7).</summary>
    public static GatewayResponse NotCached { get; } = GatewayResponse.Problem(
        504, "Gateway Timeout", "The response isn't in the cache, and the request allows no other.");

    /// <param name="stored">The stored response.</param>
    /// <param name="age">Its age.</param>
    /// <param name="request">The request.</param>
    /// <param name="status">The value of <c>Cache-Status</c>; null for a hit.</param>
    public static GatewayResponse Create(StoredResponse stored, TimeSpan age, HttpRequest request, string? status = null)
    {
        var headers = request.Headers;
        if (stored.Status == StatusCodes.Status200OK)
        {
            if ((headers.IfNoneMatch.Count > 0 || headers.IfModifiedSince.Count > 0) && stored.Validators.AreKnownTo(headers))
                return StoredResponse.WithAge(NotModified(stored), age, status ?? Hit(stored, age));
            if (headers.Range.Count > 0 && HttpMethods.IsGet(request.Method) && stored.Validators.AllowRange(headers.IfRange)
                && CreatePart(stored, headers) is { } part)
                return StoredResponse.WithAge(part, age, status ?? Hit(stored, age));
        }

        return status is null ? stored.HitAt(age) : StoredResponse.WithAge(stored.Whole, age, status);
    }

    private static string Hit(StoredResponse stored, TimeSpan age) => CacheStatus.Hit(stored.Staleness.Lifetime - age);

    // The headers about the body are those of another response (RFC 9110, section 15.4.5).
    private static GatewayResponse NotModified(StoredResponse stored)
        => StoredResponse.Create(
            StatusCodes.Status304NotModified, stored.Headers.Where(header => !StoredHeaders.DescribeBody(header.Key)), contentType: null);

    private static GatewayResponse? CreatePart(StoredResponse stored, IHeaderDictionary headers)
    {
        var length = stored.Body.Length;
        var others = stored.Headers.Where(header => !StoredHeaders.DescribeMessage(header.Key));
        return ByteRange.Read(headers.Range, length, out var range) switch
        {
            RangeKind.Part => StoredResponse.Create(StatusCodes.Status206PartialContent, others, null)
                .WithHeader("Content-Range", string.Create(
                    CultureInfo.InvariantCulture, $"bytes {range.Start}-{range.Start + range.Length - 1}/{length}"))
                .WithBody(stored.Body.Slice(range.Start, range.Length), stored.ContentType),
            RangeKind.Unsatisfiable => new GatewayResponse(StatusCodes.Status416RangeNotSatisfiable)
                .WithHeader("Content-Range", string.Create(CultureInfo.InvariantCulture, $"bytes */{length}")),
            _ => null,
        };
    }
}
