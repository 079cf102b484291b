using System.Text.Json;

namespace GatewayKit.Plugins.Mcp.Proxy;

/// <summary>Removes tools that a caller can't use from messages of the server.</summary>
internal sealed class ToolListFilter(ToolRules rules, GatewayContext context)
{
    private static readonly JsonDocumentOptions s_options = new() { MaxDepth = 64, AllowDuplicateProperties = false };

    /// <summary>Returns a message without the tools; <c>null</c> if it doesn't list tools and stays as it is.</summary>
    /// <exception cref="JsonException">The message isn't valid.</exception>
    public byte[]? Filter(ReadOnlyMemory<byte> message)
    {
        if (!ListsTools(message.Span))
            return null;

        using var json = JsonDocument.Parse(message, s_options);
        var root = json.RootElement;

        using var buffer = new MemoryStream(message.Length);
        using (var writer = new Utf8JsonWriter(buffer))
            Write(writer, root, (name, value) => name == "result" && WriteResult(writer, value));
        return buffer.ToArray();
    }

    /// <summary>Returns whether a message has a result with tools, also beside another result. Messages of other kinds can nest deeper than
    /// a list, and repeat names.</summary>
    /// <exception cref="JsonException">The message isn't an object.</exception>
    private static bool ListsTools(ReadOnlySpan<byte> message)
    {
        var reader = new Utf8JsonReader(message, new JsonReaderOptions { MaxDepth = int.MaxValue });
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("The message isn't an object.");

        var listsTools = false;
        var isResult = false;
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
                continue;
            if (reader.CurrentDepth == 1)
                isResult = reader.ValueTextEquals("result"u8);
            else if (reader.CurrentDepth == 2 && isResult)
                listsTools |= reader.ValueTextEquals("tools"u8);
        }

        return listsTools;
    }

    /// <param name="writer">The target.</param>
    /// <param name="json">The object to copy.</param>
    /// <param name="change">Writes the value of a member, or returns <c>false</c> to copy it.</param>
    private static void Write(Utf8JsonWriter writer, JsonElement json, Func<string, JsonElement, bool> change)
    {
        writer.WriteStartObject();
        foreach (var property in json.EnumerateObject())
        {
            writer.WritePropertyName(property.Name);
            if (!change(property.Name, property.Value))
                property.Value.WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    private bool WriteResult(Utf8JsonWriter writer, JsonElement result)
    {
        Write(writer, result, (name, value) =>
        {
            if (name == "tools")
                WriteTools(writer, value);
            // A client must not show the list of a caller to another one (MCP 2026-07-28, "Caching").
            else if (name == "cacheScope" && rules.DependOnCaller)
                writer.WriteStringValue("private"u8);
            else
                return false;
            return true;
        });
        return true;
    }

    private void WriteTools(Utf8JsonWriter writer, JsonElement tools)
    {
        writer.WriteStartArray();
        if (tools.ValueKind == JsonValueKind.Array)
        {
            foreach (var tool in tools.EnumerateArray().Where(IsAllowed))
                tool.WriteTo(writer);
        }

        writer.WriteEndArray();
    }

    private bool IsAllowed(JsonElement tool)
        => tool.ValueKind == JsonValueKind.Object && tool.TryGetProperty("name", out var name)
            && name.ValueKind == JsonValueKind.String && rules.Allows(name.GetString()!, context);
}
