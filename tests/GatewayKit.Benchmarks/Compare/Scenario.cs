using System.Globalization;
using GatewayKit.Benchmarks.Servers;

namespace GatewayKit.Benchmarks.Compare;

/// <summary>The requests of a measurement, and the routes of the proxies.</summary>
/// <param name="Name">The name in options and reports.</param>
internal sealed record Scenario(string Name)
{
    /// <summary>The version of HTTP between the client and the proxy: 1 or 2. The upstream speaks HTTP/1.1.</summary>
    public int Http { get; init; } = 1;

    public bool HasTls { get; init; }

    /// <summary>The requests at a time.</summary>
    public int Concurrency { get; init; } = 64;

    /// <summary>The requests at a time on one connection: HTTP/2 only.</summary>
    public int Streams { get; init; } = 1;

    public int RequestBytes { get; init; }

    public int AnswerBytes { get; init; } = 100;

    public RouteTable Routes { get; init; } = new(10);

    /// <summary>Whether each request has a bearer token.</summary>
    public bool HasToken { get; init; }

    /// <summary>Whether the bodies of requests and answers are JSON.</summary>
    public bool IsJson { get; init; }

    /// <summary>Whether proxies may answer from a cache.</summary>
    public bool IsCacheable { get; init; }

    /// <summary>The variants that are measured by default, in addition to bare YARP.</summary>
    public IReadOnlyList<string> Variants { get; init; } = [];

    public string Description => string.Create(CultureInfo.InvariantCulture,
        $"{(RequestBytes > 0 ? $"POST of {Size(RequestBytes)}" : "GET")}, answer of {Size(AnswerBytes)}, "
            + $"HTTP/{(Http == 2 ? "2" : "1.1")}{(HasTls ? " with TLS" : "")}, {Connections} connections"
            + $"{(Streams > 1 ? $" of {Streams} streams" : "")}, {Routes.Count:N0} routes{(Routes.HaveHosts ? " with a host each" : "")}"
            + $"{(HasToken ? ", a bearer token of 1,000 characters" : "")}"
            + $"{(IsJson ? ", JSON" : "")}"
            + $"{(IsCacheable ? ", from a cache" : "")}");

    /// <summary>The number of connections.</summary>
    public int Connections => int.Max(Concurrency / Streams, 1);

    /// <summary>Returns why a variant can't be measured; null if it can.</summary>
    public string? Excludes(Variant variant) => variant switch
    {
        { IsProgram: true } when !OperatingSystem.IsLinux() => "only measured on Linux, skipped",
        { IsProgram: true } when ProgramPath.Find(variant.Program) is null => "not installed, skipped",
        { IsProgram: true } when Routes.Count > 10 => "a plain proxy with one route, skipped",
        { NeedsRedis: true } when ProgramPath.Find(Compare.Variants.Redis) is null => "redis-server isn't installed, skipped",
        { NeedsToken: true } when !HasToken => "its requests need a token, skipped",
        { NeedsJson: true } when !IsJson => "its requests need JSON, skipped",
        { Caches: true } when !IsCacheable => "it answers from a cache, skipped",
        _ => null,
    };

    private static string Size(int bytes) => bytes switch
    {
        >= 1 << 20 => string.Create(CultureInfo.InvariantCulture, $"{bytes >> 20} MB"),
        >= 1 << 10 => string.Create(CultureInfo.InvariantCulture, $"{bytes >> 10} KB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
    };
}
