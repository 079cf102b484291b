using System.Text.Json.Nodes;
using GatewayKit.OpenApi.Mocking.State.Patching;
using GatewayKit.OpenApi.Mocking.State.Storing;

namespace GatewayKit.OpenApi.Mocking.State.Answering;

/// <summary>Replaces an item, or creates it if the operation declares 201.</summary>
/// <param name="operation">The operation: on an item, or on the collection with the id in the body.</param>
/// <param name="collection">The collection.</param>
/// <param name="answer">The response after replacing an item.</param>
/// <param name="created">The response after creating an item; <c>null</c> if a missing item is a 404.</param>
/// <param name="location">Creates the location of a new item.</param>
/// <param name="requestItem">The item in a body.</param>
/// <param name="server">The members that the server sets.</param>
/// <param name="ids">The ids.</param>
/// <param name="writer">Stores the item.</param>
/// <param name="onItem">Whether the id is in the path.</param>
internal sealed class ReplaceAction(
    OpenApiOperation operation,
    Collection collection,
    ItemAnswer answer,
    ItemAnswer? created,
    LocationHeader? location,
    RequestItem requestItem,
    ServerMembers server,
    FreshIds ids,
    ItemWriter writer,
    bool onItem) : IStateAction
{
    private readonly RequestKeys _keys = new(operation);

    public StateAnswer? Run(Sandbox sandbox, StateRequest request)
    {
        if (_keys.Read(request) is not { } keys)
            return null;
        if (requestItem.Read(request.Body) is not { } members)
            return Rejection.Invalid(operation, "The body isn't an item.");
        var own = members.TryGetPropertyValue(collection.Kind.Id, out var id) && id is not null ? ItemKey.Of(JsonTree.ToElement(id)) : null;
        if ((onItem ? keys[^1] : own) is not { } key)
            return Rejection.Invalid(operation, "The body doesn't have an id.");
        if (onItem && id is not null && own != key && !server.Owns(collection.Kind.Id))
            return ResponseChoice.Declares(operation, 409)
                ? Rejection.Conflict(operation, IdChange.Detail)
                : Rejection.Invalid(operation, IdChange.Detail, IdChange.Violation(collection.Kind.Id, requestItem));
        if (collection.Open(sandbox, keys) is not { } addressed)
            return Rejection.NotFound(operation, "The item doesn't exist.");

        return addressed.Items.Find(key) is { } old
            ? Replace(sandbox, addressed, members, key, old)
            : Create(sandbox, addressed, members, key, request);
    }

    private StateAnswer Replace(Sandbox sandbox, AddressedItems addressed, JsonObject members, string key, StoredItem old)
    {
        var before = JsonTree.ReadObject(old.Value);
        server.FillReplaced(members, before, key);
        members[collection.Kind.Id] = before[collection.Kind.Id]?.DeepClone();
        return writer.Write(sandbox, addressed, members, key, old, out var item) ?? answer.Of(item!);
    }

    private StateAnswer Create(Sandbox sandbox, AddressedItems addressed, JsonObject members, string key, StateRequest request)
    {
        if (created is null || ids.Typed(key) is not { } id)
            return Rejection.NotFound(operation, "The item doesn't exist.");
        server.FillNew(members, key);
        members[collection.Kind.Id] = id;
        return writer.Write(sandbox, addressed, members, key, null, out var item) ?? location!.AddTo(created.Of(item!), request, key);
    }
}
