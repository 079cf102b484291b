using System.ComponentModel.DataAnnotations;
using GatewayKit.AccessLog;

namespace GatewayKit.Plugins.HttpLog;

/// <summary>The options of <c>http-log</c>.</summary>
public sealed record HttpLogOptions : AccessLogOptions
{
    /// <summary>The address of the collector: an absolute HTTP or HTTPS URL without credentials.</summary>
    [StringLength(4096, MinimumLength = 1)]
    public required string Url { get; init; }

    /// <summary>Headers of the requests, such as <c>Authorization</c>. Read their secrets from the environment:
    /// <c>${env:NAME}</c>.</summary>
    [Secret, MaxLength(50)]
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The body of a request: <c>lines</c>, which are NDJSON with the format <c>json</c>, or <c>array</c>, an array in
    /// JSON.</summary>
    public BatchFormat Body { get; init; }

    /// <summary>The maximum number of lines in a request.</summary>
    [Range(1, 10_000)]
    public int BatchSize { get; init; } = 500;

    /// <summary>The maximum time for which a line waits for others.</summary>
    [DurationRange("1ms", "1m")]
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The maximum number of lines that wait. Further lines are dropped.</summary>
    [Range(1, 100_000)]
    public int QueueSize { get; init; } = 10_000;

    /// <summary>The maximum time of an attempt.</summary>
    [DurationRange("10ms", "1m")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The maximum number of further attempts. Then the lines of the request are lost.</summary>
    [Range(0, 20)]
    public int Retries { get; init; } = 5;

    /// <summary>The time before the first further attempt. It doubles with each one, up to 30 s, and varies at random by a half.</summary>
    [DurationRange("1ms", "30s")]
    public TimeSpan Backoff { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The maximum time to send the last lines when the entry or the gateway ends.</summary>
    [DurationRange("1ms", "9s")]
    public TimeSpan EndTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <inheritdoc />
    public override IEnumerable<OptionsError> Validate()
    {
        foreach (var error in base.Validate().Concat(HeaderOptions.ValidateValues("headers", Headers)))
            yield return error;
        if (!Uri.TryCreate(Url, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps))
            yield return new OptionsError("url", "must be an absolute URL that starts with http:// or https://");
        else if (url.UserInfo.Length > 0)
            yield return new OptionsError("url", "must not contain credentials; set 'headers'");
        if (Body == BatchFormat.Array && Format != LogFormat.Json)
            yield return new OptionsError("body", "is array, which requires the format json");
    }

    /// <summary>Returns the name of the type: the default implementation of a record would include the headers.</summary>
    public override string ToString() => nameof(HttpLogOptions);
}
