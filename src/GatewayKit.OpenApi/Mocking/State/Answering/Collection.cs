using GatewayKit.OpenApi.Mocking.State.Inference;
using GatewayKit.OpenApi.Mocking.State.Storing;

namespace GatewayKit.OpenApi.Mocking.State.Answering;

/// <summary>A collection of a document: what its items are, and where they are.</summary>
internal sealed class Collection(CollectionPaths paths, Collection? parent, ItemKind kind, SeedItems seeds)
{
    private readonly int _parentDepth = parent?.Depth ?? -1;

    public CollectionPaths Paths => paths;

    public ItemKind Kind => kind;

    /// <summary>How many ids stand above the collection in its path.</summary>
    public int Depth { get; } = paths.ScopeParameters.Count;

    /// <summary>What each of its operations does.</summary>
    public IReadOnlyDictionary<OpenApiOperation, IStateAction> Actions { get; set; } = new Dictionary<OpenApiOperation, IStateAction>();

    /// <summary>The largest number among the ids of the seed.</summary>
    public long LargestSeed => seeds.LargestNumber;

    /// <summary>The items below the ids of a path; null if there is no such parent.</summary>
    public Place? Open(Sandbox sandbox, IReadOnlyList<string> keys)
    {
        var above = keys.Take(Depth).ToList();
        var key = new BucketKey(paths.Number, above.Aggregate("", BucketKey.Below));
        var seeded = true;
        if (parent is not null)
        {
            if (parent.Open(sandbox, above)?.Items.Find(above[_parentDepth]) is not { } owner)
                return null;
            seeded = owner.IsSeed;
        }
        var items = sandbox.Find(key) ?? (seeded ? seeds.Below(above) : Bucket.Empty);
        return new Place(key, items, above);
    }
}
