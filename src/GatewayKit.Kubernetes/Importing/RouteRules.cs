using System.Text;
using System.Text.Json.Nodes;
using GatewayKit.Configuration.Matching;
using GatewayKit.Kubernetes.Filters;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Translation.Ingresses.Annotations;

namespace GatewayKit.Kubernetes.Importing;

/// <summary>Writes the rules of a route.</summary>
/// <param name="group">The hosts and paths.</param>
/// <param name="plugins">The GatewayPlugins of the Ingress.</param>
/// <param name="backends">The backends of paths.</param>
internal sealed class RouteRules(HostGroup group, PluginResources plugins, PathBackends backends)
{
    // Bounds of the Gateway API.
    private const int MostMatches = 64;

    private readonly List<JsonObject> _rules = [];
    private readonly IngressSettings _settings = group.Ingress.Settings;

    /// <summary>Returns the rules of the route.</summary>
    public IReadOnlyList<JsonObject> Write()
    {
        foreach (var path in group.Paths)
        {
            if (path.Redirect is { } redirect)
            {
                var filters = _settings.First.Where(entry => !group.IsSecured || !RedirectsToHttps.IsOne(entry)).Append(redirect);
                Add(path, [], [.. filters.Select(entry => Extension(plugins.NameOf(entry, entry == redirect ? path.Path.Id : null)))], []);
            }
            else if (_settings.IsClosed)
            {
                Add(path, [], [Extension(plugins.Unavailable())], []);
            }
            else
            {
                foreach (var (headers, references) in backends.Of(group.Ingress, path.Path))
                    Add(path, headers, references.Count == 0 ? [Extension(plugins.Unavailable())] : Filters(path), references);
            }
        }

        return _rules;
    }

    /// <summary>Returns the rules of the route for the listener for http, which redirects the same requests to https.</summary>
    public IReadOnlyList<JsonObject> WriteRedirect()
    {
        foreach (var path in group.Paths)
        {
            var filter = new JsonObject
            {
                ["type"] = "RequestRedirect",
                ["requestRedirect"] = new JsonObject { ["scheme"] = "https", ["statusCode"] = RedirectsToHttps.Status },
            };
            Add(path, [], [filter], []);
        }

        return _rules;
    }

    /// <summary>Adds a rule, or a match to the last rule if everything else is equal.</summary>
    private void Add(ImportedPath path, IEnumerable<ValueCondition> headers, JsonArray filters, JsonArray references)
    {
        var match = PathMatches.Of(group, path.Path, headers);
        var rule = new JsonObject();
        if (match.Count > 0)
            rule["matches"] = new JsonArray(match);
        if (filters.Count > 0)
            rule["filters"] = filters;
        if (references.Count > 0)
            rule["backendRefs"] = references;
        if (_rules.LastOrDefault() is { } last
            && last["matches"] is JsonArray { Count: < MostMatches } matches && match.Count > 0
            && JsonNode.DeepEquals(last["filters"], rule["filters"]) && JsonNode.DeepEquals(last["backendRefs"], rule["backendRefs"]))
            matches.Add(match.DeepClone());
        else
            _rules.Add(rule);
    }

    private JsonArray Filters(ImportedPath path)
    {
        var filters = new JsonArray();
        var headers = new JsonArray();
        if (_settings.ForwardedPrefix is { } prefix)
            headers.Add(new JsonObject { ["name"] = "X-Forwarded-Prefix", ["value"] = prefix });
        if (_settings.Host is { } host && group.IsGrpc)
            headers.Add(new JsonObject { ["name"] = "Host", ["value"] = host });
        if (headers.Count > 0)
        {
            filters.Add(new JsonObject
            {
                ["type"] = "RequestHeaderModifier",
                ["requestHeaderModifier"] = new JsonObject { ["set"] = headers },
            });
        }

        var rewrite = new JsonObject();
        if (_settings.Host is { } name && !group.IsGrpc)
            rewrite["hostname"] = name;
        if (_settings.RewriteTarget is { } replacement && !path.Path.IsDefault)
        {
            if (IsPlain(path))
                rewrite["path"] = new JsonObject { ["type"] = "ReplaceFullPath", ["replaceFullPath"] = Literal(replacement) };
            else
                filters.Add(Extension(plugins.NameOf(AnnotationReader.Entry(
                    RewritePlugin.Name, "annotation", new { pattern = path.Path.Pattern, replacement }))));
        }

        if (rewrite.Count > 0)
            filters.Add(new JsonObject { ["type"] = "URLRewrite", ["urlRewrite"] = rewrite });
        return filters;
    }

    /// <summary>A prefix with a slash at its end also matches the path without it, which isn't rewritten.</summary>
    private static bool IsPlain(ImportedPath path)
        => path.Path.Kind == PathConditionKind.Exact
            || (path.Path.Kind == PathConditionKind.Prefix && (path.Path.Path == "/" || !path.Path.Path.EndsWith('/')));

    /// <summary>Returns a replacement for a path without groups, which are empty then.</summary>
    private static string Literal(string replacement)
    {
        var path = new StringBuilder("/");
        for (var i = 0; i < replacement.Length; i++)
        {
            if (replacement[i] == '$' && i + 1 < replacement.Length && char.IsAsciiDigit(replacement[i + 1]))
                i++;
            else if (replacement[i] != '/' || path[^1] != '/')
                path.Append(replacement[i]);
        }

        return path.ToString();
    }

    private static JsonObject Extension(string plugin) => new()
    {
        ["type"] = "ExtensionRef",
        ["extensionRef"] = new JsonObject
        {
            ["group"] = GroupKind.Of(ResourceKind.GatewayPlugin).Group,
            ["kind"] = "GatewayPlugin",
            ["name"] = plugin,
        },
    };
}
