using System.Net;
using System.Net.Http;
using GatewayKit.Compilation;
using GatewayKit.Proxy.Resilience;
using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Model;

namespace GatewayKit.Proxy;

/// <summary>Sends requests of plugins to destinations of YARP's clusters, with the clients of these clusters.</summary>
internal sealed class ClusterSender(CurrentSnapshot current, KeptClusters clusters, DestinationChoice choice)
    : IClusterSender
{
    private static readonly UriCreationOptions s_asItIs = new() { DangerousDisablePathAndQueryCanonicalization = true };

    public string TargetOf(GatewayContext context, HttpRequestMessage request)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(request);
        if (request.RequestUri is not { } address)
            return "/";

        var text = address.OriginalString.AsSpan();
        var prefix = context.Http.Features.Get<IReverseProxyFeature>()?.ProxiedDestination?.Model.Config.Address.TrimEnd('/');
        return prefix is { Length: > 0 } && text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)
            && text[prefix.Length..] is var rest && rest is [] or ['/' or '?', ..]
            ? rest is ['/', ..] ? rest.ToString() : string.Concat("/", rest)
            : address.PathAndQuery;
    }

    public Task<HttpResponseMessage> SendAsync(
        string clusterId, string target, HttpRequestMessage request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(clusterId);
        ArgumentNullException.ThrowIfNull(request);
        if (target is not ['/', ..])
            throw new ArgumentException($"'{target}' must begin with a slash.", nameof(target));

        if (Find(clusterId) is not { } cluster || choice.Pick(Describe(cluster, target, request), cluster) is not { } destination)
            throw new UpstreamFailureException(UpstreamFailure.NoDestination);

        var config = cluster.Model.Config.HttpRequest;
        request.Version = config?.Version ?? HttpVersion.Version20;
        request.VersionPolicy = config?.VersionPolicy ?? HttpVersionPolicy.RequestVersionOrLower;
        var model = destination.Model.Config;
        request.RequestUri = new Uri(string.Concat(model.Address.AsSpan().TrimEnd('/'), target), s_asItIs);
        request.Headers.Host ??= model.Host;
        return cluster.Model.HttpClient.SendAsync(request, cancellation);
    }

    private ClusterState? Find(string id)
        => current.Value is { } snapshot && snapshot.ClusterVersions.TryGetValue(id, out var version)
            ? clusters.Find(snapshot, version)
            : null;

    /// <summary>The request as a policy sees it, which may select a destination by a header, for example.</summary>
    private static DefaultHttpContext Describe(ClusterState cluster, string target, HttpRequestMessage message)
    {
        var http = new DefaultHttpContext();
        http.Features.Set<IReverseProxyFeature>(new SentRequest(cluster));
        var request = http.Request;
        var query = target.IndexOf('?', StringComparison.Ordinal) is >= 0 and var mark ? mark : target.Length;
        (request.Method, request.Path, request.QueryString)
            = (message.Method.Method, PathString.FromUriComponent(target[..query]), new QueryString(target[query..]));
        foreach (var (name, values) in message.Headers.NonValidated)
            request.Headers[name] = values.ToArray();
        return http;
    }
}
