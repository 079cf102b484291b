using System.Net;
using GatewayKit.Compilation;
using GatewayKit.Pipeline;
using GatewayKit.Proxy;
using GatewayKit.Proxy.Routing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Yarp.ReverseProxy.Transforms;
using Yarp.ReverseProxy.Transforms.Builder;

namespace GatewayKit.Tests.Pipeline;

/// <summary>
/// Runs a route's endpoint from its beginning to its end on the calling thread, again and again with the same objects
/// around it. In YARP's place stands what YARP calls: the gateway's transforms, on an upstream that answers at once;
/// what YARP allocates itself isn't part of the measurement.
/// </summary>
internal sealed class SynchronousExchange
{
    private static readonly HttpRequestMessage s_proxyRequest = new(HttpMethod.Get, "http://upstream/");
    private static readonly HttpResponseMessage s_proxyResponse = new(HttpStatusCode.OK) { Content = new ByteArrayContent([]) };

    private readonly DefaultHttpContext _http = new();
    private readonly RequestTransform[] _requestTransforms;
    private readonly ResponseTransform[] _responseTransforms;
    private readonly RequestTransformContext _requestContext;
    private readonly ResponseTransformContext _responseContext;
    private readonly RouteHandler _handler;
    private readonly CompiledRoute _route;
    private readonly RequestDelegate _forward;

    public SynchronousExchange(IServiceProvider services, string route)
    {
        var snapshot = services.GetRequiredService<CurrentSnapshot>().Active;
        _handler = services.GetRequiredService<RouteHandler>();
        _route = snapshot.Routes[route];
        var transforms = new TransformBuilderContext
        {
            Services = services,
            Route = ProxyRoutes.Mark(snapshot.Config.Routes[route].Route, snapshot.Revision),
        };
        services.GetServices<ITransformProvider>().OfType<PipelineTransforms>().Single().Apply(transforms);
        _requestTransforms = [.. transforms.RequestTransforms];
        _responseTransforms = [.. transforms.ResponseTransforms];
        _requestContext = new RequestTransformContext
        {
            HttpContext = _http,
            ProxyRequest = s_proxyRequest,
            DestinationPrefix = "http://upstream/",
        };
        _responseContext = new ResponseTransformContext { HttpContext = _http, ProxyResponse = s_proxyResponse };
        _forward = Forward;

        _http.Request.Method = HttpMethods.Get;
        _http.Request.Protocol = HttpProtocol.Http11;
        _http.Request.Path = "/x";
        _http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = "/x";
        _http.Request.Headers.Host = "gateway";
        _http.TraceIdentifier = "trace";
    }

    /// <summary>The status with which the last exchange ended.</summary>
    public int Status => _http.Response.StatusCode;

    public void Run()
    {
        _http.Response.StatusCode = StatusCodes.Status200OK;
        _http.Response.Headers.Clear();
        var exchange = _handler.HandleAsync(_http, _route, _forward);
        if (!exchange.IsCompletedSuccessfully)
            throw new InvalidOperationException("The exchange did not end on the calling thread.", exchange.Exception);
    }

    /// <summary>The bytes that an exchange allocates on the calling thread, on average over a quiet round.</summary>
    public double AllocatedBytes()
    {
        const int Rounds = 5;
        const int Exchanges = 500;
        var least = long.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < Exchanges; i++)
                Run();
            least = long.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least / (double)Exchanges;
    }

    private Task Forward(HttpContext http)
    {
        foreach (var transform in _requestTransforms)
            Ended(transform.ApplyAsync(_requestContext));
        foreach (var transform in _responseTransforms)
            Ended(transform.ApplyAsync(_responseContext));

        return Task.CompletedTask;
    }

    private static void Ended(ValueTask transform)
    {
        if (!transform.IsCompletedSuccessfully)
            throw new InvalidOperationException("A transform did not end on the calling thread.");
    }
}
