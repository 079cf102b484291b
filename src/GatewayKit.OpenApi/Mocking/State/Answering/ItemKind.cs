using System.Text.Json;
using System.Text.Json.Nodes;
using GatewayKit.OpenApi.Mocking.State.Inference;
using GatewayKit.OpenApi.Mocking.State.Patching;
using GatewayKit.OpenApi.Mocking.State.Storing;
using GatewayKit.OpenApi.Schemas;

namespace GatewayKit.OpenApi.Mocking.State.Answering;

/// <summary>What the items of a collection are, and what is answered of them.</summary>
internal sealed class ItemKind
{
    private readonly IReadOnlyList<ParentMember> _parentMembers;

    public ItemKind(string name, string id, IReadOnlyList<ItemView> views, IReadOnlyList<ParentMember> parentMembers)
    {
        (Name, Id, Views, _parentMembers) = (name, id, views, parentMembers);
        Shape = views[0].Item.Shape;
    }

    /// <summary>What makes the values of an item its own: the path of its collection.</summary>
    public string Name { get; }

    /// <summary>The name of the property that is its id.</summary>
    public string Id { get; }

    /// <summary>How the reading operations see an item, the one that knows most of it first.</summary>
    public IReadOnlyList<ItemView> Views { get; }

    /// <summary>The members of an item as the first view has them.</summary>
    public ObjectShape Shape { get; }

    /// <summary>Whether an item says which parents it belongs to.</summary>
    public bool HasParentMembers => _parentMembers.Count > 0;

    /// <summary>The place among the views of the one of a schema; -1 if there is none.</summary>
    public int ViewOf(OpenApiSchema schema)
    {
        for (var i = 0; i < Views.Count; i++)
        {
            if (Views[i].Whole == schema)
                return i;
        }
        return -1;
    }

    /// <summary>Says in an item which parents it belongs to.</summary>
    public void SetParents(JsonObject members, IReadOnlyList<string> keys)
    {
        foreach (var member in _parentMembers)
            member.Set(members, keys);
    }

    /// <summary>Makes what is kept of an item; null if one of the views can't be answered.</summary>
    /// <param name="members">The item.</param>
    /// <param name="key">Its id as text.</param>
    /// <param name="sequence">The order of its creation.</param>
    /// <param name="isSeed">Whether it was there from the beginning.</param>
    /// <param name="errors">Receives what is wrong.</param>
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
