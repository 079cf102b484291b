using System.Text.Json;
using System.Text.Json.Nodes;

namespace GatewayKit.OpenApi.Mocking.State.Patching;

/// <summary>One operation of a JSON Patch (RFC 6902, section 4).</summary>
/// <param name="Name">The operation: add, remove, replace, move, copy or test.</param>
/// <param name="Path">The target location.</param>
/// <param name="From">The source location of move and copy; <c>null</c> for other operations.</param>
/// <param name="Value">The value of add, replace and test.</param>
internal sealed record PatchOperation(string Name, PatchPath Path, PatchPath? From, JsonNode? Value)
{
    /// <summary>Reads an operation; <c>null</c> and an error if it isn't valid.</summary>
    public static PatchOperation? Read(JsonNode? node, out string error)
    {
        error = "An operation must be an object with 'op' and 'path'.";
        if (node is not JsonObject members || Text(members, "op") is not { } name || Text(members, "path") is not { } path)
            return null;

        error = "A path must be a JSON Pointer: empty, or a slash before each token.";
        if (PatchPath.Parse(path) is not { } target)
            return null;

        error = $"This operation requires '{(name is "move" or "copy" ? "from" : "value")}'.";
        switch (name)
        {
            case "remove":
                return new PatchOperation(name, target, null, null);
            case "move" or "copy":
                return Text(members, "from") is { } from && PatchPath.Parse(from) is { } source
                    ? new PatchOperation(name, target, source, null)
                    : null;
            case "add" or "replace" or "test":
                return members.TryGetPropertyValue("value", out var value) ? new PatchOperation(name, target, null, value) : null;
            default:
                error = "An operation must be add, remove, replace, move, copy or test.";
                return null;
        }
    }

    private static string? Text(JsonObject members, string name)
        => members.TryGetPropertyValue(name, out var value) && value is JsonValue text && text.GetValueKind() == JsonValueKind.String
            ? text.GetValue<string>()
            : null;
}
