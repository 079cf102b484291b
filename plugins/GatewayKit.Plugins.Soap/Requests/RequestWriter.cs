using System.Text.Json;
using System.Text.Json.Nodes;
using GatewayKit.Bodies;

namespace GatewayKit.Plugins.Soap;

/// <summary>Writes the client's JSON with qualified names, in the order of the types.</summary>
/// <param name="json">Receives the JSON to convert to XML.</param>
/// <param name="prefix">The prefix of elements that no type describes.</param>
internal sealed class RequestWriter(Utf8JsonWriter json, string prefix)
{
    /// <summary>Writes the content of the operation's element.</summary>
    /// <param name="content">The content.</param>
    /// <param name="type">Its type; <c>null</c> if it isn't described.</param>
    /// <param name="partPrefix">The prefix of its members, if it isn't described.</param>
    /// <exception cref="ConversionException">The content doesn't match the type.</exception>
    public void Write(JsonNode? content, MessageType? type, string partPrefix)
    {
        if (type is not null)
            WriteTyped("body", content, type);
        else if (content is JsonObject members)
            WriteMembers(members, partPrefix);
        else
            WriteScalar(content);
    }

    private void WriteMembers(JsonObject members, string membersPrefix)
    {
        json.WriteStartObject();
        foreach (var (name, value) in members)
            WriteMember(name, value, membersPrefix);
        json.WriteEndObject();
    }

    private void WriteMember(string name, JsonNode? value, string membersPrefix)
    {
        // An element has one name: otherwise, a client could write a parameter's element in another way, or rename the operation.
        if (QualifiedName.IsDeclaration(name))
            throw ConversionException.Invalid($"has the member '{ConversionException.Shown(name)}'; a body can't declare namespaces");
        if (QualifiedName.HasPrefix(name, membersPrefix))
            throw ConversionException.Invalid($"has the member '{ConversionException.Shown(name)}', which is written without its prefix");
        json.WritePropertyName(QualifiedName.Of(name, membersPrefix));
        if (value is not JsonArray items)
        {
            WriteUntyped(value);
            return;
        }

        json.WriteStartArray();
        foreach (var item in items)
        {
            if (item is JsonArray)
                throw ConversionException.Invalid($"has an array in the array '{ConversionException.Shown(name)}'");
            WriteUntyped(item);
        }

        json.WriteEndArray();
    }

    private void WriteUntyped(JsonNode? value)
    {
        if (value is JsonObject members)
            WriteMembers(members, prefix);
        else
            WriteScalar(value);
    }

    private void WriteScalar(JsonNode? value)
    {
        if (value is null)
            json.WriteNullValue();
        else
            value.WriteTo(json);
    }

    private void WriteValue(JsonNode value, MessageType type)
    {
        if (type.Kind == ValueKind.Number && value.GetValueKind() == JsonValueKind.Number
            && XmlNumber.WithoutExponent(value.ToJsonString()) is { } number)
            json.WriteRawValue(number);
        else
            WriteScalar(value);
    }

    private void WriteTyped(string name, JsonNode? value, MessageType type)
    {
        if (type.Kind == ValueKind.Any && value is not JsonArray)
            WriteUntyped(value);
        else if (value is JsonObject members && type.Kind == ValueKind.Members)
            WriteTyped(name, members, type);
        else if (value is JsonValue && (type.Kind != ValueKind.Members || type.Content is not null))
            WriteValue(value, type.Content?.Type ?? type);
        else
            throw ConversionException.Invalid($"has '{ConversionException.Shown(name)}', which must be "
                + (type.Kind == ValueKind.Members ? "an object" : "a single value"));
    }

    private void WriteTyped(string name, JsonObject members, MessageType type)
    {
        json.WriteStartObject();
        foreach (var member in type.Members)
        {
            if (members.TryGetPropertyValue(member.Name, out var value))
                WriteMember(member, value);
        }

        foreach (var (other, value) in members)
        {
            if (type.Find(other) is not null)
                continue;
            if (!type.IsOpen || Array.Exists(type.Members, member => member.Qualified == QualifiedName.Of(other, prefix)))
            {
                throw ConversionException.Invalid(
                    $"has the member '{ConversionException.Shown(other)}', which '{ConversionException.Shown(name)}' doesn't have");
            }

            WriteMember(other, value, prefix);
        }

        json.WriteEndObject();
    }

    private void WriteMember(TypeMember member, JsonNode? value)
    {
        if (value is null && !member.IsNillable)
            return;

        json.WritePropertyName(member.Qualified);
        if (value is not JsonArray items)
        {
            WriteItem(member, value);
            return;
        }

        if (!member.IsArray)
            throw ConversionException.Invalid($"has an array for '{ConversionException.Shown(member.Name)}', which isn't one");
        json.WriteStartArray();
        foreach (var item in items)
            WriteItem(member, item);
        json.WriteEndArray();
    }

    private void WriteItem(TypeMember member, JsonNode? value)
    {
        if (value is null)
        {
            json.WriteStartObject();
            if (member.IsNillable)
                json.WriteString($"@{XmlJsonRules.XsiPrefix}:nil", "true");
            json.WriteEndObject();
        }
        else
        {
            WriteTyped(member.Name, value, member.Type);
        }
    }
}
