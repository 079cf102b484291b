using System.Text.Json;
using System.Text.Json.Nodes;
using GatewayKit.OpenApi.Mocking.State.Inference;
using GatewayKit.OpenApi.Mocking.State.Patching;

namespace GatewayKit.OpenApi.Mocking.State.Answering;

/// <summary>The item in the bodies of an operation's requests.</summary>
/// <param name="Shape">The members that a request may have; null if the document doesn't say.</param>
/// <param name="Member">The member of the envelope that the item stands in; null if it stands for itself.</param>
internal sealed record RequestItem(ObjectShape? Shape, string? Member)
{
    /// <summary>What the operation takes; null if that is not like an item.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="item">The members of an item.</param>
    public static RequestItem? Of(OpenApiOperation operation, ObjectShape item)
    {
        if (operation.RequestBody is not { } body)
            return null;
        if (MediaTypes.Main(body.Content)?.Schema is not { } schema)
            return new RequestItem(null, null);
        return ItemSchema.Find(schema, shape => shape.Properties.Count == 0 || shape.Properties.Keys.Any(item.Properties.ContainsKey)) is { } found ? new RequestItem(found.Shape.Properties.Count == 0 ? null : found.Shape, found.Member) : null;
    }

    /// <summary>The item of a body; null if there is none that could be kept.</summary>
    public JsonObject? Read(JsonElement? body)
    {
        if (body is not { } value)
            return [];
        if (!JsonTree.TryRead(value, out var node) || node is not JsonObject members)
            return null;
        if (Member is null)
            return members;
        if (!members.TryGetPropertyValue(Member, out var inner) || inner is not JsonObject item)
            return null;
        members.Remove(Member);
        return item;
    }

    /// <summary>The place of an item's member in a body.</summary>
    public string Place(string pointer) => Member is null ? pointer : $"/{Schemas.Compilation.JsonPointer.Escape(Member)}{pointer}";
}
