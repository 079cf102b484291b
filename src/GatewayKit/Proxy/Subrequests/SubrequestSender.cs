using System.Diagnostics;
using System.Net;
using System.Net.Http;
using GatewayKit.Edge;
using GatewayKit.Pipeline;
using GatewayKit.Responses;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Proxy.Subrequests;

/// <summary>Sends requests of plugins through the host's pipeline.</summary>
internal sealed class SubrequestSender(
    SubrequestApplication application, IServiceProvider services, IOptions<KestrelServerOptions> server, ILogger<SubrequestSender> logger)
    : ISubrequestSender
{
    private static readonly SecretNames s_secrets = new([], []);

    public Task<HttpResponseMessage> SendAsync(GatewayContext parent, HttpRequestMessage request, CancellationToken cancellation)
    {
        var exchange = ExchangeOf(parent);
        ArgumentNullException.ThrowIfNull(request);
        var target = SubrequestTarget.Of(request);
        if (request.Headers.NonValidated.Contains("Upgrade") || request.Method == HttpMethod.Connect)
            throw new ArgumentException("A subrequest doesn't have a connection, so it can't ask for an upgrade.", nameof(request));

        var ended = parent.CancellationToken;
        ended.ThrowIfCancellationRequested();
        cancellation.ThrowIfCancellationRequested();
        var siblings = exchange.OpenSubrequests();
        var headers = SubrequestHeaders.Of(request);
        SubrequestRun run;
        Subrequest subrequest;
        lock (siblings.Lock)
        {
            if (FindRefusal(target, headers) is { } refusal)
                return Task.FromResult(Answer(exchange, request, refusal));
            if (siblings.Next() is not { } lineage)
                return Task.FromResult(Answer(exchange, request, SubrequestProblems.Loop));

            var features = SubrequestContext.Create(exchange.Http, request, target, headers);
            features.Set(lineage);
            features.Set<IHttpRequestIdentifierFeature>(
                new HttpRequestIdentifierFeature { TraceIdentifier = $"{exchange.Http.TraceIdentifier}.{siblings.Sent}" });
            subrequest = new Subrequest(request);
            var body = BodyOf(request, headers, features, subrequest);
            run = new SubrequestRun(
                subrequest, body, features, siblings, application.Pipeline, services.GetRequiredService<IHttpContextFactory>(), logger);
        }

        if (!siblings.TryAdd(subrequest))
            throw new InvalidOperationException("The exchange has ended; a subrequest is a part of it.");

        subrequest.Bind(ended, cancellation);
        ThreadPool.UnsafeQueueUserWorkItem(run, preferLocal: false);
        return subrequest.Head;
    }

    public void CopyCredentials(GatewayContext parent, HttpRequestMessage request)
    {
        foreach (var (name, values) in ReceivedBy(parent, request))
        {
            if (s_secrets.IsSecretHeader(name))
                Copy(name, values, request);
        }
    }

    public bool CopyHeader(GatewayContext parent, HttpRequestMessage request, string name)
    {
        foreach (var (received, values) in ReceivedBy(parent, request))
        {
            if (received.Equals(name, StringComparison.OrdinalIgnoreCase))
                Copy(received, values, request);
        }

        return request.Headers.NonValidated.Contains(name);
    }

    private static IEnumerable<KeyValuePair<string, StringValues>> ReceivedBy(GatewayContext parent, HttpRequestMessage request)
    {
        var exchange = ExchangeOf(parent);
        ArgumentNullException.ThrowIfNull(request);
        return exchange.OpenSubrequests().Received;
    }

    private static void Copy(string name, StringValues values, HttpRequestMessage request)
    {
        if (SubrequestHeaders.CanBeCopied(name) && !request.Headers.NonValidated.Contains(name))
            request.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
    }

    private static Exchange ExchangeOf(GatewayContext parent)
    {
        ArgumentNullException.ThrowIfNull(parent);
        return parent is HookContext hook
            ? hook.Exchange : throw new ArgumentException("The context isn't that of a running exchange.", nameof(parent));
    }

    /// <summary>Responds instead of the route.</summary>
    private static HttpResponseMessage Answer(Exchange exchange, HttpRequestMessage request, GatewayResponse response)
    {
        var content = new ReadOnlyMemoryContent(GatewayResponseWriter.RenderBody(exchange.Http, response, exchange.CompiledRoute.Problems));
        content.Headers.TryAddWithoutValidation("Content-Type", response.ContentType);
        return new HttpResponseMessage((HttpStatusCode)response.Status) { RequestMessage = request, Content = content };
    }

    private SubrequestBody? BodyOf(
        HttpRequestMessage request, HeaderDictionary headers, FeatureCollection features, Subrequest subrequest)
    {
        var limit = new SubrequestBodyLimit(server.Value.Limits.MaxRequestBodySize);
        features.Set<IHttpMaxRequestBodySizeFeature>(limit);
        var body = request.Content is { } content && headers.ContentLength != 0
            ? new SubrequestBody(content, headers.ContentLength, limit, subrequest.Aborted) : null;
        features.Set<IHttpRequestBodyDetectionFeature>(new RequestBodyPresence(body is not null));
        if (body is not null)
            features.GetRequiredFeature<IHttpRequestFeature>().Body = body;
        return body;
    }

    /// <summary>Applies the limits of the server, which no connection applies here.</summary>
    private GatewayResponse? FindRefusal(in SubrequestTarget target, HeaderDictionary headers)
    {
        var limits = server.Value.Limits;
        if (target.Raw.Length > limits.MaxRequestLineSize)
            return SubrequestProblems.TargetTooLong;
        if (target.Path is null)
            return SubrequestProblems.Target;

        var (count, size) = (0, 0L);
        foreach (var (name, values) in headers)
        {
            foreach (var value in values)
            {
                count++;
                size += name.Length + (value?.Length ?? 0) + 4;
            }
        }

        return count > limits.MaxRequestHeaderCount || size > limits.MaxRequestHeadersTotalSize ? SubrequestProblems.HeadersTooLarge : null;
    }
}
