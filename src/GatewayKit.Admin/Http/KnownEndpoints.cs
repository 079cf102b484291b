using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.Routing.Template;

namespace GatewayKit.Admin.Http;

/// <summary>The endpoints of the admin API, for the problem of a request that matches none of them.</summary>
internal sealed class KnownEndpoints
{
    private readonly ConcurrentDictionary<(string Pattern, string Method), RoutePattern> _patterns = [];

    public void Add(RouteEndpointBuilder endpoint)
    {
        foreach (var method in endpoint.Metadata.OfType<HttpMethodMetadata>().LastOrDefault()?.HttpMethods ?? [])
            _patterns[(endpoint.RoutePattern.RawText ?? "", method)] = endpoint.RoutePattern;
    }

    /// <summary>Returns a 405 with the allowed methods, or a 404.</summary>
    public AdminProblem ProblemOf(HttpContext http)
    {
        var allowed = _patterns.Where(known => IsOf(known.Value, http.Request.Path))
            .Select(known => known.Key.Method)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();
        return allowed.Count == 0
            ? AdminProblem.NotFound("The admin API has no such path. GET /openapi.json describes all of them.")
            : new AdminProblem(405, $"The path allows {string.Join(", ", allowed)}.") { Header = ("Allow", string.Join(", ", allowed)) };
    }

    private static bool IsOf(RoutePattern pattern, PathString path)
        => new TemplateMatcher(new RouteTemplate(pattern), []).TryMatch(path, []);
}
