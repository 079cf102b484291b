using System.Text.Json;
using GatewayKit.Plugins.Cache.Directives;
using GatewayKit.Plugins.Cache.Freshness;
using GatewayKit.Plugins.Cache.Keys;
using GatewayKit.Plugins.Cache.Store;

namespace GatewayKit.Plugins.Cache.Shared;

/// <summary>Converts stored responses to values of the shared store and back.</summary>
internal sealed class SharedResponse(CacheOptions options, TimeProvider time)
{
    // The clocks of nodes differ a little. More means that the value isn't one of a node.
    private static readonly TimeSpan s_clockDifference = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(DeltaSeconds.Maximum);

    /// <summary>Creates the head of a response.</summary>
    public SharedHead HeadOf(string key, string generation, string purges, StoredResponse response) => new()
    {
        Key = key,
        Route = response.Identity.RouteId,
        Cluster = response.Identity.ClusterId,
        VaryBy = response.Identity.VaryBy,
        VaryNames = [.. response.Vary.Names],
        VaryValues = [.. response.Vary.Values],
        Status = response.Status,
        Generation = generation,
        Purges = purges,
        ContentType = response.ContentType,
        Headers = [.. response.Headers.SelectMany(header => (string[])[header.Key, header.Value])],
        Tags = [.. response.Tags],
        ETag = response.Validators.Tag,
        LastModified = response.Validators.ModifiedText,
        Date = response.Validators.Date.UtcTicks,
        ReceivedAt = (time.GetUtcNow() - time.GetElapsedTime(response.Staleness.ReceivedAt)).UtcTicks,
        WrittenAt = time.GetUtcNow().UtcTicks,
        InitialAge = response.Staleness.InitialAge.Ticks,
        Lifetime = response.Staleness.Lifetime.Ticks,
        WhileRevalidate = response.Staleness.WhileRevalidate.Ticks,
        IfError = response.Staleness.IfError.Ticks,
        IsStrict = response.Staleness.IsStrict,
        ForbidsStale = response.Staleness.ForbidsStale,
    };

    public static byte[] ToBytes(string key, SharedHead head, ReadOnlySpan<byte> body)
        => SharedEnvelope.Seal(key, JsonSerializer.SerializeToUtf8Bytes(head, SharedJson.Default.SharedHead), body);

    /// <summary>Reads a value.</summary>
    /// <returns>The head; null if the value isn't complete, or isn't one of this key.</returns>
    public static SharedHead? Read(string key, byte[] value, out ReadOnlyMemory<byte> body)
    {
        if (!SharedEnvelope.TryOpen(key, value, out var head, out body))
            return null;

        try
        {
            return JsonSerializer.Deserialize(head.Span, SharedJson.Default.SharedHead);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Creates the response again.</summary>
    /// <returns>Null if this node wouldn't store it.</returns>
    public StoredResponse? Restore(SharedHead head, ReadOnlyMemory<byte> body)
    {
        var received = DateOf(head.ReceivedAt);
        var elapsed = time.GetUtcNow() - received;
        if (elapsed < -s_clockDifference || time.GetUtcNow() - DateOf(head.WrittenAt) > SharedWriter.Longest + s_clockDifference
            || head.Status is < 200 or > 599 || StatusRules.IsForOneRequest(head.Status)
            || body.Length > options.MaxBodySize.Bytes || head.Tags.Length > StoredFields.MaxTags
            || VaryFields.Restore(head.VaryNames, head.VaryValues) is not { } vary || HeadersOf(head) is not { } headers
            || !IsValue(head.ContentType) || !IsValue(head.ETag) || !IsValue(head.LastModified)
            || head.Tags.Any(tag => tag is null) || vary.Values.Any(value => !IsValue(value)))
            return null;

        return new StoredResponse
        {
            Identity = new ResponseIdentity(head.Route, head.Cluster, head.VaryBy),
            Vary = vary,
            Status = head.Status,
            Headers = headers,
            ContentType = head.ContentType,
            Validators = new Validators(head.ETag, head.LastModified, DateOf(head.Date)),
            Staleness = new Staleness
            {
                Lifetime = TimeOf(head.Lifetime),
                InitialAge = TimeOf(head.InitialAge) + (elapsed > TimeSpan.Zero ? elapsed : TimeSpan.Zero),
                ReceivedAt = time.GetTimestamp(),
                IsStrict = head.IsStrict,
                ForbidsStale = head.ForbidsStale,
                WhileRevalidate = TimeOf(head.WhileRevalidate),
                IfError = TimeOf(head.IfError),
            },
            Tags = head.Tags,
            Body = body,
        };
    }

    private static bool IsValue(string? text) => text is null || HttpSyntax.IsHeaderValue(text);

    private static DateTimeOffset DateOf(long ticks) => new(Math.Clamp(ticks, 0, DateTime.MaxValue.Ticks), TimeSpan.Zero);

    private static TimeSpan TimeOf(long ticks) => TimeSpan.FromTicks(Math.Clamp(ticks, 0, s_longest.Ticks));

    private static List<KeyValuePair<string, string>>? HeadersOf(SharedHead head)
    {
        if (head.Headers.Length % 2 != 0)
            return null;

        var headers = new List<KeyValuePair<string, string>>(head.Headers.Length / 2);
        for (var i = 0; i < head.Headers.Length; i += 2)
        {
            if (head.Headers[i + 1] is null || !HttpSyntax.IsToken(head.Headers[i]) || !HttpSyntax.IsHeaderValue(head.Headers[i + 1]))
                return null;

            headers.Add(new(head.Headers[i], head.Headers[i + 1]));
        }

        return headers;
    }
}
