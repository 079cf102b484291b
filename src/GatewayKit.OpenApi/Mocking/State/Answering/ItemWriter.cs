using System.Text.Json.Nodes;
using GatewayKit.OpenApi.Mocking.State.Storing;
using GatewayKit.OpenApi.Schemas;

namespace GatewayKit.OpenApi.Mocking.State.Answering;

/// <summary>Keeps what a request changed, if it satisfies the document and there is room for it.</summary>
internal sealed class ItemWriter(OpenApiOperation operation, Collection collection, RequestItem requestItem, MockStateOptions options)
{
    /// <summary>Keeps an item.</summary>
    /// <param name="sandbox">The sandbox.</param>
    /// <param name="place">Where it belongs.</param>
    /// <param name="members">The item, its id included.</param>
    /// <param name="key">Its id as text.</param>
    /// <param name="old">The item that it replaces; null if it is new.</param>
    /// <param name="item">Receives what is kept.</param>
    /// <returns>Why it is not kept; null if it is.</returns>
    public StateAnswer? Write(Sandbox sandbox, Place place, JsonObject members, string key, StoredItem? old, out StoredItem? item)
    {
        item = null;
        if (old is null && place.Items.Count >= options.MaxItems)
            return Refusal.Full(operation, $"A collection of the mock holds {options.MaxItems} items at most.");
        collection.Kind.SetParents(members, place.Keys);

        var errors = new ValidationErrors();
        if (collection.Kind.Store(members, key, old?.Sequence ?? sandbox.NextSequence(), old?.IsSeed ?? false, errors) is not { } stored)
            return Refusal.Invalid(operation, "The item would violate its schema.", Violations(errors));
        if (System.Runtime.InteropServices.JsonMarshal.GetRawUtf8Value(stored.Value).Length > options.MaxItemBytes)
            return Refusal.TooLarge(operation, $"An item of the mock has {options.MaxItemBytes} bytes at most.");
        // The first change copies the bucket.
        var growth = stored.Cost - (old?.Cost ?? 0) + (sandbox.Find(place.Key) is null ? place.Items.Cost : 0);
        if (growth > 0 && sandbox.Bytes + growth > options.MaxSandboxBytes)
            return Refusal.Full(operation, $"A sandbox of the mock holds {options.MaxSandboxBytes} bytes at most.");

        sandbox.Put(place.Key, place.Items, stored);
        item = stored;
        return null;
    }

    private List<Violation> Violations(ValidationErrors errors)
        => [.. errors.Select(error => new Violation(ViolationPlace.Body, "", requestItem.Place(error.InstanceLocation), error.Keyword, error.Message))];
}
