using System.Text.Json.Nodes;
using GatewayKit.JsonSchema;
using GatewayKit.OpenApi.Mocking.State.Storing;

namespace GatewayKit.OpenApi.Mocking.State.Answering;

/// <summary>Stores a changed item, if it satisfies the document and fits into the limits.</summary>
internal sealed class ItemWriter(OpenApiOperation operation, Collection collection, RequestItem requestItem, MockStateOptions options)
{
    /// <summary>Stores an item.</summary>
    /// <param name="sandbox">The sandbox.</param>
    /// <param name="addressed">The items that the path addresses.</param>
    /// <param name="members">The item, including its id.</param>
    /// <param name="key">Its id as text.</param>
    /// <param name="old">The item that it replaces; <c>null</c> for a new item.</param>
    /// <param name="item">Receives the stored item.</param>
    /// <returns>The reason for a rejection; <c>null</c> if the item was stored.</returns>
    public StateAnswer? Write(
        Sandbox sandbox, AddressedItems addressed, JsonObject members, string key, StoredItem? old, out StoredItem? item)
    {
        item = null;
        if (old is null && addressed.Items.Count >= options.MaxItems)
            return Rejection.Full(operation, $"A collection of the mock can have at most {options.MaxItems} items.");
        collection.Kind.SetParents(members, addressed.Keys);

        var errors = new ValidationErrors();
        if (collection.Kind.Store(members, key, old?.Sequence ?? sandbox.NextSequence(), old?.IsSeed ?? false, errors) is not { } stored)
            return Rejection.Invalid(operation, "The item would violate its schema.", Violations(errors));
        if (System.Runtime.InteropServices.JsonMarshal.GetRawUtf8Value(stored.Value).Length > options.MaxItemBytes)
            return Rejection.TooLarge(operation, $"An item of the mock can have at most {options.MaxItemBytes} bytes.");
        // The first change copies the bucket.
        var growth = stored.Cost - (old?.Cost ?? 0) + (sandbox.Find(addressed.Key) is null ? addressed.Items.Cost : 0);
        if (growth > 0 && sandbox.Bytes + growth > options.MaxSandboxBytes)
            return Rejection.Full(operation, $"A sandbox of the mock can have at most {options.MaxSandboxBytes} bytes.");

        sandbox.Put(addressed.Key, addressed.Items, stored);
        item = stored;
        return null;
    }

    private List<Violation> Violations(ValidationErrors errors)
        => [.. errors.Select(
            error => new Violation(
                ViolationLocation.Body, "", requestItem.PointerTo(error.InstanceLocation), error.Keyword, error.Message))];
}
