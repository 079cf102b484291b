using System.Buffers;
using System.Text.Unicode;
using GatewayKit.Bodies;

namespace GatewayKit.Plugins.FindReplace.Patterns;

/// <summary>
/// Converts UTF-8 to text and back without loss. A byte that isn't part of a valid character becomes a lone low surrogate, which valid
/// UTF-8 doesn't contain.
/// </summary>
internal static class LosslessText
{
    private const char InvalidByte = '\uDC00';
    private const int BufferSize = 1024;

    /// <summary>Decodes as many bytes as fit. The beginning of a character is left, unless it is the end of the body.</summary>
    public static void Decode(ReadOnlySpan<byte> bytes, Span<char> text, bool isEnd, out int read, out int written)
    {
        read = written = 0;
        while (true)
        {
            var status = Utf8.ToUtf16(
                bytes[read..], text[written..], out var bytesRead, out var charsWritten, replaceInvalidSequences: false, isEnd);
            read += bytesRead;
            written += charsWritten;
            if (status != OperationStatus.InvalidData || written == text.Length)
                return;

            text[written++] = (char)(InvalidByte + bytes[read++]);
        }
    }

    /// <summary>Writes a text that begins and ends between characters.</summary>
    public static void Write(ReadOnlySpan<char> text, EncoderOutput output)
    {
        Span<byte> buffer = stackalloc byte[BufferSize];
        while (!text.IsEmpty)
        {
            var status = Utf8.FromUtf16(text, buffer, out var read, out var written, replaceInvalidSequences: false);
            output.Write(buffer[..written]);
            text = text[read..];
            if (status != OperationStatus.InvalidData)
                continue;

            output.Write([(byte)(text[0] - InvalidByte)]);
            text = text[1..];
        }
    }

    /// <summary>Returns whether a position is within a character that has two code units.</summary>
    public static bool IsWithinCharacter(ReadOnlySpan<char> text, int position) => position > 0 && char.IsHighSurrogate(text[position - 1]);
}
