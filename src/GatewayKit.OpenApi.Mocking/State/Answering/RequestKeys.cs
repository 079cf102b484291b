using GatewayKit.OpenApi.Mocking.State.Inference;
using GatewayKit.OpenApi.Mocking.State.Storing;

namespace GatewayKit.OpenApi.Mocking.State.Answering;

/// <summary>Reads the ids in a request's path, in path order.</summary>
internal sealed class RequestKeys(OpenApiOperation operation)
{
    private readonly IReadOnlyList<string> _names = PathTemplate.Parse(operation.Path).Parameters;

    /// <summary>Returns the ids as text; <c>null</c> if one is missing or invalid.</summary>
    public string[]? Read(StateRequest request)
    {
        var keys = new string[_names.Count];
        for (var i = 0; i < keys.Length; i++)
        {
            if (!request.PathParameters.TryGetValue(_names[i], out var value) || ItemKey.Of(value) is not { } key)
                return null;
            keys[i] = key;
        }
        return keys;
    }
}
