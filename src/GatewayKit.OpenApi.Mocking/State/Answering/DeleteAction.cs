using GatewayKit.OpenApi.Mocking.State.Storing;

namespace GatewayKit.OpenApi.Mocking.State.Answering;

/// <summary>Removes an item and everything below it.</summary>
/// <param name="operation">The operation.</param>
/// <param name="collection">The collection.</param>
/// <param name="answer">The response.</param>
/// <param name="below">The numbers of the child collections.</param>
internal sealed class DeleteAction(OpenApiOperation operation, Collection collection, ItemAnswer answer, IReadOnlyList<int> below)
    : IStateAction
{
    private readonly RequestKeys _keys = new(operation);

    public StateAnswer? Run(Sandbox sandbox, StateRequest request)
    {
        if (_keys.Read(request) is not { } keys)
            return null;
        if (collection.Open(sandbox, keys) is not { } place || place.Items.Find(keys[^1]) is not { } item)
            return Rejection.NotFound(operation, "The item doesn't exist.");

        sandbox.Remove(place.Key, place.Items, item);
        foreach (var number in below)
            sandbox.RemoveBelow(number, BucketKey.Below(place.Key.Scope, item.Key));
        return answer.Of(item);
    }
}
