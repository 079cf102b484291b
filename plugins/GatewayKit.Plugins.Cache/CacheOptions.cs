using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Plugins.Cache;

/// <summary>The options of <c>cache</c>.</summary>
public sealed record CacheOptions : IValidatedOptions
{
    /// <summary>
    /// The time for which a response is fresh if the upstream says nothing about it, that is, sends neither <c>max-age</c>, <c>s-maxage</c>
    /// nor <c>Expires</c>. Without it, a tenth of the time since <c>Last-Modified</c> counts, at most a day.
    /// </summary>
    [DurationRange("1s", "365d")]
    public TimeSpan? Ttl { get; init; }

    /// <summary>The methods that are answered from the cache: <c>GET</c>, and <c>HEAD</c> with the stored response to GET.</summary>
    public IReadOnlyList<string> Methods { get; init; } = ["GET", "HEAD"];

    /// <summary>
    /// The only statuses that are stored. Empty means the rules of RFC 9111: any status if the upstream says how long it is fresh,
    /// otherwise 200, 203, 204, 300, 301, 308, 404, 405, 410, 414 and 501.
    /// </summary>
    public IReadOnlyList<int> Statuses { get; init; } = [];

    /// <summary>The maximum size of a stored body. A larger one is forwarded and not stored.</summary>
    public ByteSize MaxBodySize { get; init; } = new(1024 * 1024);

    /// <summary>The maximum memory of all stored responses of this entry, and of the bodies that are being stored.</summary>
    public ByteSize MaxSize { get; init; } = new(64 * 1024 * 1024);

    /// <summary>The maximum number of URIs with stored responses. The least recently used ones are removed.</summary>
    [Range(1, 10_000_000)]
    public int MaxEntries { get; init; } = 10_000;

    /// <summary>The maximum number of stored responses for one URI, which differ by <c>Vary</c> or <c>varyBy</c>.</summary>
    [Range(1, 1000)]
    public int MaxVariants { get; init; } = 32;

    /// <summary>
    /// The parts of a request that select a response in addition to its URI and <c>Vary</c>: <c>consumer</c>, <c>groups</c>,
    /// <c>header:NAME</c>, <c>cookie:NAME</c> or <c>query:NAME</c>. The whole query is always part of the URI.
    /// </summary>
    [MaxLength(16)]
    public IReadOnlyList<string> VaryBy { get; init; } = [];

    /// <summary>
    /// Whether the upstream's headers decide how long a response is fresh. With <c>false</c>, it is <c>ttl</c> for each response;
    /// <c>no-store</c>, <c>private</c>, <c>Vary</c>, cookies and credentials still keep a response from being stored.
    /// </summary>
    public bool RespectOrigin { get; init; } = true;

    /// <summary>Whether the client's <c>Cache-Control</c> and <c>Pragma</c> count.</summary>
    public bool RespectClient { get; init; } = true;

    /// <summary>
    /// The time for which a stale response may replace an error of the upstream (500, 502, 503, 504, or no response) if the upstream
    /// doesn't send <c>stale-if-error</c>. A response with <c>must-revalidate</c>, <c>proxy-revalidate</c>, <c>s-maxage</c> or
    /// <c>no-cache</c> is excluded.
    /// </summary>
    [DurationRange("1s", "365d")]
    public TimeSpan? StaleIfError { get; init; }

    /// <summary>
    /// The maximum time that a request waits for another request that is fetching the same response, before it is forwarded itself.
    /// <c>0s</c> forwards each request at once.
    /// </summary>
    [DurationRange("0s", "20s")]
    public TimeSpan MaxWait { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether nodes share responses in the host's <c>IDistributedCache</c>, such as Redis.</summary>
    public bool Shared { get; init; }

    /// <summary>The maximum time that a request waits for the shared store.</summary>
    [DurationRange("1ms", "5s")]
    public TimeSpan SharedTimeout { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        if (!Methods.Contains("GET") || Methods.Any(method => method is not ("GET" or "HEAD")))
            yield return new OptionsError("methods", "must be [GET] or [GET, HEAD]; other methods can't be cached");
        for (var i = 0; i < Statuses.Count; i++)
        {
            if (Statuses[i] is < 200 or > 599 || Freshness.StatusRules.IsForOneRequest(Statuses[i]))
            {
                yield return new OptionsError(
                    $"statuses[{i}]", $"is {Statuses[i]}; it must be between 200 and 599, and not 206, 304, 412, 416 or 417");
            }
        }

        for (var i = 0; i < VaryBy.Count; i++)
        {
            if (!Keys.VaryByPart.TryParse(VaryBy[i], out _))
            {
                yield return new OptionsError(
                    $"varyBy[{i}]",
                    $"is {HeaderOptions.Quoted(VaryBy[i])}; it must be consumer, groups, header:NAME, cookie:NAME or query:NAME");
            }
        }

        if (!RespectOrigin && Ttl is null)
            yield return new OptionsError("ttl", "is missing; 'respectOrigin: false' needs it");
        if (MaxBodySize.Bytes is < 1 or > 512L * 1024 * 1024)
            yield return new OptionsError("maxBodySize", $"is {MaxBodySize}; it must be between 1B and 512MB");
        if (MaxSize.Bytes < MaxBodySize.Bytes)
            yield return new OptionsError("maxSize", $"is {MaxSize}; it must be at least 'maxBodySize', {MaxBodySize}");
    }
}
