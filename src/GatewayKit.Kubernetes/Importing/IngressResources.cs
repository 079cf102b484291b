using System.Collections.Immutable;
using System.Text.Json.Nodes;
using GatewayKit.Configuration;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Translation.Plugins;

namespace GatewayKit.Kubernetes.Importing;

/// <summary>Creates the resources of an Ingress: plugins and policies first, because routes without them would be open.</summary>
/// <param name="ingress">The Ingress.</param>
/// <param name="warnings">The warnings.</param>
/// <param name="names">The names of all resources.</param>
internal sealed class IngressResources(ImportedIngress ingress, ImportWarnings warnings, NamePool names)
{
    // Bound of the definition of GatewayPolicy.
    private const int MostTargets = 16;

    private static readonly string[] s_counting = ["rate-limit", "concurrency-limit"];

    private readonly string[] _comments = [$"Ingress {ingress.Name}"];

    /// <param name="groups">The hosts of the Ingress.</param>
    /// <param name="backends">The backends of paths.</param>
    /// <param name="settings">The settings of backends.</param>
    /// <param name="routes">Creates routes.</param>
    public IReadOnlyList<ImportedResource> Create(
        ImmutableArray<HostGroup> groups, PathBackends backends, BackendSettingsWriter settings, RouteResources routes)
    {
        var plugins = new PluginResources(ingress, names, _comments);
        var created = new List<ImportedResource>();
        var targets = new List<ImportedResource>();
        var isOne = groups.Count(group => !group.IsRedirect) == 1;
        foreach (var group in groups)
        {
            string[] suffixes =
            [
                isOne && !group.IsRedirect ? "" : group.Hosts.FirstOrDefault() ?? "any", group.IsRedirect ? "redirect" : "",
            ];
            var own = routes.Of(
                group, new RouteRules(group, plugins, backends).Write(), suffixes, isToHttps: false, settings.Annotations(group), _comments)
                .ToArray();
            created.AddRange(own);
            if (!group.IsRedirect)
                targets.AddRange(own);
            if (group.IsSecured)
            {
                created.AddRange(routes.Of(
                    group with { IsGrpc = false }, new RouteRules(group with { IsGrpc = false }, plugins, backends).WriteRedirect(),
                    [.. suffixes, "to-https"], isToHttps: true, [], _comments));
            }
        }

        var areSecured = groups.All(group => group.IsSecured || group.IsRedirect);
        PluginEntry[] first = [.. ingress.Settings.First.Where(entry => !areSecured || !RedirectsToHttps.IsOne(entry))];
        PluginEntry[] others = ingress.Settings.IsClosed ? [] : [.. ingress.Settings.Plugins];
        string[] used = [.. first.Select(entry => plugins.NameOf(entry)), .. Annotated(), .. others.Select(entry => plugins.NameOf(entry))];
        var policies = used.Length == 0 ? [] : Policies(used, targets).ToArray();
        if (targets.Count > 1 && others.Any(entry => s_counting.Contains(entry.Name)))
            warnings.Add(ingress.Name, $"it becomes {targets.Count} routes, and limits count the requests of each route by themselves.");
        ImportedResource[] all = [.. plugins.Resources, .. policies, .. settings.Policies(ingress, names, _comments), .. created];
        return all.Length == 0 ? [] : [WithNotes(all[0]), .. all.Skip(1)];
    }

    /// <summary>Returns the GatewayPlugins that the Ingress already names.</summary>
    private string[] Annotated()
        => ingress.Ingress.Metadata.Annotations?.TryGetValue(AnnotatedPlugins.Annotation, out var found) == true
            ? found.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : [];

    private IEnumerable<ImportedResource> Policies(string[] plugins, IEnumerable<ImportedResource> targets)
        => targets.Chunk(MostTargets).Select(part => ImportedResource.Create(
            ImportedResource.Plugins, "GatewayPolicy",
            new ResourceName(ingress.Name.Namespace, names.Take("GatewayPolicy", ingress.Name.Namespace, ingress.Name.Name)),
            new JsonObject
            {
                ["targetRefs"] = new JsonArray([.. part.Select(target => (JsonNode)new JsonObject
                {
                    ["group"] = GroupKind.GatewayApi, ["kind"] = (string)target.Content["kind"]!, ["name"] = target.Name.Name,
                })]),
                ["plugins"] = new JsonArray([.. plugins.Select(name => (JsonNode)new JsonObject { ["name"] = name })]),
            },
            _comments));

    /// <summary>Adds the parts that aren't imported to the comment of the first resource.</summary>
    private ImportedResource WithNotes(ImportedResource resource)
        => resource with { Comments = [.. resource.Comments, .. warnings.Of(ingress.Name).Select(message => $"Not imported: {message}")] };
}
