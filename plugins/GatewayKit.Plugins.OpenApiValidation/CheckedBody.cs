using System.Diagnostics.CodeAnalysis;

namespace GatewayKit.Plugins.OpenApiValidation;

/// <summary>Bodies that were copied while they streamed by.</summary>
internal static class CheckedBody
{
    /// <summary>The whole body without content coding, or the reason why it can't be checked.</summary>
    public static bool TryGet(BodyCopy? copy, string? coding, ByteSize limit, out ReadOnlyMemory<byte> body, [NotNullWhen(false)] out string? reason)
    {
        body = default;
        reason = copy switch
        {
            null => null,
            { IsTooLong: true } => "too-long",
            { IsEnded: false } => "incomplete",
            _ => BodyCoding.Decode(copy.Bytes, coding, limit.Bytes, out body) switch
            {
                BodyDecoding.Decoded => null,
                BodyDecoding.TooLong => "too-long",
                _ => "coding",
            },
        };
        return reason is null;
    }
}
