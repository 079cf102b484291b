using System.Collections.Frozen;
using GatewayKit.Configuration.Portal;
using GatewayKit.OpenApi;
using GatewayKit.OpenApi.Mocking.Examples;

namespace GatewayKit.Portal.Content;

/// <summary>A version of an API with its documentation.</summary>
internal sealed class VersionEntry
{
    /// <summary>The maximum number of operations that the documentation shows.</summary>
    public const int MaxOperations = 2000;

    private const int MaxSchemes = 50;

    private readonly FrozenDictionary<string, OperationEntry> _bySlug;
    private readonly Lazy<IReadOnlyList<TagEntry>> _byTag;
    private readonly Lazy<IReadOnlyList<OpenApiSecurityScheme>> _schemes;
    private readonly Lazy<Dictionary<string, OpenApiOperation>> _mocks;
    private readonly Lock _comparing = new();
    private OpenApiComparison? _changes;

    /// <param name="config">The configuration of the version.</param>
    /// <param name="source">The document of the upstream; null if there is none, or it can't be used.</param>
    /// <param name="document">The document, as the gateway serves the API; null if there is none.</param>
    /// <param name="mock">The document, as the mock of the API serves it; null if there is none.</param>
    public VersionEntry(PortalVersion config, OpenApiDocument? source, OpenApiDocument? document, OpenApiDocument? mock = null)
    {
        (Config, Source, Document) = (config, source, document);
        Operations = OperationEntry.Of(document?.Operations.Take(MaxOperations) ?? []);
        _byTag = new Lazy<IReadOnlyList<TagEntry>>(GroupByTag);
        _schemes = new Lazy<IReadOnlyList<OpenApiSecurityScheme>>(FindSchemes);
        _mocks = new Lazy<Dictionary<string, OpenApiOperation>>(() => (mock?.Operations ?? [])
            .GroupBy(operation => operation.Location, StringComparer.Ordinal)
            .Where(operations => operations.Count() == 1)
            .ToDictionary(operations => operations.Key, operations => operations.Single(), StringComparer.Ordinal));
        _bySlug = Operations.ToFrozenDictionary(operation => operation.Slug, StringComparer.OrdinalIgnoreCase);
    }

    public PortalVersion Config { get; }

    public string Name => Config.Version;

    /// <summary>The ids of its routes, as the gateway and its statistics have them.</summary>
    public IReadOnlyList<string> RouteIds { get; init; } = [];

    /// <summary>The document of the upstream.</summary>
    public OpenApiDocument? Source { get; }

    /// <summary>The document, as the gateway serves the API.</summary>
    public OpenApiDocument? Document { get; }

    /// <summary>Gets whether there is a document that can't be used now.</summary>
    public bool IsUnavailable => Document is null && Config.Document is not null;

    /// <summary>The security schemes that the operations use, up to 50.</summary>
    public IReadOnlyList<OpenApiSecurityScheme> Schemes => _schemes.Value;

    /// <summary>The operations, in document order.</summary>
    public IReadOnlyList<OperationEntry> Operations { get; }

    /// <summary>Generates examples of the document's schemas.</summary>
    public ExampleGenerator Examples { get; } = new();

    /// <summary>The number of operations that aren't shown.</summary>
    public int Omitted => (Document?.Operations.Count ?? 0) - Operations.Count;

    /// <summary>Compares the documents of the upstreams, because the paths at the gateway usually contain the version.</summary>
    /// <param name="earlier">The version before, which is always the same.</param>
    public OpenApiComparison ChangesSince(VersionEntry earlier)
    {
        lock (_comparing)
            return _changes ??= OpenApiComparison.Compare(earlier.Source!, Source!);
    }

    /// <summary>Returns an operation by the name in its address; null if there is none.</summary>
    public OperationEntry? Find(string slug) => _bySlug.GetValueOrDefault(slug);

    /// <summary>Returns an operation, as the mock of the API serves it; null if it doesn't. Parts of documents that several paths refer to
    /// have one location, and no mock.</summary>
    public OpenApiOperation? MockOf(OperationEntry entry) => _mocks.Value.GetValueOrDefault(entry.Operation.Location);

    /// <summary>Returns the operations by tag: first the declared tags, then others, then operations without a tag.</summary>
    public IReadOnlyList<TagEntry> ByTag() => _byTag.Value;

    private OpenApiSecurityScheme[] FindSchemes()
        => [.. (Document?.Operations ?? []).SelectMany(operation => operation.Security).SelectMany(requirement => requirement.Schemes)
            .Select(pair => pair.Key)
            .DistinctBy(scheme => scheme.Name, StringComparer.Ordinal)
            .Take(MaxSchemes)];

    private TagEntry[] GroupByTag()
    {
        var declared = (Document?.Tags ?? []).DistinctBy(tag => tag.Name, StringComparer.Ordinal)
            .ToDictionary(tag => tag.Name, StringComparer.Ordinal);
        var groups = Operations.GroupBy(entry => entry.Operation.Tags.Count > 0 ? entry.Operation.Tags[0] : "", StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);
        var names = declared.Keys.Where(groups.ContainsKey)
            .Concat(groups.Keys.Where(name => name.Length > 0))
            .Append("").Distinct(StringComparer.Ordinal);
        return [.. names.Where(groups.ContainsKey).Select(name => new TagEntry(
            name, declared.GetValueOrDefault(name)?.Description, groups[name]))];
    }
}
