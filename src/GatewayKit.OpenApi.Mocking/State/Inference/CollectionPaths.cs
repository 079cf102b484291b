namespace GatewayKit.OpenApi.Mocking.State.Inference;

/// <summary>The paths of a potential collection: one path, and another one below it with one more parameter.</summary>
internal sealed class CollectionPaths
{
    /// <summary>Its index among all collections.</summary>
    public required int Number { get; init; }

    /// <summary>The template of the collection's path.</summary>
    public required string Shape { get; init; }

    /// <summary>The operations on the collection, and on its filters, such as <c>/pets/findByStatus</c>.</summary>
    public required IReadOnlyList<OpenApiOperation> Operations { get; init; }

    /// <summary>The operations on an item.</summary>
    public required IReadOnlyList<OpenApiOperation> ItemOperations { get; init; }

    public IEnumerable<OpenApiOperation> AllOperations => Operations.Concat(ItemOperations);

    /// <summary>The name of the collection: the last segment of its path.</summary>
    public string Name => Shape[(Shape.LastIndexOf('/') + 1)..];

    /// <summary>The name of the parameter that identifies an item.</summary>
    public string IdParameter => PathTemplate.Parse(ItemOperations[0].Path).Parameters[^1];

    /// <summary>The names of the parameters above the collection.</summary>
    public IReadOnlyList<string> ScopeParameters => [.. PathTemplate.Parse(ItemOperations[0].Path).Parameters.SkipLast(1)];

    /// <summary>Whether another collection is below one of the items.</summary>
    public bool IsAbove(CollectionPaths other) => other.Shape.StartsWith(PathTemplate.ItemOf(Shape) + "/", StringComparison.Ordinal);

    /// <summary>Finds all potential collections of a document.</summary>
    public static IReadOnlyList<CollectionPaths> In(OpenApiDocument document)
    {
        var byShape = document.Operations
            .GroupBy(operation => PathTemplate.Parse(operation.Path).Shape, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);
        var below = byShape.Keys.ToLookup(shape => shape[..Math.Max(0, shape.LastIndexOf('/'))], StringComparer.Ordinal);
        var found = new List<CollectionPaths>();
        foreach (var (shape, itemOperations) in byShape)
        {
            if (PathTemplate.Parse(itemOperations[0].Path).Collection is not { } collection
                || !byShape.TryGetValue(collection, out var operations))
                continue;
            var filters = below[collection]
                .Where(path => path != shape && !path.Contains("{}", StringComparison.Ordinal))
                .SelectMany(path => byShape[path])
                .Where(operation => operation.Method == "GET");
            found.Add(new CollectionPaths
            {
                Number = found.Count,
                Shape = collection,
                Operations = [.. operations, .. filters],
                ItemOperations = itemOperations,
            });
        }
        return found;
    }
}
