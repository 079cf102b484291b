using System.Text.Json;
using System.Text.Json.Nodes;
using GatewayKit.OpenApi.Mocking.State.Patching;
using GatewayKit.OpenApi.Mocking.State.Storing;

namespace GatewayKit.OpenApi.Mocking.State.Answering;

/// <summary>Changes an item: by a JSON Patch (RFC 6902) if the request has its media type or is an array, otherwise by a JSON Merge Patch
/// (RFC 7396), which APIs with <c>application/json</c> usually mean.</summary>
internal sealed class PatchAction(
    OpenApiOperation operation,
    Collection collection,
    ItemAnswer answer,
    RequestItem requestItem,
    ServerMembers server,
    ItemWriter writer,
    MockStateOptions options) : IStateAction
{
    private readonly RequestKeys _keys = new(operation);

    public StateAnswer? Run(Sandbox sandbox, StateRequest request)
    {
        if (_keys.Read(request) is not { } keys)
            return null;
        if (collection.Open(sandbox, keys) is not { } place || place.Items.Find(keys[^1]) is not { } old)
            return Rejection.NotFound(operation, "The item doesn't exist.");
        if (Patched(old, request, out var node) is { } rejection)
            return rejection;

        var (id, before) = (collection.Kind.Id, JsonTree.ReadObject(old.Value));
        if (node is not JsonObject members)
            return Rejection.Invalid(operation, "The result of the patch isn't an item.");
        if (!server.Owns(id) && (members[id] is not { } own || ItemKey.Of(JsonTree.ToElement(own)) != old.Key))
            return ResponseChoice.Declares(operation, 409)
                ? Rejection.Conflict(operation, IdChange.Detail)
                : Rejection.Invalid(operation, IdChange.Detail, IdChange.Violation(id, requestItem));
        members[id] = before[id]?.DeepClone();
        server.Keep(members, before, old.Key);
        return writer.Write(sandbox, place, members, old.Key, old, out var item) ?? answer.Of(item!);
    }

    private StateAnswer? Patched(StoredItem old, StateRequest request, out JsonNode? result)
    {
        var target = JsonTree.ReadObject(old.Value);
        result = target;
        if (request.Body is not { } body)
            return null;
        if (MediaTypes.Is(request.ContentType, "application/json-patch+json")
            || (body.ValueKind == JsonValueKind.Array && !MediaTypes.Is(request.ContentType, "application/merge-patch+json")))
            return PatchedByOperations(target, body, out result);
        if (requestItem.Read(body) is not { } changes)
            return Rejection.Invalid(operation, "The body isn't a merge patch for an item.");
        result = JsonMergePatch.Apply(target, changes);
        return null;
    }

    private StateAnswer? PatchedByOperations(JsonObject target, JsonElement body, out JsonNode? result)
    {
        result = null;
        if (!JsonTree.TryRead(body, out var operations))
            return Malformed(new PatchFailure(
                PatchFailureKind.Malformed, "", "The patch has duplicate names, text that isn't valid Unicode, or too much nesting."));
        return JsonPatch.Apply(target, operations, options.MaxItemBytes, out result) switch
        {
            null => null,
            { Kind: PatchFailureKind.TestFailed } failure
                => Rejection.Conflict(operation, $"The test at {failure.Location} failed. {failure.Message}"),
            { Kind: PatchFailureKind.TooLarge } failure => Rejection.TooLarge(operation, failure.Message),
            { } failure => Malformed(failure),
        };
    }

    private StateAnswer Malformed(PatchFailure failure)
        => Rejection.Invalid(operation, "The patch can't be applied.", new Violation(ViolationLocation.Body,
            "", failure.Location, failure.Kind == PatchFailureKind.Malformed ? "syntax" : "patch", failure.Message));
}
