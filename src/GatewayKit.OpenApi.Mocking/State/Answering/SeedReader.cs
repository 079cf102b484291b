using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using GatewayKit.JsonSchema;
using GatewayKit.OpenApi.Mocking.State.Inference;
using GatewayKit.OpenApi.Mocking.State.Patching;
using GatewayKit.OpenApi.Mocking.State.Storing;

namespace GatewayKit.OpenApi.Mocking.State.Answering;

/// <summary>Reads the initial items of a collection: the examples of its lists and items, otherwise a few generated ones.</summary>
internal sealed class SeedReader(CollectionPaths paths, ItemKind kind, FreshIds ids, Samples samples, MockStateOptions options)
{
    private readonly OrderedDictionary<string, StoredItem> _items = new(StringComparer.Ordinal);
    private long _number;

    /// <summary>Returns the items; <c>null</c> if none could be generated, so that no response would satisfy the document.</summary>
    public IReadOnlyList<StoredItem>? Read()
    {
        foreach (var example in Examples(paths.Operations).SelectMany(InList))
            Add(example, replace: false);
        // The example of the operation on a single item is the complete item.
        foreach (var example in Examples(paths.ItemOperations).SelectMany(AsItem))
            Add(example, replace: true);
        if (_items.Count > 0)
            return [.. _items.Values];

        var made = Enumerable.Range(0, options.GeneratedItems)
            .Select(Make)
            .OfType<JsonObject>()
            .DistinctBy(item => item.ToJsonString(), StringComparer.Ordinal)
            .ToList();
        foreach (var item in made)
            Add(item, replace: false);
        return _items.Count > 0 ? [.. _items.Values] : options.GeneratedItems == 0 ? [] : null;
    }

    private void Add(JsonObject members, bool replace)
    {
        if (_items.Count >= options.MaxItems)
            return;
        Complete(members);
        var known = members[kind.Id] is { } id ? ItemKey.Of(JsonTree.ToElement(id)) : null;
        if (known is null || !ids.FitsPath(known) || (_items.ContainsKey(known) && !replace))
        {
            var fresh = ids.Next(ref _number, _items.ContainsKey, likeUuids: false);
            if (fresh is null)
                return;
            members[kind.Id] = fresh;
            known = ItemKey.Of(JsonTree.ToElement(fresh))!;
        }
        if (kind.Store(members,
            known, _items.IndexOf(known) is var place and >= 0 ? place : _items.Count, isSeed: true, new ValidationErrors()) is { } item
            && item.Cost <= options.MaxSandboxBytes / 8)
            _items[known] = item;
        if (long.TryParse(known, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            _number = Math.Max(_number, number);
    }

    /// <summary>Completes examples, which often lack members that their schema requires.</summary>
    private void Complete(JsonObject members)
    {
        foreach (var name in kind.Shape.Members.Required)
        {
            if (name != kind.Id
                && !members.ContainsKey(name)
                && kind.Shape.Properties.TryGetValue(name, out var property)
                && samples.TryMake(property.Schema, $"{kind.Name} {_items.Count} {name}", out var made))
                members[name] = made;
        }
    }

    private JsonObject? Make(int place)
    {
        if (!samples.TryMake(
            kind.Views[0].Item.Shape.Schema, string.Create(CultureInfo.InvariantCulture, $"{kind.Name} {place}"), out var made, place)
            || made is not JsonObject item)
            return null;
        item.Remove(kind.Id);
        return item;
    }

    private static IEnumerable<JsonElement> Examples(IEnumerable<OpenApiOperation> operations)
        => operations.Where(operation => operation.Method == "GET")
            .SelectMany(operation => ResponseChoice.Success(operation, 200) is { } choice
                && MediaTypes.Main(choice.Response.Content) is { } content ? content.Examples : [])
            .Select(example => example.Value);

    private static IEnumerable<JsonObject> InList(JsonElement example)
    {
        var list = example.ValueKind == JsonValueKind.Object
            ? example.EnumerateObject().Select(member => member.Value).FirstOrDefault(value => value.ValueKind == JsonValueKind.Array)
            : example;
        return list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().SelectMany(Read) : [];
    }

    private IEnumerable<JsonObject> AsItem(JsonElement example)
        => kind.Views[0].Item.Member is not { } member ? Read(example)
            : example.ValueKind == JsonValueKind.Object && example.TryGetProperty(member, out var inner) ? Read(inner) : [];

    private static IEnumerable<JsonObject> Read(JsonElement value)
        => JsonTree.TryRead(value, out var node) && node is JsonObject members ? [members] : [];
}
