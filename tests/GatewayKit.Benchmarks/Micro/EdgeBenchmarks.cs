using BenchmarkDotNet.Attributes;
using GatewayKit.Edge;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Benchmarks.Micro;

/// <summary>What every request pays at the edge.</summary>
public class EdgeBenchmarks
{
    private readonly DefaultHttpContext _http = new();
    private readonly string _plain = "/orders/42?expand=items";
    private readonly string _escaped = "/orders/caf%C3%A9%2F42";

    /// <summary>An ordinary request.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        var request = _http.Request;
        request.Method = HttpMethods.Get;
        request.Protocol = HttpProtocol.Http11;
        request.Path = "/orders/42";
        _http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = "/orders/42?expand=items";
        request.Headers.Host = "api.example.com";
        request.Headers.UserAgent = "benchmark/1.0";
        request.Headers.Accept = "application/json";
        request.Headers.AcceptEncoding = "gzip, br";
        request.Headers.AcceptLanguage = "en";
        request.Headers.Cookie = "session=0123456789abcdef";
        request.Headers.TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        request.Headers["X-Api-Key"] = "alice-0123456789abcdef";
    }

    /// <summary>The whole check.</summary>
    [Benchmark]
    public bool RequestGuardPasses() => RequestGuard.Check(_http, PathPolicy.Strict, EdgeSettings.Strict) is null;

    /// <summary>A path that nobody changes on the way.</summary>
    [Benchmark]
    public bool PlainPath() => RawPath.TryMapBack(_plain, "/orders/42", "/42", out _);

    /// <summary>A path with escapes, whose prefix a transform removes.</summary>
    [Benchmark]
    public bool EscapedPath() => RawPath.TryMapBack(_escaped, "/orders/café%2F42", "/café%2F42", out _);
}
