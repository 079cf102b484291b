using System.Text;
using System.Text.Json;
using GatewayKit.Plugins.GrpcJson.Descriptors;
using Google.Protobuf.Reflection;

namespace GatewayKit.Plugins.GrpcJson.Json;

/// <summary>Converts JSON to the wire format (the ProtoJSON format of Protocol Buffers).</summary>
internal sealed class JsonToWire(TypePool types, JsonRules rules)
{
    private readonly KnownTypes _known = new(rules.MaxDepth);

    /// <summary>Writes a whole message.</summary>
    /// <exception cref="TranscodingException">The JSON isn't valid, or isn't a message of the type.</exception>
    public void WriteMessage(ReadOnlySpan<byte> json, MessageDescriptor type, WireBuffer output)
        => Convert(json, type, null, output);

    /// <summary>Writes a field of a message, with its tag.</summary>
    /// <exception cref="TranscodingException">The JSON isn't valid, or isn't a value of the field.</exception>
    public void WriteField(ReadOnlySpan<byte> json, FieldDescriptor field, WireBuffer output)
        => Convert(json, null, field, output);

    /// <summary>Writes a field whose value is a text of a path or a query, with its tag.</summary>
    /// <exception cref="TranscodingException">The text isn't a value of the field.</exception>
    public void WriteText(FieldDescriptor field, string text, WireBuffer output)
    {
        output.Tag(field.FieldNumber, FieldTypes.WireTypeOf(field));
        if (field.FieldType != FieldType.Message)
        {
            ScalarText.Write(field, text, output);
            return;
        }

        var type = field.MessageType;
        if (KnownTypes.IsText(type))
        {
            output.Bytes([.. KnownTypes.ZerosOf(type), .. _known.Read(type, JsonSerializer.Serialize(text, TextContext.Default.String))]);
            return;
        }

        if (!KnownTypes.IsWrapper(type))
            throw TranscodingException.OfField(field.JsonName, "can't be a parameter");

        var begin = output.Begin();
        WriteText(type.FindFieldByNumber(1), text, output);
        output.End(begin);
    }

    private void Convert(ReadOnlySpan<byte> json, MessageDescriptor? type, FieldDescriptor? field, WireBuffer output)
    {
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = rules.MaxDepth });
            reader.Read();
            if (field is not null)
                WriteField(ref reader, json, field, output);
            else
                WriteMessage(ref reader, json, type!, output);
            if (reader.Read())
                throw TranscodingException.NotValid();
        }
        catch (JsonException error)
        {
            throw new TranscodingException("The JSON isn't valid, or is nested too deeply.", cause: error);
        }
        catch (InvalidOperationException error)
        {
            // The reader found bytes or escapes that aren't valid text.
            throw new TranscodingException("The JSON has text that isn't valid.", cause: error);
        }
    }

    private void WriteMessage(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, MessageDescriptor type, WireBuffer output)
    {
        if (KnownTypes.IsConverted(type))
        {
            RepeatedKeys.Reject(reader, type);
            output.Raw(_known.Read(type, TextOf(ref reader, json)));
        }
        else if (KnownTypes.IsWrapper(type))
            WriteSingle(ref reader, json, type.FindFieldByNumber(1), output);
        else if (type.FullName == KnownTypes.Any)
            WriteAny(ref reader, json, output);
        else
            WriteFields(ref reader, json, type, output, hasType: false);
    }

    private void WriteFields(
        ref Utf8JsonReader reader, ReadOnlySpan<byte> json, MessageDescriptor type, WireBuffer output, bool hasType)
    {
        Expect(reader.TokenType == JsonTokenType.StartObject, type.Name, "an object");
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            if (FieldTypes.Find(type, name) is not { } field)
            {
                if (!rules.IgnoresUnknown && !(hasType && name == KnownTypes.TypeProperty))
                    throw TranscodingException.OfField(name, "is unknown");
                reader.Skip();
                continue;
            }

            if (!seen.Add(field))
                throw TranscodingException.OfField(name, "occurs more than once");
            if (reader.TokenType == JsonTokenType.Null && (field.IsRepeated || !FieldTypes.TakesNull(field)))
                continue;
            if (field.RealContainingOneof is { } choice && !seen.Add(choice))
                throw TranscodingException.OfField(name, $"can't be combined with another field of '{choice.Name}'");

            WriteField(ref reader, json, field, output);
        }
    }

    private void WriteField(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, FieldDescriptor field, WireBuffer output)
    {
        if (field.IsMap)
            WriteMap(ref reader, json, field, output);
        else if (field.IsRepeated)
            WriteItems(ref reader, json, field, output);
        else if (reader.TokenType != JsonTokenType.Null || FieldTypes.TakesNull(field))
            WriteSingle(ref reader, json, field, output);
    }

    private void WriteItems(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, FieldDescriptor field, WireBuffer output)
    {
        Expect(reader.TokenType == JsonTokenType.StartArray, field.JsonName, "an array");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            WriteSingle(ref reader, json, field, output);
    }

    private void WriteMap(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, FieldDescriptor field, WireBuffer output)
    {
        Expect(reader.TokenType == JsonTokenType.StartObject, field.JsonName, "an object");
        var (key, value) = (field.MessageType.FindFieldByNumber(1), field.MessageType.FindFieldByNumber(2));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            output.Tag(field.FieldNumber, WireType.Length);
            var begin = output.Begin();
            WriteText(key, name, output);
            // The names 1 and 01 are the same number.
            if (!seen.Add(key.FieldType == FieldType.String ? name : System.Convert.ToHexString(output.Written.Span[begin..])))
                throw TranscodingException.OfField(field.JsonName, "has a key more than once");
            WriteSingle(ref reader, json, value, output);
            output.End(begin);
        }
    }

    /// <summary>Writes one value with its tag.</summary>
    private void WriteSingle(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, FieldDescriptor field, WireBuffer output)
    {
        output.Tag(field.FieldNumber, FieldTypes.WireTypeOf(field));
        if (field.FieldType != FieldType.Message)
        {
            ScalarText.Write(field, ScalarOf(ref reader, field), output);
            return;
        }

        Expect(reader.TokenType != JsonTokenType.Null || FieldTypes.TakesNull(field), field.JsonName, "a value");
        var begin = output.Begin();
        WriteMessage(ref reader, json, field.MessageType, output);
        output.End(begin);
    }

    private void WriteAny(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, WireBuffer output)
    {
        Expect(reader.TokenType == JsonTokenType.StartObject, "Any", "an object");
        var url = TypeUrlOf(reader) ?? throw TranscodingException.OfField(KnownTypes.TypeProperty, "is missing");
        var type = types.FindByUrl(url) ?? throw TranscodingException.OfField(KnownTypes.TypeProperty, "has an unknown type");
        output.Tag(1, WireType.Length);
        output.Text(url);
        output.Tag(2, WireType.Length);
        var begin = output.Begin();
        if (KnownTypes.HasValue(type))
            WriteValueOfAny(ref reader, json, type, output);
        else
            WriteFields(ref reader, json, type, output, hasType: true);
        output.End(begin);
    }

    private void WriteValueOfAny(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, MessageDescriptor type, WireBuffer output)
    {
        var isFound = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            if (name == KnownTypes.ValueProperty && !isFound)
            {
                isFound = true;
                WriteMessage(ref reader, json, type, output);
            }
            else if (name == KnownTypes.TypeProperty)
            {
                reader.Skip();
            }
            else
            {
                throw TranscodingException.OfField(name, "is unknown, or occurs more than once");
            }
        }

        Expect(isFound, KnownTypes.ValueProperty, "there");
    }

    // A copy of the reader looks ahead: the type can be any member.
    private static string? TypeUrlOf(Utf8JsonReader reader)
    {
        string? url = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isType = reader.ValueTextEquals(KnownTypes.TypeProperty);
            reader.Read();
            if (isType)
            {
                Expect(url is null && reader.TokenType == JsonTokenType.String, KnownTypes.TypeProperty, "one text");
                url = reader.GetString();
            }

            reader.Skip();
        }

        return url;
    }

    /// <summary>Returns a JSON value as received.</summary>
    private static string TextOf(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return Encoding.UTF8.GetString(json[start..(int)reader.BytesConsumed]);
    }

    private static string ScalarOf(ref Utf8JsonReader reader, FieldDescriptor field)
    {
        var isText = field.FieldType is FieldType.String or FieldType.Bytes;
        var isBoolean = field.FieldType == FieldType.Bool;
        return reader.TokenType switch
        {
            JsonTokenType.String when !isBoolean => reader.GetString()!,
            JsonTokenType.Number when !isText && !isBoolean => Encoding.ASCII.GetString(reader.ValueSpan),
            JsonTokenType.True when isBoolean => "true",
            JsonTokenType.False when isBoolean => "false",
            JsonTokenType.Null when FieldTypes.TakesNull(field) => "0",
            _ => throw TranscodingException.OfField(field.JsonName, isText ? "must be a text" : isBoolean ? "must be true or false"
                : "must be a single value"),
        };
    }

    private static void Expect(bool condition, string name, string expected)
    {
        if (!condition)
            throw TranscodingException.OfField(name, $"must be {expected}");
    }
}
