using GatewayKit.Benchmarks.Roles;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Benchmarks.Micro;

/// <summary>A server that has no socket: it runs the app's whole pipeline on the calling thread, with the same request each time.</summary>
internal sealed class SocketlessServer : IServer
{
    private static readonly KeyValuePair<string, string>[] s_headers =
    [
        new("Host", "api.example.com"), new("User-Agent", "side-by-side/1.0"), new("Accept", "application/json"),
        new("Accept-Encoding", "gzip, br"), new("Accept-Language", "en"), new("X-Api-Key", "alice-0123456789abcdef"),
        new("Cache-Control", "no-cache"), new("Authorization", "Bearer " + BenchmarkToken.Value),
    ];

    private readonly HttpRequestFeature _request = new();
    private readonly HttpResponseFeature _response = new();
    private readonly StreamResponseBodyFeature _body = new(Stream.Null);
    private Func<IFeatureCollection, Task>? _process;

    public IFeatureCollection Features { get; } = new FeatureCollection();

    public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
        where TContext : notnull
    {
        _process = async features =>
        {
            var context = application.CreateContext(features);
            await application.ProcessRequestAsync(context).ConfigureAwait(false);
            application.DisposeContext(context, null);
        };
        return Task.CompletedTask;
    }

    /// <summary>Runs one exchange and gives its status.</summary>
    public int Run()
    {
        _request.Method = HttpMethods.Get;
        _request.Protocol = HttpProtocol.Http11;
        _request.Scheme = "http";
        _request.Path = "/orders/42";
        _request.QueryString = "?expand=items";
        _request.RawTarget = "/orders/42?expand=items";
        _request.Headers.Clear();
        foreach (var (name, value) in s_headers)
            _request.Headers[name] = value;
        _response.StatusCode = StatusCodes.Status200OK;
        _response.Headers.Clear();

        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(_request);
        features.Set<IHttpResponseFeature>(_response);
        features.Set<IHttpResponseBodyFeature>(_body);
        var exchange = _process!(features);
        return exchange.IsCompletedSuccessfully
            ? _response.StatusCode
            : throw new InvalidOperationException("The exchange has not ended.", exchange.Exception);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
    }
}
