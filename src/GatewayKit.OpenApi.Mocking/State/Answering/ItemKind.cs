using System.Text.Json;
using System.Text.Json.Nodes;
using GatewayKit.JsonSchema;
using GatewayKit.OpenApi.Mocking.State.Inference;
using GatewayKit.OpenApi.Mocking.State.Patching;
using GatewayKit.OpenApi.Mocking.State.Storing;
using GatewayKit.OpenApi.Model;

namespace GatewayKit.OpenApi.Mocking.State.Answering;

/// <summary>The schema of a collection's items, and their views in responses.</summary>
internal sealed class ItemKind
{
    private readonly IReadOnlyList<ParentMember> _parentMembers;

    public ItemKind(string name, string id, IReadOnlyList<ItemView> views, IReadOnlyList<ParentMember> parentMembers)
    {
        (Name, Id, Views, _parentMembers) = (name, id, views, parentMembers);
        Shape = views[0].Item.Shape;
    }

    /// <summary>The key for generating values of an item: the path of its collection.</summary>
    public string Name { get; }

    /// <summary>The name of the id property.</summary>
    public string Id { get; }

    /// <summary>The views of an item in reading operations, the most complete one first.</summary>
    public IReadOnlyList<ItemView> Views { get; }

    /// <summary>The members of an item in the first view.</summary>
    public SchemaSurface Shape { get; }

    /// <summary>Whether an item has members that identify its parents.</summary>
    public bool HasParentMembers => _parentMembers.Count > 0;

    /// <summary>Returns the index of the view for a schema; -1 if there isn't one.</summary>
    public int ViewOf(OpenApiSchema schema)
    {
        for (var i = 0; i < Views.Count; i++)
        {
            if (Views[i].Whole == schema)
                return i;
        }
        return -1;
    }

    /// <summary>Sets the members of an item that identify its parents.</summary>
    public void SetParents(JsonObject members, IReadOnlyList<string> keys)
    {
        foreach (var member in _parentMembers)
            member.Set(members, keys);
    }

    /// <summary>Creates an item to store; <c>null</c> if one of its views can't be generated.</summary>
    /// <param name="members">The item.</param>
    /// <param name="key">Its id as text.</param>
    /// <param name="sequence">The order of its creation.</param>
    /// <param name="isSeed">Whether it is one of the initial items.</param>
    /// <param name="errors">Receives the errors.</param>
    public StoredItem? Store(JsonObject members, string key, long sequence, bool isSeed, ValidationErrors errors)
    {
        var value = JsonTree.ToElement(members);
        var (views, cost) = (new JsonElement[Views.Count], MemoryCost.Of(value));
        for (var i = 0; i < views.Length; i++)
        {
            if (Views[i].Render(value, Shape, $"{Name} {key}", errors) is not { } view)
                return null;
            var same = i == 0 ? value : views[0];
            views[i] = JsonElement.DeepEquals(view, same) ? same : view;
            cost += views[i].Equals(same) ? 0 : MemoryCost.Of(view);
        }
        return new StoredItem(key, value, views, sequence, isSeed, cost);
    }
}
