namespace GatewayKit.OpenApi.Mocking.State.Inference;

/// <summary>The paths of what may be a collection: one with another below it that has one parameter more.</summary>
internal sealed class CollectionPaths
{
    /// <summary>Its place among all.</summary>
    public required int Number { get; init; }

    /// <summary>The collection's path as structure.</summary>
    public required string Shape { get; init; }

    /// <summary>The operations on the collection, and on what filters it, such as <c>/pets/findByStatus</c>.</summary>
    public required IReadOnlyList<OpenApiOperation> Operations { get; init; }

    /// <summary>The operations on an item.</summary>
    public required IReadOnlyList<OpenApiOperation> ItemOperations { get; init; }

    public IEnumerable<OpenApiOperation> AllOperations => Operations.Concat(ItemOperations);

    /// <summary>The collection's name: the last segment of its path.</summary>
    public string Name => Shape[(Shape.LastIndexOf('/') + 1)..];

    /// <summary>The name of the parameter that tells items apart.</summary>
    public string IdParameter => PathTemplate.Parse(ItemOperations[0].Path).Parameters[^1];

    /// <summary>The names of the parameters above the collection.</summary>
    public IReadOnlyList<string> ScopeParameters => [.. PathTemplate.Parse(ItemOperations[0].Path).Parameters.SkipLast(1)];

    /// <summary>Whether another is below one of the items.</summary>
    public bool IsAbove(CollectionPaths other) => other.Shape.StartsWith(PathTemplate.ItemOf(Shape) + "/", StringComparison.Ordinal);

    /// <summary>Everything in a document that may be a collection.</summary>
    public static IReadOnlyList<CollectionPaths> In(OpenApiDocument document)
    {
        var byShape = document.Operations.GroupBy(operation => PathTemplate.Parse(operation.Path).Shape, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);
        var below = byShape.Keys.ToLookup(shape => shape[..Math.Max(0, shape.LastIndexOf('/'))], StringComparer.Ordinal);
        var found = new List<CollectionPaths>();
        foreach (var (shape, itemOperations) in byShape)
        {
            if (PathTemplate.Parse(itemOperations[0].Path).Collection is not { } collection || !byShape.TryGetValue(collection, out var operations))
                continue;
            var filters = below[collection].Where(path => path != shape && !path.Contains("{}", StringComparison.Ordinal)).SelectMany(path => byShape[path]).Where(operation => operation.Method == "GET");
            found.Add(new CollectionPaths { Number = found.Count, Shape = collection, Operations = [.. operations, .. filters], ItemOperations = itemOperations });
        }
        return found;
    }
}
