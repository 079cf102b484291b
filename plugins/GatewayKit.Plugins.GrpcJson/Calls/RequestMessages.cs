using GatewayKit.Plugins.GrpcJson.Json;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.GrpcJson.Calls;

/// <summary>The messages of a client that streams: each JSON value becomes a message as soon as it has arrived.</summary>
/// <param name="body">The body of the request.</param>
/// <param name="message">Creates the messages.</param>
/// <param name="limit">The maximum length of a message.</param>
/// <param name="reject">Receives the error that ends the stream.</param>
internal sealed class RequestMessages(Stream body, RequestMessage message, int limit, Action<TranscodingException> reject)
    : ConvertedStream(body, limit + 1)
{
    private readonly JsonValues _values = new();
    private long _number = 1;

    protected override bool TryConvert(ReadOnlySpan<byte> received, bool isLast, out int consumed, out ReadOnlyMemory<byte> output)
    {
        try
        {
            if (!_values.TryFind(received, isLast, out var value))
            {
                (consumed, output) = (_values.Skip(), default);
                return false;
            }

            (consumed, output) = (value.End.Value, message.Create(received[value]));
            _number++;
            return true;
        }
        catch (FormatException error)
        {
            throw Rejected(new TranscodingException("The body isn't a complete array or lines of JSON.", cause: error));
        }
        catch (TranscodingException error)
        {
            throw Rejected(error);
        }
    }

    protected override Exception TooLarge() => Rejected(TranscodingException.TooLarge());

    private BadHttpRequestException Rejected(TranscodingException error)
    {
        var numbered = error.OfItem(_number);
        reject(numbered);
        return new(numbered.Message, numbered.Status, numbered);
    }
}
