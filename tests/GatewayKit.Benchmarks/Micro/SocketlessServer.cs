using System.Security.Cryptography.X509Certificates;
using GatewayKit.Benchmarks.Roles;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Benchmarks.Micro;

/// <summary>A server that has no socket: it runs the app's whole pipeline on the calling thread, with the same request each time.</summary>
internal sealed class SocketlessServer : IServer
{
    private readonly HttpRequestFeature _request = new();
    private readonly HttpResponseFeature _response = new();
    private readonly NoRequestBody _noBody = new();
    private readonly StreamResponseBodyFeature _body = new(Stream.Null);
    private Func<IFeatureCollection, Task>? _process;

    public IFeatureCollection Features { get; } = new FeatureCollection();

    /// <summary>The headers of each request.</summary>
    public Dictionary<string, string> Headers { get; } = new()
    {
        ["Host"] = "api.example.com",
        ["User-Agent"] = "compare/1.0",
        ["Accept"] = "application/json",
        ["Accept-Encoding"] = "gzip, br",
        ["Accept-Language"] = "en",
        ["X-Api-Key"] = "alice-0123456789abcdef",
        ["Cache-Control"] = "no-cache",
        ["Authorization"] = "Bearer " + BenchmarkToken.Value,
    };

    /// <summary>The certificate of the client; null for a connection without TLS.</summary>
    public X509Certificate2? ClientCertificate { get; set; }

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
        var exchange = Begin("/orders/42", "?expand=items");
        return exchange.IsCompletedSuccessfully
            ? _response.StatusCode
            : throw new InvalidOperationException("The exchange has not ended.", exchange.Exception);
    }

    /// <summary>Runs one exchange that may have to wait, and gives the headers of its response.</summary>
    public async Task<IHeaderDictionary> AskAsync(string path, string query)
    {
        await Begin(path, query).ConfigureAwait(false);
        return new HeaderDictionary(_response.Headers.ToDictionary(header => header.Key, header => header.Value));
    }

    private Task Begin(string path, string query)
    {
        _request.Method = HttpMethods.Get;
        _request.Protocol = HttpProtocol.Http11;
        _request.Scheme = "http";
        _request.Path = path;
        _request.QueryString = query;
        _request.RawTarget = path + query;
        _request.Headers.Clear();
        foreach (var (name, value) in Headers)
            _request.Headers[name] = value;
        _response.StatusCode = StatusCodes.Status200OK;
        _response.Headers.Clear();

        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(_request);
        features.Set<IHttpResponseFeature>(_response);
        features.Set<IHttpResponseBodyFeature>(_body);
        features.Set<IHttpRequestBodyDetectionFeature>(_noBody);
        if (ClientCertificate is { } certificate)
            features.Set<ITlsConnectionFeature>(new TlsConnectionFeature { ClientCertificate = certificate });
        return _process!(features);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
    }

    // As Kestrel says for a request without a body.
    private sealed class NoRequestBody : IHttpRequestBodyDetectionFeature
    {
        public bool CanHaveBody => false;
    }
}
