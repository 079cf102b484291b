using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using GatewayKit.Bodies;

namespace GatewayKit.Transforms;

/// <summary>Reads and writes the texts of <see cref="JsonTree"/> (RFC 8259).</summary>
internal static class JsonTreeText
{
    /// <summary>The maximum nesting of objects and arrays.</summary>
    public const int MaxDepth = 64;

    // From this size on, names are compared by their hashes.
    private const int FewMembers = 8;

    private static readonly byte[] s_mark = [0xEF, 0xBB, 0xBF];

    /// <summary>Reads a text. A byte order mark is skipped.</summary>
    /// <exception cref="ConversionException">The text isn't valid, nests too deeply, or has an object with two members of the same
    /// name: parsers disagree about its meaning.</exception>
    public static JsonTree Parse(ReadOnlyMemory<byte> text)
    {
        if (text.Span.StartsWith(s_mark))
            text = text[s_mark.Length..];
        if (!Utf8.IsValid(text.Span))
            throw ConversionException.Invalid("isn't in UTF-8");
        try
        {
            var reader = new Utf8JsonReader(text.Span, new JsonReaderOptions { MaxDepth = MaxDepth });
            reader.Read();
            var root = ReadValue(ref reader, text);
            reader.Read();
            return root;
        }
        catch (JsonException error)
        {
            throw ConversionException.Invalid("isn't valid JSON, or nests more than 64 levels", error);
        }
        catch (InvalidOperationException error)
        {
            // An escaped surrogate without its other half.
            throw ConversionException.Invalid("has a string that isn't valid Unicode", error);
        }
    }

    /// <summary>Writes a value without white space.</summary>
    /// <param name="tree">The value.</param>
    /// <param name="limit">The maximum length in bytes.</param>
    /// <exception cref="ConversionException">The text is longer, or nests too deeply.</exception>
    public static ReadOnlyMemory<byte> Write(JsonTree tree, long limit)
    {
        using var output = new BoundedOutput(limit);
        Write(tree, output, depth: 0);
        return output.ToArray();
    }

    /// <summary>Returns a text as a JSON string, in which other characters than ASCII stay readable.</summary>
    public static ReadOnlyMemory<byte> Quote(string value)
    {
        var encoded = JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes;
        return (byte[])[(byte)'"', .. encoded, (byte)'"'];
    }

    /// <summary>Returns the value of a JSON string.</summary>
    public static string Unquote(ReadOnlySpan<byte> text)
    {
        if (!text.Contains((byte)'\\'))
            return Encoding.UTF8.GetString(text[1..^1]);

        var reader = new Utf8JsonReader(text);
        reader.Read();
        return reader.GetString()!;
    }

    // Items of an array are often objects with the same members as the previous item, which share the names.
    private static JsonTree ReadValue(ref Utf8JsonReader reader, ReadOnlyMemory<byte> text, JsonTree? previous = null)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartArray:
                var array = JsonTree.Array();
                for (JsonTree? item = null; reader.Read() && reader.TokenType != JsonTokenType.EndArray;)
                    array.Items!.Add(item = ReadValue(ref reader, text, item));
                return array;
            case JsonTokenType.StartObject:
                return ReadObject(ref reader, text, previous?.Members);
            case JsonTokenType.String:
                if (reader.ValueIsEscaped)
                    reader.GetString();
                return JsonTree.Scalar(JsonValueKind.String, TokenOf(reader, text));
            case JsonTokenType.Number:
                return JsonTree.Scalar(JsonValueKind.Number, TokenOf(reader, text));
            case JsonTokenType.True:
                return JsonTree.Scalar(JsonValueKind.True, TokenOf(reader, text));
            case JsonTokenType.False:
                return JsonTree.Scalar(JsonValueKind.False, TokenOf(reader, text));
            default:
                return JsonTree.Scalar(JsonValueKind.Null, TokenOf(reader, text));
        }
    }

    private static JsonTree ReadObject(ref Utf8JsonReader reader, ReadOnlyMemory<byte> text, List<JsonTreeMember>? previous)
    {
        var tree = JsonTree.Object();
        HashSet<string>? names = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            // The colon is part of the token.
            var quoted = text.Slice((int)reader.TokenStartIndex, reader.ValueSpan.Length + 2);
            var index = tree.Members!.Count;
            var name = index < previous?.Count && previous[index].Text.Span.SequenceEqual(quoted.Span)
                ? previous[index].Name
                : reader.GetString()!;
            if (index == FewMembers)
                names = [.. tree.Members.Select(member => member.Name)];
            if (names is null ? tree.Find(name) is not null : !names.Add(name))
                throw ConversionException.Invalid($"has two members '{ConversionException.Shown(name)}' in one object");

            reader.Read();
            tree.Members.Add(new JsonTreeMember(name, quoted, ReadValue(ref reader, text)));
        }

        return tree;
    }

    private static ReadOnlyMemory<byte> TokenOf(in Utf8JsonReader reader, ReadOnlyMemory<byte> text)
        => text[(int)reader.TokenStartIndex..(int)reader.BytesConsumed];

    private static void Write(JsonTree tree, BoundedOutput output, int depth)
    {
        if (tree.Items is null && tree.Members is null)
        {
            output.Write(tree.Text.Span);
            return;
        }

        if (depth == MaxDepth)
            throw ConversionException.Invalid($"would nest more than {MaxDepth} levels");
        output.Write(tree.Items is null ? "{"u8 : "["u8);
        var isFirst = true;
        if (tree.Items is { } items)
        {
            foreach (var item in items)
            {
                Separate(output, ref isFirst);
                Write(item, output, depth + 1);
            }
        }
        else
        {
            foreach (var member in tree.Members!)
            {
                Separate(output, ref isFirst);
                output.Write(member.Text.Span);
                output.Write(":"u8);
                Write(member.Value, output, depth + 1);
            }
        }

        output.Write(tree.Items is null ? "}"u8 : "]"u8);
    }

    private static void Separate(BoundedOutput output, ref bool isFirst)
    {
        if (!isFirst)
            output.Write(","u8);
        isFirst = false;
    }
}
