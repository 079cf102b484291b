using System.Buffers;
using System.Globalization;
using System.Text;

namespace GatewayKit.OpenApi.Mocking.Examples.Values;

/// <summary>JSON that is being written. Output that turns out to be invalid is removed by truncating the end.</summary>
internal sealed class JsonBuffer : IDisposable
{
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(4096);

    public int Length { get; private set; }

    public ReadOnlySpan<byte> From(int start) => _bytes.AsSpan(start, Length - start);

    public void CutTo(int length) => Length = length;

    public void Write(byte value)
    {
        Reserve(1);
        _bytes[Length++] = value;
    }

    public void Write(ReadOnlySpan<byte> json)
    {
        Reserve(json.Length);
        json.CopyTo(_bytes.AsSpan(Length));
        Length += json.Length;
    }

    public void Write(long number)
    {
        Reserve(20);
        number.TryFormat(_bytes.AsSpan(Length), out var written, default, CultureInfo.InvariantCulture);
        Length += written;
    }

    /// <summary>Writes a string with its quotation marks. A lone surrogate is written as an escape.</summary>
    public void WriteText(ReadOnlySpan<char> text)
    {
        Reserve((text.Length * 6) + 2);
        _bytes[Length++] = (byte)'"';
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            if (character is >= ' ' and <= '~' and not ('"' or '\\'))
                _bytes[Length++] = (byte)character;
            else if (i + 1 < text.Length && char.IsSurrogatePair(character, text[i + 1]))
                Length += Encoding.UTF8.GetBytes(text.Slice(i++, 2), _bytes.AsSpan(Length));
            else if (character > '~' && !char.IsSurrogate(character))
                Length += Encoding.UTF8.GetBytes(text.Slice(i, 1), _bytes.AsSpan(Length));
            else
                Escape(character);
        }
        _bytes[Length++] = (byte)'"';
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
    }

    private void Escape(char character)
    {
        "\\u"u8.CopyTo(_bytes.AsSpan(Length));
        ((int)character).TryFormat(_bytes.AsSpan(Length + 2), out _, "x4", CultureInfo.InvariantCulture);
        Length += 6;
    }

    private void Reserve(int count)
    {
        if (Length + count <= _bytes.Length)
            return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(Length + count, 2 * _bytes.Length));
        _bytes.AsSpan(0, Length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
