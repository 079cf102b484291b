using GatewayKit.Plugins.GrpcJson.Json;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.GrpcJson.Calls;

/// <summary>The messages of a client that streams: each JSON value becomes a message as soon as it has arrived.</summary>
internal sealed class RequestMessages(Stream body, RequestMessage message, int limit) : ConvertedStream(body, limit + 1)
{
    private readonly JsonValues _values = new();

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
            return true;
        }
        catch (FormatException error)
        {
            throw new BadHttpRequestException("The request's body isn't an array or lines of JSON.", error);
        }
        catch (TranscodingException error)
        {
            throw new BadHttpRequestException(
                error.Message, error.IsTooLarge ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status400BadRequest, error);
        }
    }

    protected override Exception TooLarge()
        => new BadHttpRequestException("A message of the request's body is too large.", StatusCodes.Status413PayloadTooLarge);
}
