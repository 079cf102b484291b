using System.Text.Json.Nodes;
using GatewayKit.Configuration;
using GatewayKit.Kubernetes.Filters;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Translation.Ingresses.Annotations;

namespace GatewayKit.Kubernetes.Importing;

/// <summary>Creates the GatewayPlugins of an Ingress, each once.</summary>
/// <param name="ingress">The Ingress.</param>
/// <param name="names">The names of all resources.</param>
/// <param name="comments">The comment of each resource.</param>
internal sealed class PluginResources(ImportedIngress ingress, NamePool names, IReadOnlyList<string> comments)
{
    private const string Kind = "GatewayPlugin";
    private const string UsualId = "annotation";
    private const string BuiltIn = "kubernetes-";

    private readonly Dictionary<string, string> _known = new(StringComparer.Ordinal);
    private readonly List<ImportedResource> _resources = [];

    public IReadOnlyList<ImportedResource> Resources => _resources;

    /// <summary>Returns the name of the GatewayPlugin of an entry.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="suffix">The second part of its name; null for the id or the plugin.</param>
    public string NameOf(PluginEntry entry, string? suffix = null)
    {
        var spec = new JsonObject { ["plugin"] = entry.Name };
        if (entry.Id is { Length: > 0 } id && id != UsualId)
            spec["id"] = id;
        var options = OptionJson.Of(entry.Options) as JsonObject ?? [];
        if (SecretOf(entry.Name) is { } secret)
        {
            options.Remove(secret.Replaced);
            spec["optionsFrom"] = new JsonArray(secret.Source);
        }

        if (options.Count > 0)
            spec["options"] = options;
        suffix ??= entry.Id is { } own && own != UsualId ? own
            : entry.Name.StartsWith(BuiltIn, StringComparison.Ordinal) ? entry.Name[BuiltIn.Length..] : entry.Name;
        return NameOf(suffix, spec);
    }

    /// <summary>Returns the name of the GatewayPlugin that answers 503.</summary>
    public string Unavailable()
        => NameOf("unavailable", new JsonObject
        {
            ["plugin"] = UnavailablePlugin.Name,
            ["id"] = "closed",
            ["options"] = new JsonObject { ["status"] = 503 },
        });

    private string NameOf(string suffix, JsonObject spec)
    {
        var text = spec.ToJsonString();
        if (_known.TryGetValue(text, out var known))
            return known;

        var name = names.Take(Kind, ingress.Name.Namespace, ingress.Name.Name, suffix);
        _known.Add(text, name);
        _resources.Add(ImportedResource.Create(
            ImportedResource.Plugins, Kind, new ResourceName(ingress.Name.Namespace, name), spec, comments));
        return name;
    }

    /// <summary>Returns the option of a plugin whose value stays in its Secret, and the reference to it; null if the plugin has
    /// none.</summary>
    private (string Replaced, JsonObject Source)? SecretOf(string plugin) => plugin switch
    {
        PasswordFilePlugin.Name when IngressAnnotations.Find(ingress.Ingress, "auth-secret-type") == "auth-map" => (
            "users",
            new JsonObject { ["path"] = "hashes", ["secretRef"] = new JsonObject { ["name"] = NameIn("auth-secret") } }),
        PasswordFilePlugin.Name => ("users", KeyOf("users", "auth-secret", "auth")),
        ClientCertificatePlugin.Name => ("authorities", KeyOf("authorities", "auth-tls-secret", "ca.crt")),
        _ => null,
    };

    private JsonObject KeyOf(string path, string annotation, string key) => new()
    {
        ["path"] = path,
        ["secretKeyRef"] = new JsonObject { ["name"] = NameIn(annotation), ["key"] = key },
    };

    private string NameIn(string annotation) => IngressAnnotations.Find(ingress.Ingress, annotation)!.Split('/')[^1];
}
