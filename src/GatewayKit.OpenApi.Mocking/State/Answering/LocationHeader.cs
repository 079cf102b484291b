using System.Text.Json.Nodes;
using GatewayKit.JsonSchema;
using GatewayKit.OpenApi.Mocking.State.Patching;

namespace GatewayKit.OpenApi.Mocking.State.Answering;

/// <summary>Creates the path to a new item for <c>Location</c> (RFC 9110, section 10.2.2).</summary>
/// <param name="choice">The response to the creation.</param>
/// <param name="onItem">Whether the request's path is already the item's path.</param>
/// <param name="itemsEndWithSlash">Whether paths of items have a trailing slash.</param>
internal sealed class LocationHeader(ResponseChoice choice, bool onItem, bool itemsEndWithSlash)
{
    private readonly OpenApiParameter? _declared =
        choice.Response.Headers.FirstOrDefault(header => header.Name.Equals("Location", StringComparison.OrdinalIgnoreCase));

    /// <summary>Adds the header to a response that declares it or has the status 201.</summary>
    /// <param name="answer">The response.</param>
    /// <param name="request">The request.</param>
    /// <param name="key">The id of the item.</param>
    public StateAnswer AddTo(StateAnswer answer, StateRequest request, string key)
    {
        if (_declared is null && choice.Status != 201)
            return answer;
        var location = onItem ? request.Path : $"{request.Path.TrimEnd('/')}/{Uri.EscapeDataString(key)}{(itemsEndWithSlash ? "/" : "")}";
        var fits = _declared?.Schema?.Compile(SchemaDirection.Response).Schema?.IsValid(
            JsonTree.ToElement(JsonValue.Create(location))) != false;
        return fits ? answer with { Headers = [.. answer.Headers, new("Location", location)] } : answer;
    }
}
