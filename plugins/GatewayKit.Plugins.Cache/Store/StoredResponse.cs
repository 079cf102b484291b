using System.Globalization;
using GatewayKit.Plugins.Cache.Freshness;
using GatewayKit.Plugins.Cache.Keys;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Cache.Store;

/// <summary>A complete response in memory. It is immutable, apart from the prepared answer of the current second.</summary>
internal sealed record StoredResponse
{
    // The objects around the headers and the body, roughly.
    private const int Overhead = 1024;

    private PreparedHit? _prepared;

    public required ResponseIdentity Identity { get; init; }

    public required VaryFields Vary { get; init; }

    public required int Status { get; init; }

    /// <summary>The headers without <c>Content-Type</c>, <c>Content-Length</c>, <c>Age</c> and those of the connection.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; }

    public required string? ContentType { get; init; }

    public required Validators Validators { get; init; }

    public required Staleness Staleness { get; init; }

    /// <summary>The tags by which the response can be removed.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Gets the memory that the response uses, in bytes.</summary>
    public long Size
        => Overhead + Body.Length
            + (2L * (Headers.Sum(header => header.Key.Length + header.Value.Length) + Vary.Length + Identity.VaryBy.Length));

    /// <summary>Gets the whole response without the headers that depend on its age.</summary>
    public GatewayResponse Whole => field ??= Create(Status, Headers, ContentType).WithBody(Body, ContentType);

    public bool IsFor(in ResponseIdentity identity, IHeaderDictionary request) => Identity == identity && Vary.Match(request);

    /// <summary>Returns the whole response as a hit. The same answer serves all hits of a second.</summary>
    public GatewayResponse HitAt(TimeSpan age)
    {
        var seconds = (long)age.TotalSeconds;
        if (_prepared is { } prepared && prepared.Age == seconds)
            return prepared.Response;

        var response = WithAge(Whole, age, CacheStatus.Hit(Staleness.Lifetime - age));
        _prepared = new PreparedHit(seconds, response);
        return response;
    }

    /// <summary>Returns a response with the headers that depend on the age, and the way in which the cache has answered.</summary>
    public static GatewayResponse WithAge(GatewayResponse response, TimeSpan age, string status)
        => response
            .WithHeader("Age", ((long)age.TotalSeconds).ToString(CultureInfo.InvariantCulture))
            .WithHeader(CacheStatus.Field, status);

    /// <summary>Creates a response without a body.</summary>
    public static GatewayResponse Create(int status, IEnumerable<KeyValuePair<string, string>> headers, string? contentType)
    {
        var response = new GatewayResponse(status);
        foreach (var (name, value) in headers)
            response = response.WithHeader(name, value);
        return contentType is null ? response : response.WithHeader("Content-Type", contentType);
    }
}
