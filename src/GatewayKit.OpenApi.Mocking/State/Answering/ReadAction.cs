using GatewayKit.OpenApi.Mocking.State.Storing;

namespace GatewayKit.OpenApi.Mocking.State.Answering;

/// <summary>Returns an item.</summary>
internal sealed class ReadAction(OpenApiOperation operation, Collection collection, ItemAnswer answer) : IStateAction
{
    private readonly RequestKeys _keys = new(operation);

    public StateAnswer? Run(Sandbox sandbox, StateRequest request)
    {
        if (_keys.Read(request) is not { } keys)
            return null;
        return collection.Open(sandbox, keys)?.Items.Find(keys[^1]) is { } item
            ? answer.Of(item)
            : Rejection.NotFound(operation, "The item doesn't exist.");
    }
}
