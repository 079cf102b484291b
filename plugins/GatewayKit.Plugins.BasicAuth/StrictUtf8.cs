using System.Buffers;
using System.Text.Unicode;

namespace GatewayKit.Plugins.BasicAuth;

/// <summary>Decodes UTF-8 without exceptions.</summary>
internal static class StrictUtf8
{
    /// <summary>Returns the number of characters; null if a byte isn't valid.</summary>
    public static int? Decode(ReadOnlySpan<byte> bytes, Span<char> characters)
        => Utf8.ToUtf16(bytes, characters, out _, out var count, replaceInvalidSequences: false) == OperationStatus.Done ? count : null;
}
