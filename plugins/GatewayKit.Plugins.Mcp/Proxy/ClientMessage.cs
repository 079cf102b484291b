using System.Text.Json;
using GatewayKit.Bodies;

namespace GatewayKit.Plugins.Mcp.Proxy;

/// <summary>The parts of a client's JSON-RPC message that decide about it.</summary>
/// <param name="Id">The id as JSON; <c>null</c> for a notification or a response.</param>
/// <param name="Method">The method; <c>null</c> for a response.</param>
/// <param name="Name">The name of the tool or prompt, the URI of the resource, or the id of the task; <c>null</c> for other methods.
/// </param>
/// <param name="Version">The protocol version in <c>_meta</c>; <c>null</c> for none.</param>
internal sealed record ClientMessage(string? Id, string? Method, string? Name, string? Version)
{
    private const int MaxText = 4096;
    private const string VersionKey = "io.modelcontextprotocol/protocolVersion";

    private static readonly string[] s_members = ["jsonrpc", "id", "method", "params", "result", "error"];
    private static readonly string[] s_methods =
        ["tools/call", "tools/list", "prompts/get", "resources/read", "tasks/get", "tasks/update", "tasks/cancel"];
    private static readonly string[] s_parameters = ["name", "uri", "taskId", "_meta"];

    /// <summary>Reads a message; <c>null</c> if it isn't a single valid message, or could mean different things to different
    /// servers.</summary>
    public static ClientMessage? Read(ReadOnlyMemory<byte> message, int maxDepth)
    {
        try
        {
            using var json = JsonDocument.Parse(message, new JsonDocumentOptions { MaxDepth = maxDepth, AllowDuplicateProperties = false });
            return Read(json.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The second exception is for texts that aren't valid UTF-8 or UTF-16.
            return null;
        }
    }

    private static ClientMessage? Read(JsonElement message)
    {
        if (message.ValueKind != JsonValueKind.Object || HasSimilar(message, s_members)
            || !message.TryGetProperty("jsonrpc", out var rpc) || Text(rpc) != "2.0")
            return null;

        var hasId = message.TryGetProperty("id", out var id);
        if (hasId && !(id.ValueKind is JsonValueKind.String or JsonValueKind.Number && id.GetRawText().Length <= MaxText))
            return null;
        var hasResult = message.TryGetProperty("result", out _) || message.TryGetProperty("error", out _);
        if (!message.TryGetProperty("method", out var method))
            return hasId && hasResult ? new ClientMessage(null, null, null, null) : null;
        if (hasResult || Text(method) is not { } name || name.AsSpan().ContainsAnyExceptInRange('!', '~')
            || SimilarNames.IsReadAs(name, s_methods))
            return null;
        if (!message.TryGetProperty("params", out var parameters))
            return NameMember(name) is null ? new ClientMessage(hasId ? id.GetRawText() : null, name, null, null) : null;
        if (parameters.ValueKind != JsonValueKind.Object || HasSimilar(parameters, s_parameters))
            return null;

        string? target = null;
        if (NameMember(name) is { } member
            && (!parameters.TryGetProperty(member, out var value) || (target = Text(value)) is null))
            return null;

        var version = parameters.TryGetProperty("_meta", out var meta) && meta.ValueKind == JsonValueKind.Object
            && meta.TryGetProperty(VersionKey, out var declared) ? Text(declared) : null;
        return new ClientMessage(hasId ? id.GetRawText() : null, name, target, version);
    }

    /// <summary>The source of <c>Mcp-Name</c> (MCP 2026-07-28, Streamable HTTP, "Standard Request Headers"; for tasks, SEP-2663).
    /// </summary>
    private static string? NameMember(string method) => method switch
    {
        "tools/call" or "prompts/get" => "name",
        "resources/read" => "uri",
        "tasks/get" or "tasks/update" or "tasks/cancel" => "taskId",
        _ => null,
    };

    private static string? Text(JsonElement value)
        => value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 and <= MaxText } text && !text.Any(char.IsControl)
            ? text : null;

    private static bool HasSimilar(JsonElement json, string[] names)
    {
        foreach (var member in json.EnumerateObject())
        {
            if (SimilarNames.IsReadAs(member.Name, names))
                return true;
        }

        return false;
    }
}
