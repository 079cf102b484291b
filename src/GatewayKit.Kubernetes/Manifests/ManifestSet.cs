using System.Collections.Immutable;
using GatewayKit.Configuration;
using GatewayKit.Kubernetes.Resources;

namespace GatewayKit.Kubernetes.Manifests;

/// <summary>Resources from manifests: files that <c>kubectl apply</c> would send to an API server.</summary>
public sealed class ManifestSet
{
    private const string UsualNamespace = "default";

    private ManifestSet(ManifestFiles read, ImmutableArray<ManifestResource> resources, ManifestFindings findings, int ignored)
    {
        Files = read.Paths;
        Resources = resources;
        Errors = [.. findings.Errors];
        Warnings = [.. findings.Warnings];
        Ignored = ignored;
    }

    /// <summary>Gets the files that were read.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>Gets the errors, with their locations: what can't be read, and what an API server would reject.</summary>
    public IReadOnlyList<ConfigError> Errors { get; }

    /// <summary>Gets the warnings, with their locations, such as fields that an API server would drop.</summary>
    public IReadOnlyList<ConfigError> Warnings { get; }

    /// <summary>Gets the number of resources of kinds that the gateway doesn't read, such as Deployments.</summary>
    public int Ignored { get; }

    internal ImmutableArray<ManifestResource> Resources { get; }

    /// <summary>Reads manifests: up to 2,000 files of 64 MiB with 20,000 resources.</summary>
    /// <param name="paths">The files in YAML or JSON, the folders, whose files <c>*.yaml</c>, <c>*.yml</c> and <c>*.json</c> are read, and
    /// <c>-</c> for <paramref name="openInput"/>. A file can have several documents, and lists such as the kind <c>List</c>.</param>
    /// <param name="isRecursive">Whether the folders in folders are read. Default: false, as with <c>kubectl apply</c>.</param>
    /// <param name="openInput">Opens the stream for <c>-</c>. Default: standard input.</param>
    /// <param name="usualNamespace">The namespace of manifests that don't have one. Default: <c>default</c>.</param>
    /// <returns>The resources, with an error for each that can't be used.</returns>
    public static ManifestSet Read(
        IEnumerable<string> paths, bool isRecursive = false, Func<Stream>? openInput = null, string usualNamespace = UsualNamespace)
    {
        ArgumentNullException.ThrowIfNull(paths);
        ArgumentException.ThrowIfNullOrEmpty(usualNamespace);
        return Create(ManifestReader.Read(paths, isRecursive, openInput ?? Console.OpenStandardInput), usualNamespace);
    }

    /// <summary>Reads the manifests of a text.</summary>
    /// <param name="text">The text in YAML or JSON.</param>
    /// <param name="name">The name in locations.</param>
    /// <returns>The resources, with an error for each that can't be used.</returns>
    public static ManifestSet Parse(string text, string name)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(name);
        return Create(ManifestReader.ReadText(text, name), UsualNamespace);
    }

    /// <summary>Returns the resources with a model, by name.</summary>
    internal ImmutableDictionary<ResourceName, T> All<T>()
        => Resources.Where(resource => resource.Value is T)
            .ToImmutableDictionary(resource => resource.Name, resource => (T)resource.Value);

    private static ManifestSet Create(ManifestFiles read, string usualNamespace)
    {
        var findings = new ManifestFindings();
        findings.Errors.AddRange(read.Errors);
        var resources = ImmutableArray.CreateBuilder<ManifestResource>();
        var definitions = new ManifestDefinitions(read.Objects);
        var ignored = 0;
        foreach (var manifest in read.Objects)
        {
            if (ManifestKinds.Of(manifest) is { } kind)
            {
                if (ManifestResource.Read(manifest, kind, usualNamespace, definitions, findings) is { } resource)
                    resources.Add(resource);
            }
            else
            {
                ignored++;
                findings.AddUnread(manifest);
            }
        }

        return new ManifestSet(read, Unique(resources, findings), findings, ignored);
    }

    /// <summary>Returns the last one of several resources with the same name, which is the one that the API server has in the
    /// end.</summary>
    private static ImmutableArray<ManifestResource> Unique(IEnumerable<ManifestResource> resources, ManifestFindings findings)
    {
        var unique = new Dictionary<(ResourceKind, ResourceName), ManifestResource>();
        foreach (var resource in resources)
        {
            if (unique.TryGetValue((resource.Kind, resource.Name), out var before))
            {
                findings.Warnings.Add(new ConfigError(
                    resource.ToString(), $"replaces the resource of the same name in {before.Location}.", resource.Location));
            }

            unique[(resource.Kind, resource.Name)] = resource;
        }

        return [.. unique.Values];
    }
}
