using System.Buffers;
using System.Globalization;
using System.Text.Json;
using GatewayKit.Plugins.GrpcJson.Descriptors;
using Google.Protobuf.Reflection;

namespace GatewayKit.Plugins.GrpcJson.Json;

/// <summary>Converts the wire format to JSON (the ProtoJSON format of Protocol Buffers). Unknown fields are dropped.</summary>
internal sealed class WireToJson(TypePool types, JsonRules rules)
{
    /// <summary>Writes a message, or only the value of one of its fields.</summary>
    /// <exception cref="TranscodingException">The message isn't valid.</exception>
    public void Write(ReadOnlySpan<byte> wire, MessageDescriptor type, FieldDescriptor? field, Utf8JsonWriter json)
    {
        if (field is null)
            WriteMessage(wire, type, json, 0);
        else
            WriteField(wire, Numbered(wire, field.FieldNumber), field, json, 0);
    }

    private void WriteMessage(ReadOnlySpan<byte> wire, MessageDescriptor type, Utf8JsonWriter json, int depth)
    {
        if (depth >= rules.MaxDepth)
            throw TranscodingException.TooDeep();
        if (KnownTypes.IsConverted(type))
        {
            json.WriteRawValue(KnownTypes.Write(type, wire));
        }
        else if (KnownTypes.IsWrapper(type))
        {
            WriteField(wire, Numbered(wire, 1), type.FindFieldByNumber(1), json, depth);
        }
        else if (type.FullName == KnownTypes.Any)
        {
            WriteAny(wire, json, depth);
        }
        else
        {
            json.WriteStartObject();
            WriteFields(wire, type, json, depth);
            json.WriteEndObject();
        }
    }

    private void WriteFields(ReadOnlySpan<byte> wire, MessageDescriptor type, Utf8JsonWriter json, int depth)
    {
        var found = FieldsOf(wire).ToArray();
        var next = 0;
        foreach (var field in type.Fields.InFieldNumberOrder())
        {
            while (next < found.Length && found[next].Number < field.FieldNumber)
                next++;
            var start = next;
            while (next < found.Length && found[next].Number == field.FieldNumber)
                next++;
            if (field.FieldType == FieldType.Group || (next == start && !(rules.WritesDefaults && HasDefault(field))))
                continue;

            json.WritePropertyName(rules.KeepsNames ? field.Name : field.JsonName);
            WriteField(wire, found.AsSpan(start..next), field, json, depth);
        }
    }

    // A message or a member of a choice doesn't have a default.
    private static bool HasDefault(FieldDescriptor field) => field.IsRepeated || !field.HasPresence;

    private void WriteField(
        ReadOnlySpan<byte> wire, ReadOnlySpan<WireField> found, FieldDescriptor field, Utf8JsonWriter json, int depth)
    {
        if (field.IsMap)
            WriteMap(wire, found, field, json, depth);
        else if (field.IsRepeated)
            WriteItems(wire, found, field, json, depth);
        else if (field.FieldType == FieldType.Message)
            WriteMessage(Joined(wire, found), field.MessageType, json, depth + 1);
        else
            WriteScalar(wire, LastOf(found, FieldTypes.WireTypeOf(field)), field, json);
    }

    private void WriteItems(
        ReadOnlySpan<byte> wire, ReadOnlySpan<WireField> found, FieldDescriptor field, Utf8JsonWriter json, int depth)
    {
        var type = FieldTypes.WireTypeOf(field);
        json.WriteStartArray();
        foreach (var item in found)
        {
            if (item.Type == WireType.Length && field.FieldType == FieldType.Message)
            {
                WriteMessage(item.ContentOf(wire), field.MessageType, json, depth + 1);
            }
            else if (item.Type == WireType.Length && type != WireType.Length)
            {
                var packed = new WireReader(item.ContentOf(wire));
                while (!packed.IsAtEnd)
                    WriteScalar(wire, item with { Value = packed.ReadNumber(type) }, field, json);
            }
            else if (item.Type == type)
            {
                WriteScalar(wire, item, field, json);
            }
        }

        json.WriteEndArray();
    }

    private void WriteMap(
        ReadOnlySpan<byte> wire, ReadOnlySpan<WireField> found, FieldDescriptor field, Utf8JsonWriter json, int depth)
    {
        var (key, value) = (field.MessageType.FindFieldByNumber(1), field.MessageType.FindFieldByNumber(2));
        var entries = new OrderedDictionary<string, WireField>(StringComparer.Ordinal);
        foreach (var item in found)
        {
            if (item.Type != WireType.Length)
                continue;

            var entry = item.ContentOf(wire);
            entries[KeyOf(entry, LastOf(Numbered(entry, 1), FieldTypes.WireTypeOf(key)), key)] = item;
        }

        json.WriteStartObject();
        foreach (var (name, item) in entries)
        {
            var entry = item.ContentOf(wire);
            json.WritePropertyName(name);
            WriteField(entry, Numbered(entry, 2), value, json, depth);
        }

        json.WriteEndObject();
    }

    private void WriteAny(ReadOnlySpan<byte> wire, Utf8JsonWriter json, int depth)
    {
        var url = ScalarJson.TextOf(LastOf(Numbered(wire, 1), WireType.Length).ContentOf(wire));
        var value = LastOf(Numbered(wire, 2), WireType.Length).ContentOf(wire);
        json.WriteStartObject();
        if (url.Length > 0)
            json.WriteString(KnownTypes.TypeProperty, url);
        if (types.FindByUrl(url) is not { } type)
        {
            if (!value.IsEmpty)
                json.WriteBase64String(KnownTypes.ValueProperty, value);
        }
        else if (KnownTypes.HasValue(type))
        {
            json.WritePropertyName(KnownTypes.ValueProperty);
            WriteMessage(value, type, json, depth + 1);
        }
        else if (depth + 1 >= rules.MaxDepth)
        {
            throw TranscodingException.TooDeep();
        }
        else
        {
            WriteFields(value, type, json, depth + 1);
        }

        json.WriteEndObject();
    }

    private void WriteScalar(ReadOnlySpan<byte> wire, WireField item, FieldDescriptor field, Utf8JsonWriter json)
        => ScalarJson.Write(item.ContentOf(wire), item.Value, field, rules.WritesNumbers, json);

    private static string KeyOf(ReadOnlySpan<byte> entry, WireField item, FieldDescriptor key) => key.FieldType switch
    {
        FieldType.String => ScalarJson.TextOf(item.ContentOf(entry)),
        FieldType.Bool => item.Value != 0 ? "true" : "false",
        FieldType.UInt64 or FieldType.Fixed64 or FieldType.UInt32 or FieldType.Fixed32
            => ScalarJson.UnsignedOf(item.Value, key).ToString(CultureInfo.InvariantCulture),
        _ => ScalarJson.SignedOf(item.Value, key).ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>Returns the last value, which counts; the default if there is none.</summary>
    private static WireField LastOf(ReadOnlySpan<WireField> found, WireType type)
    {
        for (var i = found.Length - 1; i >= 0; i--)
        {
            if (found[i].Type == type)
                return found[i];
        }

        return default;
    }

    /// <summary>Returns a message that can occur in several parts, which are merged.</summary>
    private static ReadOnlySpan<byte> Joined(ReadOnlySpan<byte> wire, ReadOnlySpan<WireField> found)
    {
        if (found is [{ Type: WireType.Length } only])
            return only.ContentOf(wire);

        var joined = new ArrayBufferWriter<byte>();
        foreach (var part in found)
        {
            if (part.Type == WireType.Length)
                joined.Write(part.ContentOf(wire));
        }

        return joined.WrittenSpan;
    }

    private static ReadOnlySpan<WireField> Numbered(ReadOnlySpan<byte> wire, int number)
        => FieldsOf(wire).Where(field => field.Number == number).ToArray();

    /// <summary>Returns the fields by their numbers, each in the order of its values.</summary>
    private static List<WireField> FieldsOf(ReadOnlySpan<byte> wire)
    {
        var fields = new List<WireField>();
        var reader = new WireReader(wire);
        var isOrdered = true;
        while (reader.TryRead(out var field))
        {
            isOrdered &= fields.Count == 0 || fields[^1].Number <= field.Number;
            fields.Add(field);
        }

        return isOrdered ? fields : [.. fields.OrderBy(field => field.Number)];
    }
}
