using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace GatewayKit.JsonSchema.Values;

/// <summary>The characters of a JSON string, without allocation: in the caller's buffer, or in a pooled one if the string is longer. Lone
/// surrogates, which JSON can contain as escapes, aren't changed.</summary>
internal ref struct JsonText : IDisposable
{
    /// <summary>A suitable size for the caller's buffer.</summary>
    public const int BufferSize = 128;

    private char[]? _rented;

    private JsonText(ReadOnlySpan<byte> contents, Span<char> buffer)
    {
        if (contents.Length > buffer.Length)
            buffer = _rented = ArrayPool<char>.Shared.Rent(contents.Length);
        Characters = buffer[..Decode(contents, buffer)];
    }

    public ReadOnlySpan<char> Characters { get; }

    public static JsonText Of(in JsonElement value, Span<char> buffer) => new(JsonMarshal.GetRawUtf8Value(value)[1..^1], buffer);

    public static JsonText NameOf(in JsonProperty property, Span<char> buffer) => new(JsonMarshal.GetRawUtf8PropertyName(property), buffer);

    public static string Name(in JsonProperty property)
    {
        using var text = NameOf(property, stackalloc char[BufferSize]);
        return text.Characters.ToString();
    }

    public void Dispose()
    {
        if (_rented is not null)
            ArrayPool<char>.Shared.Return(_rented);
        _rented = null;
    }

    /// <summary>Returns the number of Unicode code points, which is the length in JSON Schema.</summary>
    public readonly int CountCodePoints()
    {
        var count = Characters.Length;
        for (var i = 1; i < Characters.Length; i++)
        {
            if (char.IsSurrogatePair(Characters[i - 1], Characters[i]))
                count--;
        }
        return count;
    }

    private static int Decode(ReadOnlySpan<byte> contents, Span<char> buffer)
    {
        var length = 0;
        while (contents.IndexOf((byte)'\\') is var escape and >= 0)
        {
            length += Encoding.UTF8.GetChars(contents[..escape], buffer[length..]);
            (buffer[length++], var size) = Unescape(contents[escape..]);
            contents = contents[(escape + size)..];
        }
        return length + Encoding.UTF8.GetChars(contents, buffer[length..]);
    }

    private static (char Character, int Size) Unescape(ReadOnlySpan<byte> escape) => escape[1] switch
    {
        (byte)'n' => ('\n', 2),
        (byte)'t' => ('\t', 2),
        (byte)'r' => ('\r', 2),
        (byte)'b' => ('\b', 2),
        (byte)'f' => ('\f', 2),
        (byte)'u' => ((char)ushort.Parse(escape[2..6], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture), 6),
        var other => ((char)other, 2),
    };
}
