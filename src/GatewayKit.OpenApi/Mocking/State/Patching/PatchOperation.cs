using System.Text.Json;
using System.Text.Json.Nodes;

namespace GatewayKit.OpenApi.Mocking.State.Patching;

/// <summary>One operation of a JSON patch (RFC 6902, section 4).</summary>
/// <param name="Name">What it does: add, remove, replace, move, copy or test.</param>
/// <param name="Path">Where it does that.</param>
/// <param name="From">Where move and copy take from; null for the others.</param>
/// <param name="Value">The value of add, replace and test.</param>
internal sealed record PatchOperation(string Name, PatchPath Path, PatchPath? From, JsonNode? Value)
{
    /// <summary>Reads an operation; null and what is wrong if it is none.</summary>
    public static PatchOperation? Read(JsonNode? node, out string error)
    {
        error = "An operation is an object with 'op' and 'path'.";
        if (node is not JsonObject members || Text(members, "op") is not { } name || Text(members, "path") is not { } path)
            return null;

        error = "A path is a JSON Pointer: empty, or tokens with a slash before each.";
        if (PatchPath.Parse(path) is not { } target)
            return null;

        error = $"An operation of this kind needs '{(name is "move" or "copy" ? "from" : "value")}'.";
        switch (name)
        {
            case "remove":
                return new PatchOperation(name, target, null, null);
            case "move" or "copy":
                return Text(members, "from") is { } from && PatchPath.Parse(from) is { } source ? new PatchOperation(name, target, source, null) : null;
            case "add" or "replace" or "test":
                return members.TryGetPropertyValue("value", out var value) ? new PatchOperation(name, target, null, value) : null;
            default:
                error = "An operation is one of add, remove, replace, move, copy and test.";
                return null;
        }
    }

    private static string? Text(JsonObject members, string name)
        => members.TryGetPropertyValue(name, out var value) && value is JsonValue text && text.GetValueKind() == JsonValueKind.String ? text.GetValue<string>() : null;
}
