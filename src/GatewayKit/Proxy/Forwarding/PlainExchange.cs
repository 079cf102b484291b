using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Net.Http;
using GatewayKit.Edge;
using GatewayKit.Pipeline;
using GatewayKit.Proxy.Upstream;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Model;
using Yarp.ReverseProxy.Transforms;

namespace GatewayKit.Proxy.Forwarding;

/// <summary>
/// An exchange of a route with <see cref="KnownTransforms"/> only. Its heads are copied from one side to the other without messages of
/// the HTTP client between them. Both sides see the same as with a <see cref="MessageExchange"/>.
/// </summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "The content holds nothing.")]
internal sealed class PlainExchange : DirectExchange
{
    private readonly UpstreamPools _pools;
    private readonly UpstreamTransformer _transformer;
    private readonly KnownTransforms _known;
    private readonly Exchange? _exchange;
    private readonly PathString _path;
    private readonly QueryString _query;
    private string _target;
    private HttpContent? _content;

    private PlainExchange(
        HttpContext context, UpstreamPools pools, ConnectionPool pool, ForwarderRequestConfig config, UpstreamTransformer transformer,
        KnownTransforms known, Exchange? exchange, PathString path, QueryString query, string target)
        : base(context, pool, config)
        => (_pools, _transformer, _known, _exchange, _path, _query, _target)
            = (pools, transformer, known, exchange, path, query, target);

    protected override HttpContent? ReplacedContent => _content is UpstreamContent { IsOpen: false } ? null : _content;

    /// <returns>The exchange; null if it needs messages of the HTTP client.</returns>
    public static PlainExchange? TryCreate(
        HttpContext context, string destinationPrefix, UpstreamPools pools, ConnectionPool pool, ForwarderRequestConfig config,
        UpstreamTransformer transformer)
    {
        if (transformer.Known is not { } known
            || pool.PathOf(destinationPrefix) is not { } prefix
            || !pools.IsNameOf(pool.Origin, HostOf(context, known)))
            return null;

        var exchange = context.Features.Get<Exchange>();
        if (exchange is { Pipeline.HasUpstreamRequestHooks: true })
            return null;

        var (path, query) = (context.Request.Path, context.Request.QueryString);
        if (known.Target.Length > 0)
        {
            var transform = new RequestTransformContext { HttpContext = context, Path = path, DestinationPrefix = destinationPrefix };
            foreach (var each in known.Target)
            {
                // A transform of the path or the query has nothing to wait for. One that fails is repeated where its failure is reported.
                var applied = each.ApplyAsync(transform);
                if (!applied.IsCompletedSuccessfully)
                    return null;
            }

            (path, query) = (transform.Path, transform.Query.QueryString);
        }

        return UpstreamTarget.Of(context, prefix, path, query) is { } target
            ? new PlainExchange(context, pools, pool, config, transformer, known, exchange, path, query, target) : null;
    }

    protected override bool TryMove(DestinationConfig from, DestinationConfig to)
    {
        if (_pools.Find(to.Address, DirectForwarder.OffersHttp2(Config)) is not { Origin.IsSecure: false } pool
            || pool.PathOf(to.Address) is not { } prefix
            || UpstreamTarget.Of(Http, prefix, _path, _query) is not { } target)
            return false;

        (Pool, _target) = (pool, target);
        return true;
    }

    protected override ValueTask<bool> PrepareAsync(string destinationPrefix)
    {
        HasBody = Http.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true };
        var headers = Http.Request.Headers;
        BodyLength = headers.ContentLength;
        if (!HasBody && BodyLength > 0)
            throw new InvalidOperationException("The request has a Content-Length, but no body.");

        IsExpecting = HasBody && headers.Expect is { Count: > 0 } expect
            && expect.ToString().Contains("100-continue", StringComparison.OrdinalIgnoreCase);
        if (Config.AllowResponseBuffering != true)
            Http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        return new ValueTask<bool>(true);
    }

    protected override void WriteHead(RequestHeadWriter writer)
    {
        var request = Http.Request;
        writer.Begin(request.Method, _target);
        WriteHost(writer);
        var activity = Activity.Current;
        var skips = HeaderSkip.Always
            | (_known.AddsForwarded ? HeaderSkip.Forwarded : 0)
            | (_exchange?.Caller is not null ? HeaderSkip.Consumer : 0)
            | (activity is not null ? HeaderSkip.Trace : 0);
        var describesContent = false;
        foreach (var (name, values) in request.Headers)
        {
            var skip = CopiedHeaders.OfRequest(name);
            if ((skip & skips) != 0)
                continue;

            writer.WriteCopied(name, values);
            describesContent |= skip == HeaderSkip.OfContent;
        }

        if (request.Headers.TE is { Count: > 0 } te && IsHttp2OrLater(request.Protocol)
            && te.ToString().Contains("trailers", StringComparison.OrdinalIgnoreCase))
            writer.Write("TE", "trailers");
        if (_exchange?.Caller is { } caller)
        {
            writer.Write(ConsumerHeaders.Name, caller.Name);
            if (caller.GroupList.Length > 0)
                writer.Write(ConsumerHeaders.Groups, caller.GroupList);
        }

        if (_known.AddsForwarded)
            WriteForwarded(writer);
        if (activity is not null)
        {
            DistributedContextPropagator.Current.Inject(
                activity, writer, static (carrier, name, value) => ((RequestHeadWriter)carrier!).Write(name, value));
        }

        if (!HasBody && (BodyLength is 0 || describesContent || RequestHeadWriter.MustHaveLength(request.Method)))
            writer.WriteLength(0);
        else if (HasBody && BodyLength is { } length)
            writer.WriteLength(length);
        else if (HasBody)
            writer.Write("Transfer-Encoding", "chunked");
        writer.End();
    }

    protected override async ValueTask<bool> TakeResponseAsync()
    {
        TakeStatus(Connection.Head.Status, ReadReason());
        _transformer.CloseIfDraining(Http);
        TakeHeaders();
        if (!_known.HasResponseHooks || _exchange is null)
            return true;

        _content = new UpstreamContent(Body!);
        _content = await _known.Pipeline.RunResponseHooksAsync(_exchange, _content).ConfigureAwait(false);
        return _content is not null;
    }

    protected override ValueTask TakeTrailersAsync()
    {
        if (Body!.Trailers is { Count: > 0 } trailers
            && Http.Features.Get<IHttpResponseTrailersFeature>()?.Trailers is { IsReadOnly: false } target)
        {
            var isOther = _exchange is { Body.HasOtherContent: true };
            foreach (var (name, value) in trailers)
            {
                if (CopiedHeaders.IsOfResponse(name) && !(isOther && ContentHeaders.IsDigest(name)))
                    target[name] = StringValues.Concat(target[name], value);
            }
        }

        return default;
    }

    protected override ValueTask TakeFailureAsync()
    {
        UpstreamTransformer.FixReport(Http);
        return default;
    }

    private static bool IsHttp2OrLater(string protocol) => HttpProtocol.IsHttp2(protocol) || HttpProtocol.IsHttp3(protocol);

    private static string? HostOf(HttpContext http, KnownTransforms known)
        => known.KeepsHost ? http.Request.Host.ToUriComponent()
            : http.Features.Get<IReverseProxyFeature>()?.ProxiedDestination?.Model.Config.Host;

    private void WriteHost(RequestHeadWriter writer)
    {
        var host = HostOf(Http, _known);
        if (string.IsNullOrEmpty(host))
            writer.Write(Pool.Origin.HostHeader);
        else
            writer.Write("Host", host);
    }

    private void WriteForwarded(RequestHeadWriter writer)
    {
        var request = Http.Request;
        if (Http.Connection.RemoteIpAddress is { } address)
            writer.Write("X-Forwarded-For", address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);
        if (request.PathBase.HasValue)
            writer.Write("X-Forwarded-Prefix", request.PathBase.ToUriComponent());
        if (request.Host.HasValue)
            writer.Write("X-Forwarded-Host", request.Host.ToUriComponent());
        writer.Write("X-Forwarded-Proto", request.Scheme);
    }

    private void TakeHeaders()
    {
        var (connection, head) = (Connection, Connection.Head);
        var bytes = connection.Received;
        var named = head.NamesHeaders ? NamedHeaders(bytes) : null;
        var headers = Http.Response.Headers;
        var hasTransportSecurity = !StringValues.IsNullOrEmpty(headers.StrictTransportSecurity);
        var lines = head.Headers;
        for (var i = 0; i < lines.Length; i++)
        {
            var text = connection.Texts.Get(i, bytes[lines[i].NameRange], bytes[lines[i].ValueRange]);
            if (!text.IsCopied || named?.Contains(text.Name) == true)
                continue;

            if (ReferenceEquals(text.Name, HeaderTexts.ContentLength))
                TakeLength(headers, head);
            else if (!(ReferenceEquals(text.Name, HeaderTexts.Trailer) && !IsHttp2OrLater(Http.Request.Protocol))
                && !(ReferenceEquals(text.Name, HeaderTexts.StrictTransportSecurity) && hasTransportSecurity))
                Append(headers, text.Name, text.Value);
        }

        connection.Use(HeadLength);
    }

    /// <summary>A response without a body by its status has no length (RFC 9110, sections 8.6 and 15.3.6).</summary>
    private static void TakeLength(IHeaderDictionary headers, ResponseHeadParser head)
    {
        if (!(head.Length == 0 && head.Status is StatusCodes.Status204NoContent or StatusCodes.Status205ResetContent))
            headers.ContentLength = head.Length;
    }

    private static void Append(IHeaderDictionary headers, string name, string value)
    {
        var current = headers[name];
        headers[name] = current.Count == 0 ? value : StringValues.Concat(current, value);
    }

    /// <summary>Returns the headers that <c>Connection</c> names, which end here (RFC 9110, section 7.6.1).</summary>
    private HashSet<string> NamedHeaders(ReadOnlySpan<byte> bytes)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in Connection.Head.Headers)
        {
            if (!HeaderTexts.Name(bytes[line.NameRange]).Equals("Connection", StringComparison.Ordinal))
                continue;

            foreach (var range in bytes[line.ValueRange].Split((byte)','))
            {
                var name = HeaderTexts.Name(bytes[line.ValueRange][range].Trim(" \t"u8));
                if (!HopByHop.IsKept(name))
                    names.Add(name);
            }
        }

        return names;
    }
}
