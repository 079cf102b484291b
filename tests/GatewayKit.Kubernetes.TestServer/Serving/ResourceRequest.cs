using GatewayKit.Kubernetes.TestServer.Kinds;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Kubernetes.TestServer.Serving;

/// <summary>A request for a resource, as its path, method and query say it.</summary>
internal sealed record ResourceRequest(Kind Kind, string? Namespace, string? Name, string? Subresource, string Verb)
{
    /// <summary>Gets the resource with its subresource: <c>httproutes/status</c>.</summary>
    public string Resource => Subresource is null ? Kind.Plural : $"{Kind.Plural}/{Subresource}";

    /// <summary>Reads a request.</summary>
    /// <returns>The request; <c>null</c> if the path isn't the one of a known resource.</returns>
    public static ResourceRequest? Read(HttpRequest request, KindRegistry kinds)
    {
        var segments = request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return segments switch
        {
            ["api", var version, .. var rest] when rest.Length > 0 => Read(request, kinds, "", version, rest),
            ["apis", var group, var version, .. var rest] when rest.Length > 0 => Read(request, kinds, group, version, rest),
            _ => null,
        };
    }

    private static ResourceRequest? Read(HttpRequest request, KindRegistry kinds, string group, string version, string[] path)
    {
        string? scope = null;
        if (path is ["namespaces", var name, not ("status" or "finalize"), ..])
            (scope, path) = (name, path[2..]);
        if (path.Length > 3 || kinds.Find(group, version, path[0]) is not { } kind || (scope is not null && !kind.IsNamespaced))
            return null;

        return new ResourceRequest(kind, scope, path.ElementAtOrDefault(1), path.ElementAtOrDefault(2), VerbOf(request, path.Length > 1));
    }

    private static string VerbOf(HttpRequest request, bool hasName) => request.Method switch
    {
        "GET" or "HEAD" => hasName ? "get" : IsWatch(request) ? "watch" : "list",
        "POST" => "create",
        "PUT" => "update",
        "PATCH" => "patch",
        "DELETE" => hasName ? "delete" : "deletecollection",
        var other => other.ToLowerInvariant(),
    };

    private static bool IsWatch(HttpRequest request) => request.Query["watch"].ToString() is "1" or "true";
}
