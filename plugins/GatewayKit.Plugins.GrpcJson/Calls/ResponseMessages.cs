using System.Text;
using GatewayKit.Plugins.GrpcJson.Rules;
using Google.Rpc;

namespace GatewayKit.Plugins.GrpcJson.Calls;

/// <summary>The messages of a service that streams, as JSON: each is sent as soon as it has arrived.</summary>
/// <param name="body">The frames.</param>
/// <param name="call">The call.</param>
/// <param name="limit">The maximum length of a message.</param>
/// <param name="end">Returns the status when the body has ended; null if there is none.</param>
internal sealed class ResponseMessages(
    Stream body, Call call, int limit, Func<CallStatus?> end)
    : ConvertedStream(body, limit + Frames.HeaderLength)
{
    private bool _hasMessage;
    private bool _isEnded;

    private HttpBinding Binding => call.Binding;

    protected override bool TryConvert(ReadOnlySpan<byte> received, bool isLast, out int consumed, out ReadOnlyMemory<byte> output)
    {
        (consumed, output) = (0, default);
        if (Frames.TryReadHeader(received, limit, out var length) && received.Length - Frames.HeaderLength >= length)
        {
            consumed = Frames.HeaderLength + length;
            output = Part(call.Response.Convert(received.Slice(Frames.HeaderLength, length), Binding).Span, "");
            return true;
        }

        if (!isLast || _isEnded)
            return false;
        if (!received.IsEmpty)
            throw new UpstreamFailureException(UpstreamFailure.Failed, new InvalidDataException("The last gRPC message is incomplete."));

        _isEnded = true;
        output = Tail(end() ?? new CallStatus((int)Code.Internal, "", []));
        return true;
    }

    protected override Exception TooLarge() => new UpstreamFailureException(UpstreamFailure.BodyTooLarge);

    private byte[] Tail(CallStatus status)
    {
        byte[] error = status.Code == 0 ? []
            : Part(CallProblem.CreatePart(status, call.Response.ConvertDetails(status)).Span, "event: error\n");
        return call.Format == StreamFormat.Array ? [.. error, .. _hasMessage ? "]"u8 : "[]"u8] : error;
    }

    private byte[] Part(ReadOnlySpan<byte> json, string name)
    {
        var isFirst = !_hasMessage;
        _hasMessage = true;
        return call.Format switch
        {
            StreamFormat.Array => [isFirst ? (byte)'[' : (byte)',', .. json],
            StreamFormat.Events => [.. Encoding.ASCII.GetBytes(name), .. "data: "u8, .. json, .. "\n\n"u8],
            _ => [.. json, (byte)'\n'],
        };
    }
}
