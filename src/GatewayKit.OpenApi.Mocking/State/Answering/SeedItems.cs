using System.Globalization;
using GatewayKit.JsonSchema;
using GatewayKit.OpenApi.Mocking.State.Patching;
using GatewayKit.OpenApi.Mocking.State.Storing;

namespace GatewayKit.OpenApi.Mocking.State.Answering;

/// <summary>The initial items of a collection: the same below each parent, except for the parent's id.</summary>
internal sealed class SeedItems
{
    private readonly Bucket _items = new();
    private readonly ItemKind _kind;

    public SeedItems(ItemKind kind, IEnumerable<StoredItem> items)
    {
        _kind = kind;
        foreach (var item in items)
            _items.Put(item);
        LargestNumber = _items.Items
            .Select(
                item => long.TryParse(item.Key, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : 0)
            .DefaultIfEmpty()
            .Max();
    }

    public long LargestNumber { get; }

    public Bucket Below(IReadOnlyList<string> keys)
    {
        if (!_kind.HasParentMembers)
            return _items;
        var bucket = new Bucket();
        foreach (var item in _items.Items)
        {
            var members = JsonTree.ReadObject(item.Value);
            _kind.SetParents(members, keys);
            bucket.Put(_kind.Store(members, item.Key, item.Sequence, isSeed: true, new ValidationErrors()) ?? item);
        }
        return bucket;
    }
}
