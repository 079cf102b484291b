using System.Diagnostics.CodeAnalysis;
using GatewayKit.OpenApi.Http;

namespace GatewayKit.Plugins.OpenApiValidation;

/// <summary>Decodes bodies that were copied while they were forwarded.</summary>
internal static class CheckedBody
{
    /// <summary>Returns the complete body without content coding, or the reason why it can't be validated.</summary>
    public static bool TryGet(BodyCopy? copy, string? coding, ByteSize limit, out ReadOnlyMemory<byte> body, [NotNullWhen(false)]
    out string? reason)
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
