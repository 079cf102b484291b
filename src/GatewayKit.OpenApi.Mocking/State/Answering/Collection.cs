using GatewayKit.OpenApi.Mocking.State.Inference;
using GatewayKit.OpenApi.Mocking.State.Storing;

namespace GatewayKit.OpenApi.Mocking.State.Answering;

/// <summary>A collection of a document: the kind of its items, and their location.</summary>
internal sealed class Collection(CollectionPaths paths, Collection? parent, ItemKind kind, SeedItems seeds)
{
    private readonly int _parentDepth = parent?.Depth ?? -1;

    public CollectionPaths Paths => paths;

    public ItemKind Kind => kind;

    /// <summary>The number of ids above the collection in its path.</summary>
    public int Depth { get; } = paths.ScopeParameters.Count;

    /// <summary>The action of each operation.</summary>
    public IReadOnlyDictionary<OpenApiOperation, IStateAction> Actions { get; set; } = new Dictionary<OpenApiOperation, IStateAction>();

    /// <summary>The largest number among the ids of the initial items.</summary>
    public long LargestSeed => seeds.LargestNumber;

    /// <summary>Returns the items below the ids of a path; <c>null</c> if the parent doesn't exist.</summary>
    public AddressedItems? Open(Sandbox sandbox, IReadOnlyList<string> keys)
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
        return new AddressedItems(key, items, above);
    }
}
