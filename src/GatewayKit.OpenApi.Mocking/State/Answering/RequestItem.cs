using System.Text.Json;
using System.Text.Json.Nodes;
using GatewayKit.JsonSchema.Documents;
using GatewayKit.OpenApi.Mocking.State.Inference;
using GatewayKit.OpenApi.Mocking.State.Patching;
using GatewayKit.OpenApi.Model;

namespace GatewayKit.OpenApi.Mocking.State.Answering;

/// <summary>The item in the bodies of an operation's requests.</summary>
/// <param name="Shape">The members that a request may have; <c>null</c> if the document doesn't declare them.</param>
/// <param name="Member">The member of the envelope that contains the item; <c>null</c> without an envelope.</param>
internal sealed record RequestItem(SchemaSurface? Shape, string? Member)
{
    /// <summary>Finds the item in an operation's requests; <c>null</c> if their body doesn't contain an item.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="item">The members of an item.</param>
    public static RequestItem? Of(OpenApiOperation operation, SchemaSurface item)
    {
        if (operation.RequestBody is not { } body)
            return null;
        if (MediaTypes.Main(body.Content)?.Schema is not { } schema)
            return new RequestItem(null, null);
        return ItemSchema.Find(
            schema, shape => shape.Properties.Count == 0 || shape.Properties.Keys.Any(item.Properties.ContainsKey)) is { } found
            ? new RequestItem(found.Shape.Properties.Count == 0 ? null : found.Shape, found.Member)
            : null;
    }

    /// <summary>Reads the item from a body; <c>null</c> if the body doesn't contain one that can be stored.</summary>
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

    /// <summary>Returns the location of an item's member in a body.</summary>
    public string PointerTo(string pointer) => Member is null ? pointer : $"/{JsonPointer.Escape(Member)}{pointer}";
}
