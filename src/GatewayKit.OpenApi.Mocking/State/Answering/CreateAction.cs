using System.Text.Json.Nodes;
using GatewayKit.JsonSchema.Documents;
using GatewayKit.OpenApi.Mocking.State.Patching;
using GatewayKit.OpenApi.Mocking.State.Storing;

namespace GatewayKit.OpenApi.Mocking.State.Answering;

/// <summary>Creates an item, with the client's id if allowed, otherwise with a new one.</summary>
internal sealed class CreateAction(
    OpenApiOperation operation,
    Collection collection,
    ItemAnswer answer,
    LocationHeader location,
    RequestItem requestItem,
    ServerMembers server,
    FreshIds ids,
    ItemWriter writer) : IStateAction
{
    private readonly RequestKeys _keys = new(operation);

    public StateAnswer? Run(Sandbox sandbox, StateRequest request)
    {
        if (_keys.Read(request) is not { } keys)
            return null;
        if (collection.Open(sandbox, keys) is not { } addressed)
            return Rejection.NotFound(operation, "The parent item doesn't exist.");
        if (requestItem.Read(request.Body) is not { } members)
            return Rejection.Invalid(operation, "The body isn't an item.");

        if (SetId(members, sandbox, addressed, out var key) is { } rejection)
            return rejection;
        server.FillNew(members, key);
        return writer.Write(sandbox, addressed, members, key, null, out var item) ?? location.AddTo(answer.Of(item!), request, key);
    }

    private StateAnswer? SetId(JsonObject members, Sandbox sandbox, AddressedItems addressed, out string key)
    {
        if (!server.Owns(collection.Kind.Id) && members.TryGetPropertyValue(collection.Kind.Id, out var chosen) && chosen is not null)
            return Check(chosen, addressed, out key);

        var (paths, kind) = (collection.Paths, collection.Kind);
        var number = sandbox.LastNumber(paths.Number, collection.LargestSeed);
        var likeUuids = addressed.Items.Count > 0 && addressed.Items.Items.All(item => Guid.TryParse(item.Key, out _));
        var fresh = ids.Next(ref number, taken => addressed.Items.Find(taken) is not null, likeUuids);
        sandbox.UseNumber(paths.Number, number);
        members[kind.Id] = fresh;
        key = fresh is null ? "" : ItemKey.Of(JsonTree.ToElement(fresh))!;
        return fresh is null ? Rejection.Full(operation, "The mock can't generate another id that the schema allows.") : null;
    }

    private StateAnswer? Check(JsonNode chosen, AddressedItems addressed, out string key)
    {
        key = ItemKey.Of(JsonTree.ToElement(chosen)) ?? "";
        if (key.Length == 0 || !ids.FitsPath(key))
        {
            var violation = new Violation(ViolationLocation.Body,
                "", requestItem.PointerTo("/" + JsonPointer.Escape(collection.Kind.Id)), "id", "The id must be valid in the item's path.");
            return Rejection.Invalid(operation, "The item's id isn't valid in its path.", violation);
        }
        return addressed.Items.Find(key) is null ? null : Rejection.Conflict(operation, "An item with this id already exists.");
    }
}
