using System.Text.Json;
using GatewayKit.Bodies;

namespace GatewayKit.Plugins.Soap;

/// <summary>Writes the content of a message as the client's JSON: without attributes of SOAP and of schema instances.</summary>
/// <param name="json">Receives the JSON.</param>
/// <param name="rules">The arrays and types that are listed by path.</param>
internal sealed class ResponseWriter(Utf8JsonWriter json, XmlJsonRules rules)
{
    private const string Nil = $"@{XmlJsonRules.XsiPrefix}:nil";

    private static readonly string[] s_hidden =
        [$"@{XmlJsonRules.XsiPrefix}:", $"@{SoapVersion.V11.Prefix}:", $"@{SoapVersion.V12.Prefix}:"];

    private readonly NamePath _path = new();

    /// <summary>Writes the content of an element.</summary>
    /// <param name="content">The content.</param>
    /// <param name="type">Its type; <c>null</c> if it isn't described.</param>
    /// <param name="result">The name of the only element to write; <c>null</c> for the whole content.</param>
    public void Write(JsonElement content, MessageType? type, string? result)
    {
        if (result is null)
        {
            WriteValue(content, type ?? MessageType.Any);
            return;
        }

        var member = type?.Find(result);
        if (!Envelope.TryGet(content, member?.Qualified ?? result, out var value) && !Envelope.TryGet(content, result, out value))
        {
            json.WriteNullValue();
            return;
        }

        _path.Push(result);
        WriteItems(result, value, member);
        _path.Pop();
    }

    private void WriteValue(JsonElement value, MessageType type)
    {
        if (value.ValueKind == JsonValueKind.Null)
            json.WriteNullValue();
        else if (type.Kind is not (ValueKind.Any or ValueKind.Members))
            WriteTyped(TextOf(value), type.Kind);
        else if (value.ValueKind == JsonValueKind.Object && HasMembers(value))
            WriteMembers(value, type);
        else if (value.ValueKind == JsonValueKind.Object && IsNil(value))
            json.WriteNullValue();
        else if (type.Kind == ValueKind.Members && type.Content is null && TextOf(value).Length == 0)
            WriteEmptyObject();
        else if (type.Content is { } content)
            WriteTyped(TextOf(value), content.Type.Kind);
        else
            WriteText(TextOf(value), KindOfPath());
    }

    private void WriteMembers(JsonElement value, MessageType type)
    {
        json.WriteStartObject();
        foreach (var item in value.EnumerateObject())
        {
            var qualified = item.Name;
            if (IsHidden(qualified))
                continue;

            var name = NameOf(qualified);
            var member = type.Find(name);
            json.WritePropertyName(name);
            var isText = IsText(item);
            if (!isText)
                _path.Push(name);
            WriteItems(name, item.Value, member);
            if (!isText)
                _path.Pop();
        }

        json.WriteEndObject();
    }

    private void WriteItems(string name, JsonElement value, TypeMember? member)
    {
        var type = member?.Type ?? MessageType.Any;
        var isElement = !QualifiedName.IsAttribute(name) && name != QualifiedName.Text;
        var isArray = isElement && (member?.IsArray ?? rules.Arrays.Find(_path.Names) is not null);
        if (value.ValueKind != JsonValueKind.Array && !isArray)
        {
            WriteValue(value, type);
            return;
        }

        json.WriteStartArray();
        if (value.ValueKind != JsonValueKind.Array)
            WriteValue(value, type);
        else
        {
            foreach (var item in value.EnumerateArray())
                WriteValue(item, type);
        }

        json.WriteEndArray();
    }

    private void WriteEmptyObject()
    {
        json.WriteStartObject();
        json.WriteEndObject();
    }

    private ValueKind KindOfPath()
        => _path.Names.IsEmpty ? ValueKind.Text
            : rules.Numbers.Find(_path.Names) is not null ? ValueKind.Number
            : rules.Booleans.Find(_path.Names) is not null ? ValueKind.Boolean
            : ValueKind.Text;

    /// <summary>Writes a value whose type is described: a number in any form of XML Schema.</summary>
    private void WriteTyped(string text, ValueKind kind)
    {
        if (kind == ValueKind.Number && XmlNumber.TryConvert(text.Trim(XmlNames.Whitespace), out var number))
            json.WriteRawValue(number);
        else
            WriteText(text, kind);
    }

    private void WriteText(string text, ValueKind kind)
    {
        var typed = text.AsSpan().Trim(XmlNames.Whitespace);
        if (kind == ValueKind.Number && XmlNumber.IsJson(typed))
            json.WriteRawValue(typed);
        else if (kind == ValueKind.Boolean && typed is "true" or "1")
            json.WriteBooleanValue(true);
        else if (kind == ValueKind.Boolean && typed is "false" or "0")
            json.WriteBooleanValue(false);
        else
            json.WriteStringValue(text);
    }

    private static string TextOf(JsonElement value)
        => value.ValueKind == JsonValueKind.String ? value.GetString()!
            : Envelope.TryGet(value, QualifiedName.Text, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()!
            : "";

    private static bool HasMembers(JsonElement value)
        => value.EnumerateObject().Any(member => !IsText(member) && !IsHidden(member.Name));

    private static bool IsText(JsonProperty member) => member.NameEquals(QualifiedName.Text);

    private static bool IsNil(JsonElement value) => value.TryGetProperty(Nil, out _) && TextOf(value) == "";

    /// <summary>Returns whether an attribute is one of the message, not of its content.</summary>
    private static bool IsHidden(string name)
        => QualifiedName.IsAttribute(name) && Array.Exists(s_hidden, prefix => name.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>Returns the client's name: prefixes of the envelope are none of its own.</summary>
    private string NameOf(string name)
    {
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
            return name;

        var start = QualifiedName.IsAttribute(name) ? 1 : 0;
        var prefix = name[start..colon];
        return rules.Namespaces.ContainsKey(prefix) || prefix == "xml" ? name : name.Remove(start, colon + 1 - start);
    }
}
